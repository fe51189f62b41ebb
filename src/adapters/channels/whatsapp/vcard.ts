import { cleanText, mostSharedContacts, type SharedContact } from '#domain/conversation/message-content';

const nameLength = 128;
const mostPhones = 10;
/** A card is a few hundred characters; a photo inside makes it long, and is of no use to us. */
const longestCard = 20_000;
const folded = /\r?\n[ \t]/g;
const phoneLine = /^(?:item\d+\.)?TEL(?:[;:]|$)/i;
const phonePattern = /^\+?[\d ()./-]{3,30}$/;

const phoneOf = (line: string): string | null => {
  const value = line.slice(line.indexOf(':') + 1).trim();
  const phone = value.replace(/^tel:/i, '');
  return phonePattern.test(phone) ? cleanText(phone, 32).text : null;
};

const fullName = (lines: readonly string[]): string => {
  const line = lines.find((candidate) => /^FN[;:]/i.test(candidate));
  return line === undefined ? '' : line.slice(line.indexOf(':') + 1).replace(/\\([,;\\])/g, '$1');
};

/** Name and phone numbers of a card; a card without both is nobody. */
export const contactOf = (displayName: string | null, card: string | null): SharedContact | null => {
  const lines = (card ?? '').slice(0, longestCard).replace(folded, '').split(/\r?\n/);
  const phones = lines.filter((line) => phoneLine.test(line)).map(phoneOf);
  const known = [...new Set(phones.filter((phone) => phone !== null))].slice(0, mostPhones);
  const name = cleanText(displayName?.trim() || fullName(lines), nameLength).text.trim();
  return name === '' && known.length === 0 ? null : { name: name || (known[0] ?? ''), phones: known };
};

export const contactsOf = (
  cards: readonly { readonly displayName?: string | null; readonly vcard?: string | null }[],
): readonly SharedContact[] =>
  cards
    .slice(0, mostSharedContacts)
    .map(({ displayName, vcard }) => contactOf(displayName ?? null, vcard ?? null))
    .filter((contact) => contact !== null);
