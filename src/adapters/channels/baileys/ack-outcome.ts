import type { SendOutcome } from '#application/ports/transport';

/** What the server's refusal of one message means (notes/baileys.md §6). */
const reasons: ReadonlyMap<string, string> = new Map([
  // No permission to begin this chat: each further try counts as reaching out once more.
  ['463', 'whatsapp.account_restricted'],
  ['479', 'whatsapp.stale_devices'],
  ['429', 'whatsapp.rate_limited'],
]);

/** Our list of the customer's devices was old: another look, and the same id once more. */
export const isStaleDevices = (error: string | null): boolean => error === '479';

/** What the number's owner should hear of, beside the message that failed. */
export const isWarning = (error: string): boolean => error === '463' || error === '429';

export const refusalOf = (error: string): string => reasons.get(error) ?? 'whatsapp.refused';

export const outcomeOf = (error: string | null, externalId: string): SendOutcome =>
  error === null ? { kind: 'accepted', externalId } : { kind: 'refused', reason: refusalOf(error) };
