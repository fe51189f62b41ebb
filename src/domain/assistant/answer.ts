import { type Answer, nothing, said } from '#domain/assistant/answer-parts';
import { type Choice, human } from '#domain/assistant/choice';
import type { DecisionInput } from '#domain/assistant/decision';
import { backToTheForm, formStep } from '#domain/assistant/forms/answer-form';
import { type FormAct, isFormAct } from '#domain/assistant/forms/form-act';
import { type AnyAct, isAllowed } from '#domain/assistant/guard';
import { informationIn, mayQuote } from '#domain/assistant/information';
import { type MenuAct, menuAnswer } from '#domain/assistant/menu-answer';
import { changeOrder, confirmOrder, nextQuestion, type OrderStep } from '#domain/assistant/order-dialogue';
import type { Act } from '#domain/assistant/proposal';
import { plain, type Statement } from '#domain/assistant/statement';
import { cancelPhrases } from '#domain/assistant/vocabulary';
import { hasAnyPhrase } from '#domain/assistant/words';
import type { OrderDraft } from '#domain/conversation/dialogue';
import type { ServiceId } from '#domain/shared/ids';

/** While an order waits for its first line, picking a service means ordering it; otherwise it means "tell me about it". */
const serviceChoice = (service: ServiceId, draft: OrderDraft | null, input: DecisionInput): Choice => {
  if (draft !== null && draft.lines.length === 0) return { choose: 'order', service };
  return { choose: mayQuote(input.settings) ? 'price' : 'describe', service };
};

const askedBack = (act: Extract<Act, { act: 'clarify' | 'suggest' }>, before: Answer, input: DecisionInput): Answer => {
  const services = act.services.map((service) => serviceChoice(service, before.draft, input));
  const faqs = act.act === 'suggest' ? act.faqs.map((faq): Choice => ({ choose: 'faq', faq })) : [];
  const sentence = plain(act.act === 'suggest' ? 'did_you_mean' : 'which_one');
  return {
    ...before,
    statements: [...before.statements, sentence],
    choices: [...[...faqs, ...services].slice(0, act.act === 'suggest' ? 3 : 5), human],
    misunderstands: true,
  };
};

/** The customer's own words, not a button's and not a question: "Can I cancel free of charge?" withdraws nothing. */
const saysToCancel = ({ choiceId, unanswered }: DecisionInput): boolean => {
  const words = unanswered.join(' \n ');
  return choiceId === null && !/[?؟]/.test(words) && hasAnyPhrase(words, cancelPhrases);
};

/** Drops the draft; or withdraws the pending request if the customer's own words say so; or asks first. */
const cancelled = (before: Answer, input: DecisionInput): Answer => {
  const say = (sentence: Statement, rest: Partial<Answer> = {}): Answer => ({
    ...before,
    statements: [...before.statements, sentence],
    informs: true,
    ...rest,
  });
  if (before.draft !== null) return say(plain('order_dropped'), { draft: null });
  if (!input.lastOrderIsPending || input.dialogue.lastOrderId === null) return say(plain('nothing_to_cancel'));
  if (saysToCancel(input)) return say(plain('request_withdrawn'), { withdraws: true });
  return say(plain('ask_withdraw'), { choices: [{ choose: 'withdraw' }, { choose: 'keep' }, human] });
};

const confirmed = (before: Answer, input: DecisionInput): Answer => {
  const result = confirmOrder(before.draft, input.catalogue);
  if (result === null) return before;
  if ('again' in result) return { ...before, ...merged(before, result.again), informs: true };
  return {
    ...before,
    draft: null,
    order: result.order,
    statements: [...before.statements, plain('request_sent')],
    informs: true,
  };
};

const merged = (
  before: Answer,
  step: OrderStep,
): Pick<Answer, 'draft' | 'statements' | 'choices' | 'asksForOrder'> => ({
  asksForOrder: true,
  draft: step.draft,
  statements: [...before.statements, ...step.statements],
  choices: step.choices,
});

const withdrawn = (before: Answer, input: DecisionInput): Answer =>
  input.lastOrderIsPending
    ? said(before, [plain('request_withdrawn')], { withdraws: true, informs: true })
    : cancelled(before, input);

const fromMenu = (before: Answer, act: MenuAct, input: DecisionInput): Answer => {
  const { statements, choices } = menuAnswer(act, input);
  return said(before, statements, { choices, informs: true });
};

const ordered = (before: Answer, act: Extract<Act, { act: 'order' }>, input: DecisionInput): Answer => {
  const { statements, draft } = changeOrder(before.draft, act, input.unanswered, input.catalogue);
  return said(before, statements, { draft, informs: true });
};

