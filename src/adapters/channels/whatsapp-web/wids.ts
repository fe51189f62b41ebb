import type { CustomerIdentity } from '#domain/conversation/customer';

const digits = /^\d{3,20}$/;
const person = /^(\d{3,20})(?::\d+)?@(c\.us|s\.whatsapp\.net|hosted|lid|hosted\.lid)$/;

/** A person by one of WhatsApp's addresses. `null`: a group, a broadcast, a channel, a bot, or nothing we know. */
export const identityOf = (wid: string | null): CustomerIdentity | null => {
  const [, value, server] = person.exec(wid ?? '') ?? [];
  if (value === undefined || server === undefined) return null;
  return { scheme: server.endsWith('lid') ? 'wa_lid' : 'wa_phone', value };
};

export const isSameIdentity = (a: CustomerIdentity, b: CustomerIdentity): boolean =>
  a.scheme === b.scheme && a.value === b.value;

/** The chat with a person; `null`: not by this sort of identity. */
export const chatIdOf = ({ scheme, value }: CustomerIdentity): string | null => {
  if (!digits.test(value)) return null;
  if (scheme === 'wa_phone') return `${value}@c.us`;
  return scheme === 'wa_lid' ? `${value}@lid` : null;
};
