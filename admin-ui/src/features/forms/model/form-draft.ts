import type { LocalizedText } from '../../../shared/api/types.js';
import type { FieldType, Form, FormBody, FormField } from '../data.js';

export type FormDraft = FormBody;

type Defaults = Readonly<Record<'en' | 'ar', Readonly<Record<FieldType, string>>>>;

/** A new field with a key no other has: it names the value in a lead, and stays when the label changes. */
export const newField = (type: FieldType, fields: readonly FormField[], labels: Defaults): FormField => {
  const taken = new Set(fields.map(({ key }) => key));
  const numbers = [...Array(fields.length + 2).keys()].map((n) => (n === 0 ? type : `${type}_${n + 1}`));
  return {
    key: numbers.find((key) => !taken.has(key)) ?? `${type}_${fields.length + 3}`,
    type,
    label: { en: labels.en[type], ar: labels.ar[type] },
    required: type === 'name' || type === 'phone',
    options: type === 'select' ? [{}, {}] : [],
  };
};

export const draftOf = ({
  name,
  title,
  fields,
  submitLabel,
  thanks,
  externalUrl,
  notify,
  asksInChat,
  status,
}: Form): FormDraft => ({
  name,
  title,
  fields,
  submitLabel,
  thanks,
  externalUrl,
  notify,
  asksInChat,
  status,
});

export const isEmpty = ({ en = '', ar = '' }: LocalizedText): boolean => en.trim() === '' && ar.trim() === '';

const isAddress = (text: string): boolean => /^https:\/\/[^\s"'<>]{3,490}$/.test(text);

const fieldFaults = ({ label, type, options }: FormField, at: number): readonly string[] => [
  ...(isEmpty(label) ? [`fields.${at}.label`] : []),
  ...(type === 'select' && options.filter((option) => !isEmpty(option)).length < 2 ? [`fields.${at}.options`] : []),
];

/** The paths of what is missing. */
export const faultsOf = ({ name, title, fields, externalUrl }: FormDraft): ReadonlySet<string> =>
  new Set([
    ...(name.trim() === '' ? ['name'] : []),
    ...(isEmpty(title) ? ['title'] : []),
    ...(externalUrl !== null && !isAddress(externalUrl.trim()) ? ['externalUrl'] : []),
    ...(externalUrl === null && fields.length === 0 ? ['fields'] : []),
    ...(externalUrl === null ? fields.flatMap(fieldFaults) : []),
  ]);

/** Options that were begun and left empty fall away. */
export const bodyOf = (draft: FormDraft): FormBody => ({
  ...draft,
  externalUrl: draft.externalUrl === null ? null : draft.externalUrl.trim(),
  fields: draft.fields.map((field) => ({ ...field, options: field.options.filter((option) => !isEmpty(option)) })),
});
