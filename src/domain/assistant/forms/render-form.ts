import type { FlowSnapshot } from '#domain/assistant/flow-snapshot';
import { type EchoedKind, echoOfField } from '#domain/assistant/forms/field-echo';
import type { Segment } from '#domain/assistant/outbound';
import { joined, layout, menuSegments, slotText } from '#domain/assistant/segments';
import type { Statement } from '#domain/assistant/statement';
import { fill } from '#domain/assistant/templates/fill';
import type { Voice } from '#domain/assistant/templates/voice';
import type { Form, FormField, FormFieldType } from '#domain/leads/form';
import { allTexts } from '#domain/shared/language';

type FormStatement = Extract<Statement, { say: 'form' | 'form_field' | 'form_summary' }>;
type Context = { readonly menus: FlowSnapshot; readonly voice: Voice };

const kinds: Readonly<Partial<Record<FormFieldType, EchoedKind>>> = {
  name: 'name',
  phone: 'phone',
  email: 'email',
  date: 'day',
};

/** An option in the admin's words; anything else as it may be repeated, or that it was noted. */
const shownValue = (form: Form, field: FormField, value: string, { menus, voice }: Context): Segment[] => {
  if (field.type === 'checkbox') return fill(voice, 'form_ticked', {});
  const option = field.options.findIndex((each) => allTexts(each).some((text) => text.trim() === value));
  if (field.type === 'select' && option >= 0)
    return menuSegments(`${form.id}.option.${field.key}.${option}`, menus, voice);
  const kind = kinds[field.type];
  const echo = kind === undefined ? null : echoOfField(kind, value);
  if (kind === undefined || echo === null) return fill(voice, 'detail_kept', {});
  // A leading plus would jump to the number's other end in a right-to-left line.
  const text = voice.language === 'ar' && kind === 'phone' ? echo.replace(/^\+/, '00') : echo;
  return [slotText(kind, text)];
};

/** "How can we help?" needs no colon. */
const endsItself = (label: readonly Segment[]): boolean => /[?؟:.!]$/u.test(label.at(-1)?.text ?? '');

const summary = (form: Form, values: Readonly<Record<string, string>>, context: Context): Segment[] => {
  const { menus, voice } = context;
  const details = form.fields.map((field) => {
    const value = values[field.key];
    const label = menuSegments(`${form.id}.label.${field.key}`, menus, voice);
    const said = value === undefined ? fill(voice, 'form_left_out', {}) : shownValue(form, field, value, context);
    return fill(voice, endsItself(label) ? 'form_detail_bare' : 'form_detail', { label, value: said });
  });
  const parts = [fill(voice, 'form_summary_title', {}), ...details, fill(voice, 'form_summary_question', {})];
  return joined(parts, layout('\n'));
};

/** What is said about a form: the admin's words, and the customer's where they may be repeated. */
export const formSegments = (statement: FormStatement, context: Context): Segment[] => {
  const { menus, voice } = context;
  const form = menus.forms.get(statement.form);
  if (form === undefined) return [];
  if (statement.say === 'form_summary') return summary(form, statement.values, context);
  if (statement.say === 'form_field') {
    const label = menuSegments(`${form.id}.label.${statement.field}`, menus, voice);
    const isRequired = form.fields.find(({ key }) => key === statement.field)?.required === true;
    if (!isRequired) return fill(voice, 'ask_field_optional', { label });
    return fill(voice, endsItself(label) ? 'ask_field_bare' : 'ask_field', { label });
  }
  const part = statement.part === 'thanks' ? 'thanks' : 'title';
  const text = menuSegments(`${form.id}.${part}`, menus, voice);
  return statement.part === 'intro' ? fill(voice, 'form_intro', { title: text }) : text;
};
