import type { Customer } from '../../../shared/api/types.js';
import type { ListData } from './list-cache.js';

/** Marks that steer the direction of a text, and that nobody types. */
const unseen = /\p{Bidi_Control}/gu;

/** As a browser shows it and a keyboard writes it: names come as phones sent them, with two spaces, or letters in two parts. */
const plain = (text: string): string => text.normalize('NFC').replace(unseen, '').replace(/\s+/gu, ' ').trim();

/** What tells an eye whose card it is: a name, else how they are reached. `null` where only a machine's id is known. */
export const knownAs = ({ name, phone, email, identities }: Customer): string | null => {
  const shown = [name, phone, identities.find(({ scheme }) => scheme === 'wa_phone')?.value, email];
  return shown.map((each) => plain(each ?? '')).find((each) => each !== '') ?? null;
};

export const withoutCustomer = (data: ListData, customerId: string): ListData => ({
  ...data,
  pages: data.pages.map((page) => ({
    ...page,
    items: page.items.filter(({ customer }) => customer.id !== customerId),
  })),
});
