import type { CustomerIdentity } from '#domain/conversation/customer';

/** Meta takes a phone number in `to` and a business-scoped user id in `recipient`. */
export type Recipient = { readonly to: string } | { readonly recipient: string };

/** The phone when we know it, else the BSUID; `null` when the customer is not known to WhatsApp at all. */
export const recipientOf = (identities: readonly CustomerIdentity[]): Recipient | null => {
  const phone = identities.find(({ scheme }) => scheme === 'wa_phone');
  if (phone !== undefined) return { to: phone.value };
  const bsuid = identities.find(({ scheme }) => scheme === 'wa_bsuid');
  return bsuid === undefined ? null : { recipient: bsuid.value };
};
