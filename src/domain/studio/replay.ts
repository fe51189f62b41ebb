import type { EscalationReason } from '#domain/conversation/conversation';
import type { ConversationId, TurnId } from '#domain/shared/ids';
import { comparedAmounts, pricesDiffer, type StatedFacts } from '#domain/studio/stated-facts';

/** What one version would have done in one turn. */
export type ReplayedAnswer = {
  readonly text: string;
  readonly escalation: EscalationReason | null;
  readonly confidence: number;
  readonly costMicros: number;
  /** Who answered: `rules`, `embedded`, or an account with its model. */
  readonly provider: string;
  readonly facts: StatedFacts;
};

/** `price`, the same thing at two prices, may never happen; it is looked for all the same. */
export type ReplayDifference = 'answer' | 'now_answered' | 'now_escalated' | 'reason' | 'price' | 'order';

export type ReplayedTurn = {
  readonly conversationId: ConversationId;
  readonly turnId: TurnId;
  readonly asked: string;
  readonly live: ReplayedAnswer;
  readonly draft: ReplayedAnswer;
  readonly difference: ReplayDifference | null;
};

type Side = {
  readonly answered: number;
  readonly escalated: number;
  readonly costMicros: number;
  readonly orders: number;
  /** How many turns each answered: a model that failed, or had no money left, answered fewer. */
  readonly providers: Readonly<Record<string, number>>;
};

export type ReplayReport = {
  readonly turns: number;
  readonly live: Side;
  readonly draft: Side;
  readonly changed: number;
  /** Amounts that both stated of the same thing, and how many of the turns stated another one. */
  readonly prices: { readonly compared: number; readonly differ: number };
  /** Turns in which one made an order and the other did not, or another one. */
  readonly ordersDiffer: number;
  /** Those that differ, newest first, a hundred at most. */
  readonly differences: readonly ReplayedTurn[];
};

/** How the two differ for the customer: what they read, and whether a person was called. */
export const differenceOf = (live: ReplayedAnswer, draft: ReplayedAnswer): ReplayDifference | null => {
  if (pricesDiffer(live.facts, draft.facts)) return 'price';
  if (live.facts.order !== draft.facts.order) return 'order';
  if (live.escalation !== null && draft.escalation === null) return 'now_answered';
  if (live.escalation === null && draft.escalation !== null) return 'now_escalated';
  if (live.escalation !== draft.escalation) return 'reason';
  return live.text === draft.text ? null : 'answer';
};

const providersOf = (answers: readonly ReplayedAnswer[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { provider } of answers) counts[provider] = (counts[provider] ?? 0) + 1;
  return counts;
};

const sideOf = (answers: readonly ReplayedAnswer[]): Side => ({
  answered: answers.filter(({ escalation, text }) => escalation === null && text !== '').length,
  escalated: answers.filter(({ escalation }) => escalation !== null).length,
  costMicros: answers.reduce((sum, { costMicros }) => sum + costMicros, 0),
  orders: answers.filter(({ facts }) => facts.order !== null).length,
  providers: providersOf(answers),
});

const differencesKept = 100;

export const replayReport = (turns: readonly ReplayedTurn[]): ReplayReport => ({
  turns: turns.length,
  live: sideOf(turns.map(({ live }) => live)),
  draft: sideOf(turns.map(({ draft }) => draft)),
  prices: {
    compared: turns.reduce((sum, { live, draft }) => sum + comparedAmounts(live.facts, draft.facts), 0),
    differ: turns.filter(({ difference }) => difference === 'price').length,
  },
  ordersDiffer: turns.filter(({ live, draft }) => live.facts.order !== draft.facts.order).length,
  changed: turns.filter(({ difference }) => difference !== null).length,
  differences: turns.filter(({ difference }) => difference !== null).slice(0, differencesKept),
});
