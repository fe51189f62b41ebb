import { type Choice, codeOf, human } from '#domain/assistant/choice';
import { fieldValue, type Reading, unticked } from '#domain/assistant/forms/field-value';
import { type PlainSentence, plain, type Statement } from '#domain/assistant/statement';
import type { FormDraft } from '#domain/conversation/dialogue';
import type { FilledForm } from '#domain/conversation/turn';
import { checkField, checkSubmission } from '#domain/leads/check-submission';
import type { Form, FormField, FormFieldType } from '#domain/leads/form';
import { internationalPhone } from '#domain/orders/international-phone';
import type { Currency } from '#domain/shared/money';

/** A draft, what is to be said about it, and what can be tapped: as an order's step is. */
export type FormStep = {
  readonly draft: FormDraft;
  readonly statements: readonly Statement[];
  readonly choices: readonly Choice[];
};

export const emptyForm = ({ id }: Form): FormDraft => ({
  form: id,
  values: {},
  skipped: [],
  awaiting: null,
  quoted: null,
});

const complaints: Readonly<Record<FormFieldType, PlainSentence>> = {
  name: 'bad_name',
  email: 'bad_email',
  phone: 'bad_phone',
  text: 'bad_note',
  message: 'bad_note',
  select: 'bad_choice',
  checkbox: 'bad_tick',
  date: 'bad_day',
};
export const complaintAbout = ({ type, required }: FormField): Statement =>
  plain(type === 'checkbox' && !required ? 'bad_choice' : complaints[type]);

/** The draft with one field filled in; a box that is not ticked is passed over. */
const withValue = (draft: FormDraft, { key, type }: FormField, value: string): FormDraft => {
  const others = reopenField(draft, key);
  return type === 'checkbox' && value === unticked
    ? { ...others, skipped: [...others.skipped, key] }
    : { ...others, values: { ...others.values, [key]: value } };
};

/** Notes what fits its field, and says of the rest that it does not. Asks nothing yet: see `nextField`. */
export const fillForm = (
  before: FormDraft,
  form: Form,
  given: Readonly<Record<string, string>>,
  reading: Reading,
): Pick<FormStep, 'draft' | 'statements'> => {
  let draft = before;
  const statements: Statement[] = [];
  for (const field of form.fields.filter(({ key }) => Object.hasOwn(given, key))) {
    const value = fieldValue(field, given[field.key] ?? '', reading);
    if (value === null) statements.push(complaintAbout(field));
    else draft = withValue(draft, field, value);
  }
  return { draft, statements };
};

/** The field is asked for again. */
export const reopenField = (draft: FormDraft, key: string): FormDraft => ({
  ...draft,
  values: Object.fromEntries(Object.entries(draft.values).filter(([each]) => each !== key)),
  skipped: draft.skipped.filter((each) => each !== key),
});

/** Passes over what need not be given; what has to be is asked for again. */
export const skipField = (draft: FormDraft, form: Form): Pick<FormStep, 'draft' | 'statements'> => {
  const field = form.fields.find(({ key }) => key === draft.awaiting);
  if (field === undefined || field.required) return { draft, statements: [plain('field_needed')] };
  return { draft: { ...draft, skipped: [...draft.skipped, field.key] }, statements: [] };
};

/** Leaves out what the form does not ask any more, or would not take as it is: it may have changed since. */
const swept = (draft: FormDraft, { fields }: Form): FormDraft => {
  const kept = fields.filter((field) => {
    const value = draft.values[field.key];
    return value !== undefined && checkField(field, value).fault === null;
  });
  const optional = new Set(fields.filter(({ required }) => !required).map(({ key }) => key));
  return {
    ...draft,
    values: Object.fromEntries(kept.map(({ key }) => [key, draft.values[key] ?? ''])),
    skipped: draft.skipped.filter((key) => optional.has(key)),
  };
};

const choicesOf = (form: Form, field: FormField): readonly Choice[] => {
  const option = (index: number): Choice => ({ choose: 'field', form: form.id, field: field.key, option: index });
  if (field.type === 'select') return [...field.options.map((_, index) => option(index)), human];
  return field.type === 'checkbox' ? [option(0), option(1), human] : [];
};

const asking = (draft: FormDraft, form: Form, field: FormField): FormStep => ({
  draft: { ...draft, awaiting: field.key, quoted: null },
  statements: [{ say: 'form_field', form: form.id, field: field.key }],
  choices: choicesOf(form, field),
});

const quotedOf = (draft: FormDraft, form: Form): string =>
  JSON.stringify([form.id, form.fields.map(({ key, type }) => [key, type, draft.values[key] ?? null])]);

const summaryOf = (draft: FormDraft, form: Form): FormStep => {
  const quoted = quotedOf(draft, form);
  return {
    draft: { ...draft, awaiting: null, quoted },
    statements: [{ say: 'form_summary', form: form.id, values: draft.values }],
    choices: [{ choose: 'yes', code: codeOf(quoted) }, { choose: 'no' }, human],
  };
};

/** What to ask next: the fields in the form's order, and then whether it may be sent as it was noted. */
export const nextField = (before: FormDraft, form: Form): FormStep => {
  const draft = swept(before, form);
  const missing = form.fields.find(({ key }) => draft.values[key] === undefined && !draft.skipped.includes(key));
  return missing === undefined ? summaryOf(draft, form) : asking(draft, form, missing);
};

/** The team gets a number it can dial from anywhere. */
const reachable = ({ values }: FormDraft, { fields }: Form, currency: Currency): Record<string, string> => {
  const phones = new Set(fields.filter(({ type }) => type === 'phone').map(({ key }) => key));
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, phones.has(key) ? internationalPhone(value, currency) : value]),
  );
};

/**
 * What the customer's yes makes of the draft: the filled-in form, if it is exactly what the summary showed; otherwise what has
 * to be asked or looked at now. `null` when there is nothing a yes could mean.
 */
export const confirmForm = (
  draft: FormDraft,
  form: Form,
  currency: Currency,
): { readonly lead: FilledForm } | { readonly again: FormStep } | null => {
  if (draft.quoted === null) return null;
  const now = nextField(draft, form);
  if (now.draft.quoted !== draft.quoted)
    return { again: { ...now, statements: [plain('form_changed'), ...now.statements] } };
  return { lead: { form: form.id, ...checkSubmission(form, reachable(now.draft, form, currency)) } };
};
