import { type Choice, codeOf } from '#domain/assistant/choice';
import type { DecisionInput, SystemAct, Understanding } from '#domain/assistant/decision';
import { isFormAct } from '#domain/assistant/forms/form-act';
import { formAnswer, notUnderstood } from '#domain/assistant/forms/form-answer';
import { openForm } from '#domain/assistant/forms/open-form';
import type { AnyAct } from '#domain/assistant/guard';
import { menuAct, wishForTheMenu } from '#domain/assistant/menu-act';
import { isOffered, picked, tappedAnOldMenu } from '#domain/assistant/picked';
import { languageOf } from '#domain/assistant/reply-language';
import { slotAnswer } from '#domain/assistant/slot-answer';
import { actOfTarget, intentSaid } from '#domain/assistant/taught';
import { firmNo, firmYes, noWords, personPhrases, politeWords, yesWords } from '#domain/assistant/vocabulary';
import { hasPhrase, normalised, wordsOf } from '#domain/assistant/words';
import { textIn } from '#domain/shared/language';

const written = (input: DecisionInput): string => input.unanswered.join('\n').trim();

const isQuestion = (text: string): boolean => /[?؟]/.test(text);

/** A yes counts for the summary it was offered under. One tapped under an older summary brings up the newest again. */
const yesTo = (code: string, input: DecisionInput): AnyAct | null => {
  const quotedForm = input.dialogue.form?.quoted ?? null;
  if (quotedForm !== null && codeOf(quotedForm) === code) return { act: 'form_confirmed' };
  const draft = input.dialogue.order;
  if (draft === null) return quotedForm === null ? null : { act: 'form_answered', values: {} };
  const isNewest = draft.awaiting === 'confirmation' && draft.quoted !== null && codeOf(draft.quoted) === code;
  return isNewest ? { act: 'customer_confirmed' } : { act: 'order', lines: [], slots: {} };
};

const onlyIfOffered = (choice: string, act: SystemAct, input: DecisionInput): SystemAct | null =>
  isOffered(choice, input) ? act : null;

/** Is the summary of a form what the customer was shown last? */
const isFormShown = ({ dialogue }: DecisionInput): boolean => (dialogue.form?.quoted ?? null) !== null;

/** An option of a field of the open form; a tap on one that was filled in before corrects it. */
const fieldPicked = (choice: Extract<Choice, { choose: 'field' }>, input: DecisionInput): AnyAct | null => {
  if (input.dialogue.form?.form !== choice.form) return { act: 'ask_form', form: choice.form };
  const field = openForm(input)?.form.fields.find(({ key }) => key === choice.field);
  if (field === undefined) return null;
  const option = field.options[choice.option];
  const ticked = choice.option === 0 ? 'yes' : 'no';
  const value = option === undefined ? ticked : textIn(option, languageOf(input));
  return { act: 'form_answered', values: { [choice.field]: value } };
};

const actOf = (choice: Choice, input: DecisionInput): AnyAct | null => {
  switch (choice.choose) {
    case 'price':
      return { act: 'quote_price', services: [choice.service] };
    case 'describe':
      return { act: 'describe', services: [choice.service] };
    case 'order':
      return { act: 'order', lines: [{ service: choice.service, quantity: null }], slots: {} };
    case 'faq':
      return { act: 'answer_faq', faq: choice.faq };
    case 'quote':
      return { act: 'quote_document', sentence: choice.sentence };
    case 'flow':
      return menuAct(choice, input);
    case 'form':
      return { act: 'ask_form', form: choice.form };
    case 'field':
      return fieldPicked(choice, input);
    case 'yes':
      return yesTo(choice.code, input);
    case 'no':
      return onlyIfOffered('no', { act: isFormShown(input) ? 'form_declined' : 'customer_declined' }, input);
    case 'withdraw':
      return onlyIfOffered('withdraw', { act: 'customer_withdrew' }, input);
    case 'keep':
      return onlyIfOffered('keep', { act: 'customer_kept_order' }, input);
    case 'human':
      return { act: 'hand_over', reason: 'customer_asked' };
  }
};

/** Nothing but words of one kind, politeness aside, and at least one that is firm. "Yes, but make it 3" is neither. */
const isOnly = (text: string, words: ReadonlySet<string>, firm: ReadonlySet<string>): boolean => {
  const all = wordsOf(text);
  if (isQuestion(text) || all.length === 0 || all.length > 6) return false;
  return all.some((word) => firm.has(word)) && all.every((word) => words.has(word) || politeWords.has(word));
};

