import { candidatesOf } from '#domain/assistant/candidates';
import type { Choice } from '#domain/assistant/choice';
import type { DecisionInput } from '#domain/assistant/decision';
import type { AnyAct } from '#domain/assistant/guard';
import type { Judgement } from '#domain/assistant/judge';
import type { Reply } from '#domain/assistant/render';
import { type PlainSentence, plain, type Statement } from '#domain/assistant/statement';
import type { EscalationReason } from '#domain/conversation/conversation';

/** One honest sentence for each reason a person was called. */
const sentences: Readonly<Record<EscalationReason, PlainSentence>> = {
  low_confidence: 'hand_over_unsure',
  repeated_misunderstanding: 'hand_over_unsure',
  guard_refusal: 'hand_over_unable',
  provider_failure: 'hand_over_unable',
  anger: 'hand_over_sorry',
  unreadable_message: 'hand_over_unreadable',
  customer_asked: 'hand_over',
  keyword: 'hand_over',
  assistant_off: 'hand_over',
  poisoned_turn: 'hand_over',
  while_away: 'hand_over',
  awaiting_approval: 'hand_over',
};

const handOverSentence = (reason: EscalationReason, { isVoice }: DecisionInput): PlainSentence =>
  reason === 'unreadable_message' && isVoice === true ? 'hand_over_voice' : sentences[reason];

/** Acts whose answer a lead-in may stand above: each says a whole, true sentence about a named thing. */
const informing: ReadonlySet<AnyAct['act']> = new Set([
  'list_services',
  'quote_price',
  'describe',
  'availability',
  'total',
  'no_discount',
  'answer_faq',
  'call_function',
]);

/** Reasons for which a person comes as well, not instead. */
const answersAnyway: readonly (EscalationReason | null)[] = [null, 'customer_asked', 'unreadable_message'];

/** Does the customer get the answer, whether or not a person is called? While one is awaited only what informs is said. */
export const isAnswerSent = ({ answer, isConfident, escalation }: Judgement, { mode }: DecisionInput): boolean => {
  if (answer === null || !isConfident || !answersAnyway.includes(escalation)) return false;
  return answer.informs || (escalation === null && mode === 'assistant');
};

/** Once a person is called, or awaited, only the questions of an open order are still choices. */
const choicesOf = (judgement: Judgement, { mode }: DecisionInput): readonly Choice[] => {
  const choices = judgement.answer?.choices ?? [];
  if (judgement.escalation === null && (mode === 'assistant' || judgement.speaker === 'system')) return choices;
  return judgement.answer?.draft === null && judgement.answer.form === null
    ? []
    : choices.filter((choice) => choice.choose !== 'human');
};

/** While nobody is there yet: the answers we were not sure enough of, for the customer to pick from. */
const meanwhile = ({ escalation, acts, answer }: Judgement, input: DecisionInput): readonly Choice[] =>
  answer !== null && (escalation === 'low_confidence' || escalation === 'repeated_misunderstanding')
    ? candidatesOf(acts, input)
    : [];

const content = (judgement: Judgement, input: DecisionInput): Omit<Reply, 'language'> => {
  const { escalation, answer } = judgement;
  // Said once, not with each message; but who asks for a person in so many words is always answered.
  const isSaidAlready = input.mode === 'waiting' && escalation !== 'customer_asked';
  const handOver = escalation === null || isSaidAlready ? [] : [plain(handOverSentence(escalation, input))];
  if (answer !== null && isAnswerSent(judgement, input))
    return { statements: [...handOver, ...answer.statements], choices: choicesOf(judgement, input) };
  if (handOver.length === 0) return { statements: [], choices: [] };
  const candidates = meanwhile(judgement, input);
  return { statements: candidates.length > 0 ? [...handOver, plain('did_you_mean')] : handOver, choices: candidates };
};

/** The first thing an assistant says in a conversation is that it is one (AI-15); a menu's words are the admin's. */
const disclosure = ({ acts, speaker }: Judgement, { dialogue }: DecisionInput): Statement[] =>
  dialogue.disclosed || speaker === 'system' || acts.some((act) => act.act === 'identify')
    ? []
    : [{ say: 'disclosure' }];

/** Above an answer that only informs; never where something was asked, ordered, withdrawn or handed over. */
const warmth = (judgement: Judgement, input: DecisionInput, leadIn: string | null): Statement[] => {
  const { answer, escalation, speaker } = judgement;
  if (leadIn === null || input.settings.answerMode !== 'warm') return [];
  if (answer === null || escalation !== null || speaker === 'system' || !isAnswerSent(judgement, input)) return [];
  const isPlainAnswer =
    answer.informs && answer.draft === null && answer.form === null && answer.order === null && !answer.withdraws;
  return isPlainAnswer && judgement.acts.every(({ act }) => informing.has(act))
    ? [{ say: 'lead_in', text: leadIn }]
    : [];
};

/**
 * What is said in this turn; without statements it is silence.
 * @param leadIn a model's line above it, already found to be harmless; the answer mode decides whether it is said.
 */
export const composeReply = (
  judgement: Judgement,
  input: DecisionInput,
  leadIn: string | null = null,
): Omit<Reply, 'language'> => {
  const { statements, choices } = content(judgement, input);
  if (statements.length === 0) return { statements, choices };
  const before = [...disclosure(judgement, input), ...warmth(judgement, input, leadIn)];
  return { statements: [...before, ...statements], choices };
};
