import type { DecisionInput, Understanding } from '#domain/assistant/decision';
import { notUnderstood, valuesBeside } from '#domain/assistant/forms/form-answer';
import { openForm } from '#domain/assistant/forms/open-form';
import type { AnyAct } from '#domain/assistant/guard';
import type { Form, FormFieldType } from '#domain/leads/form';
import type { OrderSlot } from '#domain/orders/order-slot';

/** Details models know by name, and the fields they may stand in. */
const typesOf: Readonly<Partial<Record<OrderSlot, FormFieldType>>> = { name: 'name', phone: 'phone', date: 'date' };

/** "Sara Khan, 050…" is no order while a form is being filled in: its details are the form's. */
const detailsOf = (act: Extract<AnyAct, { act: 'order' }>, { fields }: Form): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(act.slots).flatMap(([slot, value]) => {
      const field = fields.find(({ type }) => type === typesOf[slot as OrderSlot]);
      return field === undefined ? [] : [[field.key, value]];
    }),
  );

const asFormAct = (act: AnyAct, form: Form, { dialogue, lastOrderIsPending }: DecisionInput): AnyAct => {
  if (dialogue.order !== null) return act;
  if (act.act === 'cancel_order') return lastOrderIsPending ? act : { act: 'form_cancelled' };
  if (act.act !== 'order' || act.lines.length > 0 || Object.keys(act.slots).length === 0) return act;
  return { act: 'fill_form', values: detailsOf(act, form) };
};

const isDoubt = ({ act }: AnyAct): boolean => act === 'unknown' || act === 'clarify' || act === 'suggest';
const isFilling = ({ act }: AnyAct): boolean => act === 'fill_form' || act === 'form_answered';

const isUnsure = ({ acts, confidence }: Understanding, { settings }: DecisionInput): boolean =>
  acts.every(isDoubt) || (confidence < settings.confidenceThreshold && !acts.some(({ act }) => act === 'hand_over'));

/**
 * What was understood, while a form is being filled in: details count for the form, what stands in the message beyond doubt is
 * noted beside the answer to a question, and what nobody understood answers the field that was asked for.
 */
export const forTheForm = (understood: Understanding, input: DecisionInput): Understanding => {
  const open = openForm(input);
  if (open === null || understood.acts.length === 0) return understood;
  const acts = understood.acts.map((act) => asFormAct(act, open.form, input));
  if (isUnsure(understood, input)) {
    const answer = notUnderstood(input);
    return answer === null ? { ...understood, acts } : { ...understood, acts: [answer], confidence: 1 };
  }
  const values = acts.some(isFilling) ? {} : valuesBeside(input);
  const noted: readonly AnyAct[] = Object.keys(values).length === 0 ? [] : [{ act: 'form_answered', values }];
  return { ...understood, acts: [...noted, ...acts] };
};