const yesOrNo = (input: DecisionInput): AnyAct | null => {
  const text = written(input);
  const isForm = isFormShown(input);
  if (!isForm && input.dialogue.order?.awaiting !== 'confirmation') return null;
  if (isOnly(text, yesWords, firmYes) || /^\s*👍\p{Emoji_Modifier}?\s*$/u.test(text))
    return { act: isForm ? 'form_confirmed' : 'customer_confirmed' };
  return isOnly(text, noWords, firmNo) ? { act: isForm ? 'form_declined' : 'customer_declined' } : null;
};

const wishForAPerson = (input: DecisionInput): AnyAct | null => {
  const said = normalised(written(input));
  return personPhrases.some((phrase) => normalised(phrase) === said)
    ? { act: 'hand_over', reason: 'customer_asked' }
    : null;
};

const keyword = ({ settings, unanswered }: DecisionInput): AnyAct | null =>
  settings.escalationKeywords.some((word) => unanswered.some((text) => hasPhrase(text, word)))
    ? { act: 'keyword_heard' }
    : null;

const choiceAct = (input: DecisionInput): AnyAct | null => {
  const choice = picked(input);
  return choice === null ? wishForTheMenu(input, tappedAnOldMenu(input)) : actOf(choice, input);
};

/** Words the tenant taught it, exactly as taught. */
const taught = (input: DecisionInput): AnyAct | null => {
  const intent = input.choiceId === null ? intentSaid(input) : null;
  return intent === null ? null : actOfTarget(intent.target);
};

/** A tap means its id and nothing else: the label of an old button is no yes to a new summary. */
const plainWords = (input: DecisionInput): AnyAct | null =>
  input.choiceId === null ? (yesOrNo(input) ?? wishForAPerson(input) ?? slotAnswer(input)) : null;

const certain = (act: AnyAct, input: DecisionInput): Understanding => ({
  language: languageOf(input),
  acts: [act],
  confidence: 1,
  evidence: [],
});

/** What a tap or a message is to the form that is open: an answer, or an answer that does not fit. A question is neither. */
const forTheOpenForm = (input: DecisionInput, choice: Choice | null): AnyAct | null => {
  if (openForm(input) === null) return null;
  const tapped = choice === null ? null : actOf(choice, input);
  const act =
    tapped ?? (input.choiceId === null ? (yesOrNo(input) ?? formAnswer(input) ?? notUnderstood(input)) : null);
  return act !== null && isFormAct(act) ? act : null;
};

const menuOrPerson = (input: DecisionInput, choice: Choice | null): AnyAct | null => {
  if (choice?.choose === 'flow' || choice?.choose === 'human') return actOf(choice, input);
  const wished = wishForTheMenu(input, tappedAnOldMenu(input));
  return wished ?? (input.choiceId === null ? wishForAPerson(input) : null);
};

/**
 * What is understood while the assistant may not act: a menu, the wish for a person, and the form that a menu began, which rules
 * ask for and read.
 * @param mayAsk with the kill switch nothing is asked: a person does.
 */
export const withoutAssistant = (input: DecisionInput, mayAsk: boolean): Understanding | null => {
  const choice = picked(input);
  const act = menuOrPerson(input, choice) ?? (mayAsk ? forTheOpenForm(input, choice) : null);
  if (act?.act === 'ask_form' && !mayAsk) return certain({ act: 'hand_over', reason: 'customer_asked' }, input);
  return act === null ? null : certain(act, input);
};

/**
 * What needs no model: taps, numbers, yes and no to a summary, plain answers to what was asked, the tenant's keywords,
 * and content without words. `null` sends the turn to the model. A yes is only ever understood here.
 */
export const beforeModel = (input: DecisionInput): Understanding | null => {
  const understood = (act: AnyAct | null): Understanding =>
    act === null ? { language: languageOf(input), acts: [], confidence: 1, evidence: [] } : certain(act, input);
  if (input.mode === 'human') return understood(null);
  if (written(input) === '' && input.choiceId === null)
    return understood(input.hasUnreadable ? { act: 'unreadable' } : null);
  const act = keyword(input) ?? choiceAct(input) ?? plainWords(input) ?? taught(input) ?? formAnswer(input);
  return act === null ? null : understood(act);
};
