import type { DecisionInput } from '#domain/assistant/decision';
import { fieldValue, type Reading } from '#domain/assistant/forms/field-value';
import { openForm } from '#domain/assistant/forms/open-form';
import { namesOf, readFields } from '#domain/assistant/forms/read-fields';
import type { AnyAct } from '#domain/assistant/guard';
import { languageOf } from '#domain/assistant/reply-language';
import {
  cancelFillers,
  cancelPhrases,
  correctionPhrases,
  personWords,
  politeWords,
  questionBeginnings,
  questionPhrases,
  skipWords,
} from '#domain/assistant/vocabulary';
import { hasAnyPhrase, hasPhrase, normalised, wordsOf } from '#domain/assistant/words';
import type { FormDraft } from '#domain/conversation/dialogue';
import type { Form, FormField } from '#domain/leads/form';

type Filling = { readonly form: Form; readonly draft: FormDraft; readonly text: string; readonly reading: Reading };

const isFreeText = (field: FormField | undefined): boolean => field?.type === 'text' || field?.type === 'message';

const isQuestion = (text: string): boolean =>
  /[?؟]/.test(text) || questionBeginnings.some((beginning) => beginning.test(text));

const isAboutSomethingElse = (text: string): boolean =>
  isQuestion(text) || [questionPhrases, cancelPhrases, personWords].some((phrases) => hasAnyPhrase(text, phrases));

/** Nothing but the wish to stop: "I want to cancel my subscription" is something to tell the team. */
const onlyCancels = (text: string): boolean => {
  const said = ` ${normalised(text)} `;
  const phrase = cancelPhrases.filter((each) => said.includes(` ${each} `)).sort((a, b) => b.length - a.length)[0];
  if (phrase === undefined || isQuestion(text)) return false;
  const rest = wordsOf(said.replace(` ${phrase} `, ' '));
  return rest.every((word) => cancelFillers.has(word) || politeWords.has(word));
};

const onlySkips = (text: string): boolean => /^[\s.–—-]+$/u.test(text) || skipWords.has(normalised(text));

const longestCorrection = 7;

/** "Change my phone", with nothing in its place: the field is asked for again. */
const reopened = ({ form, draft, text }: Filling): AnyAct | null => {
  const words = wordsOf(text).length;
  const isInSummary = draft.quoted !== null && words <= 4;
  if (isQuestion(text) || words > longestCorrection || !(isInSummary || hasAnyPhrase(text, correctionPhrases)))
    return null;
  const named = form.fields.filter((field) => namesOf(field).some((name) => hasPhrase(text, name)));
  const [field, ...others] = named.filter(({ key }) => draft.values[key] !== undefined || draft.skipped.includes(key));
  return field === undefined || others.length > 0 ? null : { act: 'form_reopened', field: field.key };
};

/** Words around values that say nothing by themselves: "it is", "sorry, actually". */
const smallWords: ReadonlySet<string> = new Set(
  'my is it its the and at on to a an i am im here this that actually sorry oops no wait please you can me call reach هو هي و انا على اسف عفوا لا من فضلك'.split(
    ' ',
  ),
);
const meaningful = (rest: string): readonly string[] => wordsOf(rest).filter((word) => !smallWords.has(word));
/** More than so many words of something else, and a model had better look at them. */
const mostLeftOver = 4;

const valuesIn = ({ form, draft, text, reading }: Filling): { values: Record<string, string>; rest: string } => {
  const { values, rest } = readFields(text, { form, draft, reading });
  return { values: { ...values }, rest };
};

/** The whole message where anything may be said; otherwise what fits the field that was asked for. */
const awaitedValue = ({ draft, form, text, reading }: Filling, rest: string): Record<string, string> => {
  const field = form.fields.find(({ key }) => key === draft.awaiting);
  if (field === undefined) return {};
  if (isFreeText(field) && meaningful(rest).length === 0) return {};
  const isBare = field.type === 'select' || field.type === 'checkbox' || field.type === 'date' || isFreeText(field);
  const value = isBare ? fieldValue(field, text, reading) : null;
  return value === null ? {} : { [field.key]: value };
};

const answered = (filling: Filling): AnyAct | null => {
  const { form, draft, text } = filling;
  const awaited = form.fields.find(({ key }) => key === draft.awaiting);
  const { values, rest } = valuesIn(filling);
  const isPlain = Object.keys(values).length > 0 && !isQuestion(text) && meaningful(rest).length <= mostLeftOver;
  if (isFreeText(awaited) ? isQuestion(text) : !isPlain && isAboutSomethingElse(text)) return null;
  const all = { ...values, ...awaitedValue(filling, rest) };
  const isLongTalk = !isFreeText(awaited) && meaningful(rest).length > mostLeftOver * 2;
  return Object.keys(all).length === 0 || isLongTalk ? null : { act: 'form_answered', values: all };
};

const fillingOf = (input: DecisionInput): Filling | null => {
  const open = openForm(input);
  const text = input.unanswered.join('\n').trim();
  if (open === null || input.choiceId !== null || text === '') return null;
  return { ...open, text, reading: { today: input.today, language: languageOf(input) } };
};

/** An order was begun meanwhile, and its question is the one that stands open. */
const isAskedElse = ({ awaiting, quoted }: FormDraft, { dialogue: { order } }: DecisionInput): boolean =>
  awaiting === null && quoted === null && order !== null && order.awaiting !== null;

/**
 * What the rules make of a message while a form is being filled in: values, a field passed over or to be given again, or the wish
 * to stop. `null`: it may mean something else, and a model looks at it. A question never answers a field here.
 */
export const formAnswer = (input: DecisionInput): AnyAct | null => {
  const filling = fillingOf(input);
  if (filling === null || isAskedElse(filling.draft, input)) return null;
  if (onlyCancels(filling.text)) return { act: 'form_cancelled' };
  const awaited = filling.form.fields.find(({ key }) => key === filling.draft.awaiting);
  if (awaited !== undefined && awaited.type !== 'checkbox' && onlySkips(filling.text)) return { act: 'form_skipped' };
  const again = Object.keys(valuesIn(filling).values).length === 0 ? reopened(filling) : null;
  return again ?? answered(filling);
};

/** Values that stand in the message beyond doubt, also beside a question. */
export const valuesBeside = (input: DecisionInput): Readonly<Record<string, string>> => {
  const filling = fillingOf(input);
  return filling === null ? {} : valuesIn({ ...filling, draft: { ...filling.draft, awaiting: null } }).values;
};

/**
 * What a message is while a field is asked for and no model understood it: its value, if anything may be said there; else an
 * answer that does not fit. A question stays what it is.
 */
export const notUnderstood = (input: DecisionInput): AnyAct | null => {
  const filling = fillingOf(input);
  const awaited = filling?.form.fields.find(({ key }) => key === filling.draft.awaiting);
  if (filling === null || awaited === undefined) return null;
  const value = isFreeText(awaited) ? fieldValue(awaited, filling.text, filling.reading) : null;
  if (value !== null) return { act: 'form_answered', values: { [awaited.key]: value } };
  return isQuestion(filling.text) || hasAnyPhrase(filling.text, personWords) ? null : { act: 'form_unfit' };
};
