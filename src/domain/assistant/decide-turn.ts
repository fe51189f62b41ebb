import { withoutAssistant } from '#domain/assistant/before-model';
import { composeReply, isAnswerSent } from '#domain/assistant/compose-reply';
import type { Decision, DecisionInput, ModelFailure, Understanding } from '#domain/assistant/decision';
import { servicesIn } from '#domain/assistant/guard';
import { type Judgement, judge } from '#domain/assistant/judge';
import { allowedLeadIn } from '#domain/assistant/lead-in';
import type { Outbound } from '#domain/assistant/outbound';
import { answersTheDoubt } from '#domain/assistant/picked';
import { render, renderHandOver } from '#domain/assistant/render';
import { languageOf, spoken } from '#domain/assistant/reply-language';
import { tripwire } from '#domain/assistant/tripwire';
import type { Verdict } from '#domain/assistant/verdict';
import type { Dialogue, FormDraft, OrderDraft } from '#domain/conversation/dialogue';
import type { SilenceReason } from '#domain/conversation/turn';
import type { ServiceId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';

const longestTopic = 5;

const silent = (input: DecisionInput, silence: SilenceReason, about: Partial<Decision> = {}): Decision => ({
  outcome: 'silence',
  speaker: 'assistant',
  silence,
  replies: [],
  order: null,
  withdraws: null,
  escalation: null,
  withdrawsEscalation: false,
  dialogue: input.dialogue,
  confidence: 1,
  verdicts: [],
  ...about,
});

/** A question counts as asked only while it is the last thing the customer read. */
const unasked = <Draft extends OrderDraft | FormDraft>(draft: Draft | null): Draft | null =>
  draft === null ? null : { ...draft, awaiting: null, quoted: null };

const topicOf = ({ acts }: Judgement, before: Dialogue): readonly ServiceId[] => {
  const services = [...new Set(acts.flatMap(servicesIn))].slice(0, longestTopic);
  return services.length > 0 ? services : before.topic;
};

const draftAfter = ({ answer }: Judgement, sent: boolean, before: Dialogue): OrderDraft | null => {
  if (!sent || answer === null) return unasked(before.order);
  // What was answered is the order's own question only when choices or a detail of it are awaited.
  return answer.asksForOrder ? answer.draft : unasked(answer.draft);
};

const formAfter = ({ answer }: Judgement, sent: boolean, { form = null }: Dialogue): FormDraft | null => {
  if (!sent || answer === null) return unasked(form);
  return answer.asksForForm ? answer.form : unasked(answer.form);
};

type Spoken = { readonly judgement: Judgement; readonly replies: readonly Outbound[]; readonly language: Language };

const dialogueAfter = ({ judgement, replies, language }: Spoken, input: DecisionInput): Dialogue => {
  const { dialogue } = input;
  const sent = isAnswerSent(judgement, input);
  const isAnotherMisunderstanding = judgement.escalation === null && judgement.answer?.misunderstands === true;
  return {
    language,
    order: draftAfter(judgement, sent, dialogue),
    form: formAfter(judgement, sent, dialogue),
    choices: replies.at(-1)?.choices ?? [],
    topic: topicOf(judgement, dialogue),
    lastOrderId: sent && judgement.answer?.withdraws === true ? null : dialogue.lastOrderId,
    disclosed: dialogue.disclosed || judgement.speaker === 'assistant',
    misunderstood: isAnotherMisunderstanding ? dialogue.misunderstood + 1 : 0,
  };
};

const spokenDecision = (said: Spoken, input: DecisionInput, verdicts: readonly Verdict[]): Decision => {
  const { judgement, replies } = said;
  const answer = isAnswerSent(judgement, input) ? judgement.answer : null;
  const escalation = input.mode === 'waiting' ? null : judgement.escalation;
  const order = answer?.order ?? null;
  return {
    outcome: order !== null ? 'order_request' : escalation !== null ? 'escalate' : 'reply',
    speaker: judgement.speaker,
    silence: null,
    replies,
    order,
    lead: answer?.lead ?? null,
    withdraws: answer?.withdraws === true ? input.dialogue.lastOrderId : null,
    escalation,
    withdrawsEscalation: input.mode === 'waiting' && answer !== null && answersTheDoubt(input),
    dialogue: dialogueAfter(said, input),
    confidence: judgement.confidence,
    verdicts,
  };
};

/** The tripwire fired: something of ours is broken. Nothing of the reply leaves, nothing it meant to do is done. */
const refused = (input: DecisionInput, language: Language, verdicts: readonly Verdict[]): Decision => {
  const { order, form = null } = input.dialogue;
  const dialogue = { ...input.dialogue, order: unasked(order), form: unasked(form), choices: [] };
  if (input.mode === 'waiting') return silent(input, 'waiting_for_human', { confidence: 0, verdicts, dialogue });
  const replies = [renderHandOver(language, input.wording)];
  return {
    ...silent(input, 'nothing_to_answer'),
    outcome: 'escalate',
    silence: null,
    replies,
    escalation: 'guard_refusal',
    confidence: 0,
    verdicts,
    dialogue,
  };
};

const decided = (input: DecisionInput, judgement: Judgement, understood: Understanding | null): Decision => {
  const { confidence, verdicts } = judgement;
  const language = understood === null ? languageOf(input) : spoken(understood.language, input);
  const { wording = {}, catalogue, menus, calls } = input;
  const leadIn = understood?.leadIn === undefined ? null : allowedLeadIn(understood.leadIn, language);
  const replies = render({ language, wording, ...composeReply(judgement, input, leadIn) }, catalogue, menus, calls);
  if (replies.length === 0)
    return silent(input, input.mode === 'waiting' ? 'waiting_for_human' : 'nothing_to_answer', {
      confidence,
      verdicts,
    });
  const alarm = tripwire(replies, catalogue, menus, calls, wording);
  if (alarm.outcome === 'veto') return refused(input, language, [...verdicts, alarm]);
  return spokenDecision({ judgement, replies, language }, input, [...verdicts, alarm]);
};

/**
 * While the assistant may not act, whatever the reason: a menu answers with the admin's words, its form is asked for, and who asks
 * for a person is told that one was called. `null`: it was about none of them.
 * @param mayAsk whether a form may be asked for.
 */
export const decideWithoutAssistant = (input: DecisionInput, mayAsk: boolean): Decision | null => {
  const understood = input.mode === 'human' ? null : withoutAssistant(input, mayAsk);
  if (understood === null) return null;
  const judgement: Judgement = { ...judge(input, understood, null), speaker: 'system' };
  return { ...decided(input, judgement, understood), speaker: 'system' };
};

/**
 * What becomes of a turn: pure, from what was understood and what the tenant allows. `understood` is `null` when the model
 * failed or its proposal was refused; `failure` says which. Whatever a model proposed, everything said is rendered here.
 */
export const decideTurn = (
  input: DecisionInput,
  understood: Understanding | null,
  failure: ModelFailure | null = null,
): Decision => {
  if (input.mode === 'human') return silent(input, 'waiting_for_human');
  if (!input.settings.enabled) return silent(input, 'assistant_off');
  return decided(input, judge(input, understood, failure), understood);
};
