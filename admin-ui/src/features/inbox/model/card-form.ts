import type { Customer } from '../../../shared/api/types.js';

/** What can be written on a customer's card. An empty field is no value. */
export type CardFields = {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly remark: string;
  readonly language: '' | 'en' | 'ar';
};

export const fieldsOf = ({ name, email, phone, remark, language }: Customer): CardFields => ({
  name: name ?? '',
  email: email ?? '',
  phone: phone ?? '',
  remark,
  language: language ?? '',
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Only what differs from the card as it was read: what a colleague changes meanwhile stays theirs. */
export const changesOf = (customer: Customer, typed: CardFields): Readonly<Record<string, string | null>> => {
  const now = {
    name: orNull(typed.name),
    email: orNull(typed.email),
    phone: orNull(typed.phone),
    remark: typed.remark.trim(),
    language: typed.language === '' ? null : typed.language,
  };
  const { name, email, phone, remark, language } = customer;
  const before: Readonly<Record<string, string | null>> = { name, email, phone, remark, language };
  return Object.fromEntries(Object.entries(now).filter(([key, value]) => before[key] !== value));
};
