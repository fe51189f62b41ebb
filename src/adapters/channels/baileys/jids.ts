import { isJidBroadcast, isJidGroup, isJidNewsletter, jidDecode, type WAMessageKey } from '@whiskeysockets/baileys';
import type { CustomerIdentity } from '#domain/conversation/customer';

const digits = /^\d{3,20}$/;
const schemes: ReadonlyMap<string, CustomerIdentity['scheme']> = new Map([
  ['s.whatsapp.net', 'wa_phone'],
  ['hosted', 'wa_phone'],
  ['lid', 'wa_lid'],
  ['hosted.lid', 'wa_lid'],
]);

/** Groups, broadcasts, status and channels: nobody we answer. */
export const isNobodysChat = (jid: string): boolean =>
  Boolean(isJidGroup(jid) || isJidBroadcast(jid) || isJidNewsletter(jid)) || jid.endsWith('@bot');

/** A person by one of WhatsApp's addresses; `null`: not a person's. */
export const identityOf = (jid: string | null | undefined): CustomerIdentity | null => {
  const decoded = jid ? jidDecode(jid) : undefined;
  const scheme = decoded === undefined ? undefined : schemes.get(decoded.server);
  if (decoded === undefined || scheme === undefined || !digits.test(decoded.user)) return null;
  return { scheme, value: decoded.user };
};

export const isSameIdentity = (a: CustomerIdentity, b: CustomerIdentity): boolean =>
  a.scheme === b.scheme && a.value === b.value;

export const jidOf = ({ scheme, value }: CustomerIdentity): string | null => {
  if (!digits.test(value)) return null;
  if (scheme === 'wa_phone') return `${value}@s.whatsapp.net`;
  return scheme === 'wa_lid' ? `${value}@lid` : null;
};

export const userOf = (jid: string | null | undefined): string => (jid ? (jidDecode(jid)?.user ?? jid) : '');

/** The same for a stanza and for what the library makes of it. */
export const stanzaKey = (attributes: Readonly<Record<string, string>>): string =>
  `${attributes['id'] ?? ''}|${userOf(attributes['recipient'] ?? attributes['from'])}`;

export const messageKey = ({ id, remoteJid }: WAMessageKey): string => `${id ?? ''}|${userOf(remoteJid)}`;