const withAct = (before: Answer, act: Exclude<AnyAct, FormAct>, input: DecisionInput): Answer => {
  switch (act.act) {
    case 'greet':
    case 'thanks':
    case 'goodbye':
      return said(before, [plain(act.act)], {});
    case 'unknown':
      return said(before, [plain('unknown')], { choices: [human], misunderstands: true });
    case 'clarify':
    case 'suggest':
      return askedBack(act, before, input);
    case 'order':
      return ordered(before, act, input);
    case 'cancel_order':
      return cancelled(before, input);
    case 'customer_confirmed':
      return confirmed(before, input);
    case 'customer_declined':
      return said(before, [plain('order_declined')], { informs: true });
    case 'customer_withdrew':
      return withdrawn(before, input);
    case 'customer_kept_order':
      return said(before, [plain('request_kept')], { informs: true });
    case 'menu_option':
    case 'open_menu':
      return fromMenu(before, act, input);
    case 'hand_over':
    case 'keyword_heard':
    case 'unreadable':
      return before;
    case 'identify':
    case 'list_services':
    case 'quote_price':
    case 'describe':
    case 'availability':
    case 'total':
    case 'no_discount':
    case 'answer_faq':
    case 'call_function':
    case 'quote_document':
      return said(before, informationIn(act, input), { informs: true });
  }
};

/** After a price or a description of one thing: order it, or know more. */
const nextSteps = (acts: readonly AnyAct[], input: DecisionInput): Choice[] => {
  const [act, ...others] = acts;
  if (act === undefined || others.length > 0 || (act.act !== 'quote_price' && act.act !== 'describe')) return [];
  const [service, ...more] = act.services;
  const found = service === undefined || more.length > 0 ? undefined : input.catalogue.services.get(service);
  if (found === undefined) return [];
  const offers: Choice[] = found.available ? [{ choose: 'order', service: found.id }] : [];
  if (act.act === 'quote_price') offers.push({ choose: 'describe', service: found.id });
  return offers.filter((offer) => isAllowed(actOfOffer(offer), input.settings));
};

const actOfOffer = (offer: Choice): AnyAct =>
  offer.choose === 'order' ? { act: 'order', lines: [], slots: {} } : { act: 'describe', services: [] };

const leaving: ReadonlySet<AnyAct['act']> = new Set(['goodbye', 'customer_declined', 'form_declined']);
const ordering: ReadonlySet<AnyAct['act']> = new Set(['order', 'cancel_order', 'customer_confirmed']);

/** Of an open order and an open form, the one this turn was about; else the one that was asked about last. */
const isAboutTheForm = ({ form, draft }: Answer, acts: readonly AnyAct[], { dialogue }: DecisionInput): boolean => {
  if (form === null || draft === null || acts.some(isFormAct)) return form !== null;
  return !acts.some(({ act }) => ordering.has(act)) && dialogue.order?.awaiting === null;
};

/** Goes back to what was being asked, unless the turn itself ended on a question or on a goodbye. */
const backToWhatWasAsked = (answer: Answer, acts: readonly AnyAct[], input: DecisionInput): Answer => {
  const asks = answer.choices.length > 0 && !acts.some((act) => act.act === 'unknown');
  const isAsked = answer.asksForOrder || answer.asksForForm;
  if (isAsked || asks || acts.some(({ act }) => leaving.has(act))) return answer;
  return isAboutTheForm(answer, acts, input) ? backToTheForm(answer, input) : backToTheOrder(answer, input);
};

const backToTheOrder = (answer: Answer, input: DecisionInput): Answer => {
  if (answer.draft === null) return answer;
  if (!isAllowed({ act: 'order', lines: [], slots: {} }, input.settings)) return answer;
  return { ...answer, ...merged(answer, nextQuestion(answer.draft, input.catalogue)) };
};

/** What the acts say, one after the other, and then the next question of an open order. */
export const answerFor = (acts: readonly AnyAct[], input: DecisionInput): Answer => {
  const spoken = acts.reduce<Answer>(
    (before, act) => (isFormAct(act) ? formStep(before, act, input) : withAct(before, act, input)),
    {
      ...nothing,
      draft: input.dialogue.order,
      form: input.dialogue.form ?? null,
    },
  );
  const answer = backToWhatWasAsked(spoken, acts, input);
  if (answer.draft !== null || answer.form !== null || answer.choices.length > 0) return answer;
  const offers = nextSteps(acts, input);
  return offers.length > 0 ? { ...answer, choices: [...offers, human] } : answer;
};
