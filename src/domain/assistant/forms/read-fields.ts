import { fieldValue, type Reading } from '#domain/assistant/forms/field-value';
import { dateIn } from '#domain/assistant/forms/read-date';
import { namePrefixes, notNames } from '#domain/assistant/vocabulary';
import { withAsciiDigits, wordsOf } from '#domain/assistant/words';
import type { FormDraft } from '#domain/conversation/dialogue';
import type { Form, FormField, FormFieldType } from '#domain/leads/form';
import { allTexts } from '#domain/shared/language';

/** Values by field key, and what of the text they leave unexplained. */
export type ReadFields = { readonly values: Readonly<Record<string, string>>; readonly rest: string };

type Search = { readonly form: Form; readonly draft: FormDraft; readonly reading: Reading };
type Found = { values: Record<string, string>; rest: string };

const emails = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const phones = /(?<![\p{L}\d])\+?\(?\d(?:[\s().-]{0,2}\d){6,14}(?!\d)/gu;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Words for a kind of field besides the admin's own label. */
const kindWords: Readonly<Partial<Record<FormFieldType, readonly string[]>>> = {
  name: ['name', 'الاسم', 'اسمي'],
  email: ['e-mail', 'email', 'mail', 'البريد', 'الايميل', 'الإيميل', 'بريدي'],
  phone: ['phone', 'mobile', 'number', 'الهاتف', 'الجوال', 'الموبايل', 'رقمي', 'الرقم'],
  date: ['date', 'day', 'التاريخ', 'اليوم'],
};

/** How the customer may call a field. */
export const namesOf = ({ label, type }: FormField): readonly string[] =>
  [...allTexts(label).map((text) => text.trim()), ...(kindWords[type] ?? [])].filter((text) => text !== '');

/** The field these are meant for: the one asked for, else the first nobody filled in, else the first, which is corrected. */
const fieldOf = (type: FormFieldType, { form, draft }: Search, { values }: Found): FormField | undefined => {
  const fields = form.fields.filter((field) => field.type === type && values[field.key] === undefined);
  return (
    fields.find(({ key }) => key === draft.awaiting) ??
    fields.find(({ key }) => draft.values[key] === undefined) ??
    fields[0]
  );
};

const without = (text: string, start: number, end: number): string => `${text.slice(0, start)}, ${text.slice(end)}`;

const note = (found: Found, field: FormField | undefined, raw: string, { reading }: Search): boolean => {
  const value = field === undefined ? null : fieldValue(field, raw, reading);
  if (field === undefined || value === null) return false;
  found.values[field.key] = value;
  return true;
};

const labelled = (name: string): RegExp =>
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:my |the )?${escaped(name)}\s*(?:is|to|should be|هو|هي|إلى|الى|:|=)+\s*([^,،;؛\n]+?)(?=\s+and\s+my\s|\s+و(?:رقمي|اسمي|بريدي)|[,،;؛\n]|$)`,
    'iu',
  );

/** "E-mail: sara@…", "my company name is Acme": up to the next separator. The longest of the names that fit is meant. */
const readLabelled = (found: Found, search: Search): void => {
  const named = search.form.fields
    .filter(({ type }) => type !== 'checkbox')
    .flatMap((field) => namesOf(field).map((name) => ({ field, name })))
    .sort((left, right) => right.name.length - left.name.length);
  for (const { field, name } of named) {
    if (found.values[field.key] !== undefined) continue;
    const match = labelled(name).exec(found.rest);
    if (match !== null && note(found, field, (match[1] ?? '').trim().replace(/\s+(?:and|و)$/iu, ''), search))
      found.rest = without(found.rest, match.index, match.index + match[0].length);
  }
};

const readAll = (found: Found, type: FormFieldType, pattern: RegExp, search: Search): void => {
  for (const [raw] of [...found.rest.matchAll(pattern)]) {
    const at = found.rest.indexOf(raw);
    if (at >= 0 && note(found, fieldOf(type, search, found), raw, search))
      found.rest = without(found.rest, at, at + raw.length);
  }
};

const readDate = (found: Found, search: Search): void => {
  const field = fieldOf('date', search, found);
  const date = field === undefined ? null : dateIn(found.rest, search.reading.today);
  if (date !== null && note(found, field, date.day, search)) found.rest = without(found.rest, date.start, date.end);
};

const isOpen = ({ draft }: Search, { key }: FormField): boolean =>
  key === draft.awaiting || draft.values[key] === undefined;

const readOptions = (found: Found, search: Search): void => {
  for (const field of search.form.fields) {
    if (field.type !== 'select' || found.values[field.key] !== undefined || !isOpen(search, field)) continue;
    if (!note(found, field, found.rest, search)) continue;
    const texts = field.options.flatMap(allTexts).map((text) => escaped(text.trim()));
    found.rest = found.rest.replace(new RegExp(texts.filter((text) => text !== '').join('|'), 'giu'), ', ');
  }
};

const withoutPrefix = (text: string): string => namePrefixes.reduce((rest, prefix) => rest.replace(prefix, ''), text);

const isNameLike = (text: string): boolean => {
  const words = wordsOf(text);
  return words.length > 0 && words.length <= 5 && !words.some((word) => notNames.has(word));
};

/** A part that says it is one, or, where a name was asked for, the first part if it could be one. */
const readName = (found: Found, search: Search): void => {
  const field = fieldOf('name', search, found);
  const parts = found.rest.split(/[,،;؛\n]|\s(?:and|و)\s/u).filter((part) => part.trim() !== '');
  for (const [at, part] of field === undefined ? [] : parts.entries()) {
    const plain = part.trim().replace(/[.!]+$/u, '');
    const name = withoutPrefix(plain);
    const isSaid = name !== plain || (at === 0 && field?.key === search.draft.awaiting);
    if (!isSaid || !isNameLike(name) || !note(found, field, name, search)) continue;
    found.rest = found.rest.replace(part, ' ');
    return;
  }
};

/**
 * What of a form's fields stands in a text beyond doubt: labelled values, e-mail addresses, dates, phone numbers, options, and a
 * name that is said to be one. Every value has passed the form's own check.
 */
export const readFields = (text: string, search: Search): ReadFields => {
  const found: Found = { values: {}, rest: withAsciiDigits(text) };
  readLabelled(found, search);
  readAll(found, 'email', emails, search);
  readDate(found, search);
  readAll(found, 'phone', phones, search);
  readOptions(found, search);
  readName(found, search);
  return found;
};
