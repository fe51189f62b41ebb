import { cleanText } from '#domain/conversation/message-content';
import type { Form, FormField, FormFieldType } from '#domain/leads/form';
import type { FormFault } from '#domain/leads/validate-form';
import { DomainError } from '#domain/shared/domain-error';
import { allTexts } from '#domain/shared/language';

/** What was filled in does not fit the form; `faults` say which fields, by key. */
export class FormInvalid extends DomainError {
  readonly code = 'form.invalid';
  readonly kind = 'invalid';
  readonly faults: readonly FormFault[];
  constructor(faults: readonly FormFault[]) {
    super(faults[0]?.message ?? 'the form is not complete', { faults: faults.length });
    this.faults = faults;
  }
}

export type Submission = {
  readonly values: Readonly<Record<string, string>>;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly intent: string;
};

const longest: Readonly<Record<FormFieldType, number>> = {
  name: 120,
  email: 254,
  phone: 32,
  text: 200,
  message: 2_000,
  select: 200,
  checkbox: 3,
  date: 10,
};

const isDate = (text: string): boolean => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

const isPhone = (text: string): boolean => {
  const digits = text.normalize('NFKC').replace(/[\s()./-]/g, '');
  return /^\+?\p{Nd}{6,15}$/u.test(digits);
};

/** What is wrong with a value that is not empty, or `null`. */
const wrong: Readonly<Record<FormFieldType, (text: string, field: FormField) => string | null>> = {
  name: (text) => (/\p{L}/u.test(text) ? null : 'write a name'),
  email: (text) =>
    /^[^\s@"'<>]+@[^\s@"'<>]+\.[^\s@."'<>]{2,}$/.test(text) ? null : 'write an e-mail address such as name@example.com',
  phone: (text) => (isPhone(text) ? null : 'write a phone number with its digits'),
  text: () => null,
  message: () => null,
  select: (text, { options }) =>
    options.some((option) => allTexts(option).some((each) => each.trim() === text))
      ? null
      : 'choose one of the options',
  checkbox: (text) => (text === 'yes' ? null : 'a checkbox is ticked with "yes"'),
  date: (text) => (isDate(text) ? null : 'write a date such as 2026-03-31'),
};

const isLine = (type: FormFieldType): boolean => type !== 'message';

const read = (field: FormField, raw: string): string => {
  const { text } = cleanText(raw);
  const clean = (isLine(field.type) ? text.replace(/[\t\n\r]+/g, ' ') : text).trim();
  return field.type === 'checkbox' && clean === 'no' ? '' : clean;
};

/** One value as it would be kept, and what is wrong with it. An empty text: nothing was filled in. */
export const checkField = (field: FormField, raw: string): { readonly text: string; readonly fault: string | null } => {
  const text = read(field, raw);
  return { text, fault: faultOf(field, text) };
};

const faultOf = (field: FormField, text: string): string | null => {
  if (text === '') return field.required ? 'this field is needed' : null;
  if (text.length > longest[field.type]) return `at most ${longest[field.type]} characters`;
  return wrong[field.type](text, field);
};

const strangers = ({ fields }: Form, values: Readonly<Record<string, string>>): FormFault[] => {
  const known = new Set(fields.map(({ key }) => key));
  return Object.keys(values)
    .filter((key) => !known.has(key))
    .slice(0, 5)
    .map((key) => ({ path: `values.${key}`, message: 'the form has no such field' }));
};

/** @throws {FormInvalid} */
export const checkSubmission = (form: Form, raw: Readonly<Record<string, string>>): Submission => {
  const filled = form.fields.map((field) => ({
    field,
    ...checkField(field, Object.hasOwn(raw, field.key) ? (raw[field.key] ?? '') : ''),
  }));
  const faults = filled.flatMap(({ field, fault }) =>
    fault === null ? [] : [{ path: `values.${field.key}`, message: fault }],
  );
  const all = [...faults, ...strangers(form, raw)];
  if (all.length > 0) throw new FormInvalid(all);
  const firstOf = (...types: readonly FormFieldType[]): string | null =>
    filled.find(({ field, text }) => text !== '' && types.includes(field.type))?.text ?? null;
  return {
    values: Object.fromEntries(filled.filter(({ text }) => text !== '').map(({ field, text }) => [field.key, text])),
    name: firstOf('name'),
    email: firstOf('email'),
    phone: firstOf('phone'),
    intent: firstOf('message') ?? firstOf('text') ?? firstOf('select') ?? '',
  };
};
