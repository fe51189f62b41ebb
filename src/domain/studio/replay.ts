import type { EscalationReason } from '#domain/conversation/conversation';
import type { ConversationId, TurnId } from '#domain/shared/ids';

/** What one version would have done in one turn. */
export type ReplayedAnswer = {
  readonly text: string;
  readonly escalation: EscalationReason | null;
  readonly confidence: number;
  readonly costMicros: number;
};

export type ReplayDifference = 'answer' | 'now_answered' | 'now_escalated' | 'reason';

export type ReplayedTurn = {
  readonly conversationId: ConversationId;
  readonly turnId: TurnId;
  readonly asked: string;
  readonly live: ReplayedAnswer;
  readonly draft: ReplayedAnswer;
  readonly difference: ReplayDifference | null;
};

type Side = { readonly answered: number; readonly escalated: number; readonly costMicros: number };

export type ReplayReport = {
  readonly turns: number;
  readonly live: Side;
  readonly draft: Side;
  readonly changed: number;
  /** Those that differ, newest first, a hundred at most. */
  readonly differences: readonly ReplayedTurn[];
};

/** How the two differ for the customer: what they read, and whether a person was called. */
export const differenceOf = (live: ReplayedAnswer, draft: ReplayedAnswer): ReplayDifference | null => {
  if (live.escalation !== null && draft.escalation === null) return 'now_answered';
  if (live.escalation === null && draft.escalation !== null) return 'now_escalated';
  if (live.escalation !== draft.escalation) return 'reason';
  return live.text === draft.text ? null : 'answer';
};

const sideOf = (answers: readonly ReplayedAnswer[]): Side => ({
  answered: answers.filter(({ escalation, text }) => escalation === null && text !== '').length,
  escalated: answers.filter(({ escalation }) => escalation !== null).length,
  costMicros: answers.reduce((sum, { costMicros }) => sum + costMicros, 0),
});

const differencesKept = 100;

export const replayReport = (turns: readonly ReplayedTurn[]): ReplayReport => ({
  turns: turns.length,
  live: sideOf(turns.map(({ live }) => live)),
  draft: sideOf(turns.map(({ draft }) => draft)),
  changed: turns.filter(({ difference }) => difference !== null).length,
  differences: turns.filter(({ difference }) => difference !== null).slice(0, differencesKept),
});
