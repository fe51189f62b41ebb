import { type Answer, said } from '#domain/assistant/answer-parts';
import { human } from '#domain/assistant/choice';
import type { DecisionInput } from '#domain/assistant/decision';
import { canAsk } from '#domain/assistant/flow-snapshot';
import type { FormAct } from '#domain/assistant/forms/form-act';
import {
  complaintAbout,
  confirmForm,
  emptyForm,
  type FormStep,
  fillForm,
  nextField,
  reopenField,
  skipField,
} from '#domain/assistant/forms/form-dialogue';
import { openForm } from '#domain/assistant/forms/open-form';
import { languageOf } from '#domain/assistant/reply-language';
import { isInWordsOf } from '#domain/assistant/slots';
import { plain } from '#domain/assistant/statement';
import type { FormDraft } from '#domain/conversation/dialogue';
import type { Form } from '#domain/leads/form';
import type { FormId } from '#domain/shared/ids';

const asked = (before: Answer, { draft, statements, choices }: FormStep): Answer =>
  said(before, statements, { form: draft, choices, asksForForm: true });

/** A card where the channel has cards; else the first question. One that is open already goes on where it was. */
const begun = (before: Answer, id: FormId, { menus }: DecisionInput): Answer => {
  const form = menus.forms.get(id);
  if (form === undefined || !canAsk(menus, id)) return said(before, [plain('form_gone')], { choices: [human] });
  if (menus.showsForms) {
    const choices = [{ choose: 'form', form: id } as const, human];
    return said(before, [{ say: 'form', form: id, part: 'title' }], { choices, informs: true });
  }
  if (before.form?.form === id) return said(before, [], { informs: true });
  return said(before, [{ say: 'form', form: id, part: 'intro' }], { form: emptyForm(form), informs: true });
};

const gone = (before: Answer): Answer =>
  said(before, [plain('form_gone')], { form: null, choices: [human], informs: true });

/** What a model picked out counts only where the customer wrote it. */
const inTheirWords = (values: Readonly<Record<string, string>>, { unanswered }: DecisionInput) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => isInWordsOf(value, unanswered)));

type Open = { readonly form: Form; readonly draft: FormDraft };

const filled = (
  before: Answer,
  { form, draft }: Open,
  values: Readonly<Record<string, string>>,
  input: DecisionInput,
) => {
  const reading = { today: input.today, language: languageOf(input) };
  const step = fillForm(draft, form, values, reading);
  const isUnderstood = step.statements.length < Object.keys(values).length;
  return said(before, step.statements, { form: step.draft, informs: true, misunderstands: !isUnderstood });
};

const unfit = (before: Answer, { form, draft }: Open): Answer => {
  const field = form.fields.find(({ key }) => key === draft.awaiting);
  return said(before, field === undefined ? [plain('unknown')] : [complaintAbout(field)], {
    informs: true,
    misunderstands: true,
  });
};

const confirmed = (before: Answer, { form, draft }: Open, { catalogue }: DecisionInput): Answer => {
  const result = confirmForm(draft, form, catalogue.currency);
  if (result === null) return before;
  if ('again' in result) return { ...asked(before, result.again), informs: true };
  return said(before, [{ say: 'form', form: form.id, part: 'thanks' }], {
    form: null,
    lead: result.lead,
    informs: true,
  });
};

/** What an act makes of the open form. What to ask next is said afterwards, once: see `backToTheForm`. */
export const formStep = (before: Answer, act: FormAct, input: DecisionInput): Answer => {
  if (act.act === 'ask_form') return begun(before, act.form, input);
  if (before.form === null) return said(before, [plain('unknown')], { choices: [human], misunderstands: true });
  if (act.act === 'form_cancelled') return said(before, [plain('form_dropped')], { form: null, informs: true });
  const found = openForm({ ...input, dialogue: { ...input.dialogue, form: before.form } });
  if (found === null) return gone(before);
  switch (act.act) {
    case 'fill_form':
      return filled(before, found, inTheirWords(act.values, input), input);
    case 'form_answered':
      return filled(before, found, act.values, input);
    case 'form_unfit':
      return unfit(before, found);
    case 'form_skipped': {
      const step = skipField(found.draft, found.form);
      return said(before, step.statements, { form: step.draft, informs: true });
    }
    case 'form_reopened':
      return said(before, [], { form: reopenField(found.draft, act.field), informs: true });
    case 'form_confirmed':
      return confirmed(before, found, input);
    case 'form_declined':
      return said(before, [plain('order_declined')], { informs: true });
  }
};

/** The open form's next question, or its summary. One that may not be asked for any more is dropped, and says so. */
export const backToTheForm = (answer: Answer, input: DecisionInput): Answer => {
  if (answer.form === null) return answer;
  const found = openForm({ ...input, dialogue: { ...input.dialogue, form: answer.form } });
  return found === null ? gone(answer) : asked(answer, nextField(found.draft, found.form));
};
