import { answerFor } from '#domain/assistant/answer';
import type { Answer } from '#domain/assistant/answer-parts';
import type { Decision, DecisionInput, ModelFailure, Understanding } from '#domain/assistant/decision';
import { decideEscalation, type Triggers } from '#domain/assistant/escalation-policy';
import { forTheForm } from '#domain/assistant/forms/for-the-form';
import { type AnyAct, guard, isAllowed } from '#domain/assistant/guard';
import { isMenuOnly } from '#domain/assistant/menu-act';
import { linesAtCataloguePrices, totalOf } from '#domain/assistant/quote';
import type { Verdict } from '#domain/assistant/verdict';
import type { EscalationReason } from '#domain/conversation/conversation';

/** What was understood, what it would come to, and whether a person is called. Nothing is rendered yet. */
export type Judgement = {
  readonly acts: readonly AnyAct[];
  /** `null`: there was no understanding, or a veto. */
  readonly answer: Answer | null;
  /** 0 after a veto: a fluent model cannot outweigh one. */
  readonly confidence: number;
  readonly isConfident: boolean;
  readonly verdicts: readonly Verdict[];
  readonly escalation: EscalationReason | null;
  /** Whose words the reply is. */
  readonly speaker: Decision['speaker'];
};

const isSmallTalk = (act: AnyAct): boolean => act.act === 'greet' || act.act === 'thanks' || act.act === 'goodbye';

/** Small talk a tenant does not want is left out; nobody is called for a "thank you". */
const wanted = (acts: readonly AnyAct[], { settings }: DecisionInput): AnyAct[] =>
  acts.filter((act) => !isSmallTalk(act) || isAllowed(act, settings));

/** The sum of an open order must exist before its summary may be shown. */
const draftVerdict = (answer: Answer, { catalogue }: DecisionInput): Verdict[] => {
  if (answer.draft?.awaiting !== 'confirmation') return [];
  const lines = answer.draft.lines.map(({ serviceId, quantity }) => ({ service: serviceId, quantity }));
  const adds = totalOf(linesAtCataloguePrices(lines, catalogue)) !== null;
  return adds ? [] : [{ check: 'order_total', outcome: 'veto', detail: 'no sum' }];
};

const triggersOf = (
  acts: readonly AnyAct[],
  answer: Answer | null,
  input: DecisionInput,
  failure: ModelFailure | null,
): Triggers => {
  const handsOver = (reason: string): boolean => acts.some((act) => act.act === 'hand_over' && act.reason === reason);
  return {
    customerAsked: handsOver('customer_asked'),
    anger: handsOver('anger'),
    gaveUp: handsOver('unknown'),
    keyword: acts.some((act) => act.act === 'keyword_heard'),
    unreadable: input.hasUnreadable,
    misunderstoodTwice: answer?.misunderstands === true && input.dialogue.misunderstood >= 1,
    failure,
  };
};

const isVeto = (verdict: Verdict): boolean => verdict.outcome === 'veto';

const notUnderstood = (input: DecisionInput, failure: ModelFailure): Judgement => {
  const verdicts: Verdict[] = [{ check: 'proposal', outcome: 'veto', detail: failure }];
  const triggers = triggersOf([], null, input, failure);
  const escalation = decideEscalation(0, input.settings.confidenceThreshold, verdicts, triggers);
  return { acts: [], answer: null, confidence: 0, isConfident: false, verdicts, escalation, speaker: 'assistant' };
};

export const judge = (
  input: DecisionInput,
  understood: Understanding | null,
  failure: ModelFailure | null,
): Judgement => {
  if (understood === null) return notUnderstood(input, failure ?? 'provider_failure');
  return judged(input, forTheForm(understood, input));
};

const judged = (input: DecisionInput, understood: Understanding): Judgement => {
  const acts = wanted(understood.acts, input);
  const early = guard(acts, input.catalogue, input.settings, input.calls);
  const drafted = early.some(isVeto) ? null : answerFor(acts, input);
  const verdicts = [...early, ...(drafted === null ? [] : draftVerdict(drafted, input))];
  const answer = verdicts.some(isVeto) ? null : drafted;
  const confidence = answer === null ? 0 : understood.confidence;
  const threshold = input.settings.confidenceThreshold;
  const triggers = triggersOf(acts, answer, input, null);
  const escalation = decideEscalation(confidence, threshold, verdicts, triggers);
  const speaker = isMenuOnly(acts) ? 'system' : 'assistant';
  return { acts, answer, confidence, isConfident: confidence >= threshold, verdicts, escalation, speaker };
};
