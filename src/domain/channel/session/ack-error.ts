import type { WarningKind } from '#domain/channel/sending/sending-rules';

/** What the server's refusal of one message means. Reasons are stable codes. */
export type AckReaction =
  /** It will not go. `warning` tells the ledger, which pauses the number. */
  | { readonly kind: 'fail'; readonly reason: string; readonly warning: WarningKind | null }
  /** The list of the customer's devices was old: once more, with the same id. */
  | { readonly kind: 'resend_once'; readonly reason: string };

const restricted: AckReaction = { kind: 'fail', reason: 'whatsapp.account_restricted', warning: 'restricted' };
const staleDevices = 'whatsapp.stale_devices';

/** @param resent it was sent again for this reason before. */
export const reactionToAckError = (code: number, { resent }: { readonly resent: boolean }): AckReaction => {
  // Each try counts as reaching out to a stranger: repeating it makes it worse.
  if (code === 463) return restricted;
  if (code === 479)
    return resent
      ? { kind: 'fail', reason: staleDevices, warning: null }
      : { kind: 'resend_once', reason: staleDevices };
  if (code === 429) return { kind: 'fail', reason: 'whatsapp.rate_limited', warning: 'rate_limited' };
  return { kind: 'fail', reason: 'whatsapp.refused', warning: null };
};
