import type { CustomerIdentity, IdentityScheme } from '#domain/conversation/customer';

/**
 * The servers that people live at. The unofficial engines name one person by phone (`@s.whatsapp.net`, `@c.us`) or by LID, a
 * number of WhatsApp's own that says nothing of the phone; `hosted` ones are people whose provider holds the keys. Groups,
 * broadcasts, channels and status are no person.
 */
const schemeOf: ReadonlyMap<string, IdentityScheme> = new Map([
  ['s.whatsapp.net', 'wa_phone'],
  ['c.us', 'wa_phone'],
  ['hosted', 'wa_phone'],
  ['lid', 'wa_lid'],
  ['hosted.lid', 'wa_lid'],
]);

/** User, perhaps an agent and a device, server: one person has many devices. */
const jidPattern = /^(\d{3,20})(?:_\d+)?(?::\d+)?@([a-z.]+)$/;

/** `null`: not a person's address. The phone is digits alone, as the Cloud API gives it. */
export const identityOfJid = (jid: string): CustomerIdentity | null => {
  const [, value, server] = jidPattern.exec(jid) ?? [];
  const scheme = schemeOf.get(server ?? '');
  return scheme === undefined || value === undefined ? null : { scheme, value };
};

/**
 * All that the addresses of one person say, each once. The LID comes first: it stays with the person, while a phone number
 * changes and is given to somebody else.
 */
export const identitiesOfJids = (jids: readonly (string | null | undefined)[]): readonly CustomerIdentity[] => {
  const all = jids.map((jid) => identityOfJid(jid ?? '')).filter((each) => each !== null);
  const distinct = [...new Map(all.map((each) => [`${each.scheme}:${each.value}`, each])).values()];
  return [...distinct.filter(isLid), ...distinct.filter((each) => !isLid(each))];
};

const isLid = ({ scheme }: CustomerIdentity): boolean => scheme === 'wa_lid';

/** Where an unofficial engine writes to: the LID if we know it, else the phone; `null` when neither is known. */
export const jidOf = (identities: readonly CustomerIdentity[]): string | null => {
  const lid = identities.find(isLid);
  if (lid !== undefined) return `${lid.value}@lid`;
  const phone = identities.findLast(({ scheme }) => scheme === 'wa_phone');
  return phone === undefined ? null : `${phone.value}@s.whatsapp.net`;
};
