import type { Decision, DecisionInput } from '#domain/assistant/decision';
import { textOf } from '#domain/assistant/outbound';
import type { Dialogue } from '#domain/conversation/dialogue';
import type { SuggestedReply } from '#domain/studio/suggestion';

/** What becomes of a decision where a person sends everything: it is done, and not said. */
export type Held = {
  readonly decision: Decision;
  readonly replies: readonly SuggestedReply[];
  /** What the conversation is in the middle of once a person has sent it. */
  readonly dialogue: Dialogue;
};

export const suggestedReplies = ({ replies }: Pick<Decision, 'replies'>): readonly SuggestedReply[] =>
  replies.map((reply) => ({ text: textOf(reply), choices: reply.choices }));

/**
 * The answer mode `draft` (BEY-4). A request the customer confirmed is made all the same, since a person decides about it
 * anyway; nothing is said before somebody sends it, not even that a person was called.
 */
export const heldForApproval = (decision: Decision, input: Pick<DecisionInput, 'dialogue'>): Held => {
  const acts = decision.order !== null || decision.withdraws !== null || (decision.lead ?? null) !== null;
  const suggests = decision.escalation === null && decision.replies.length > 0;
  const before: Dialogue = { ...input.dialogue, language: decision.dialogue.language };
  return {
    decision: {
      ...decision,
      outcome: decision.outcome === 'reply' ? 'escalate' : decision.outcome,
      replies: [],
      escalation: suggests ? 'awaiting_approval' : decision.escalation,
      withdrawsEscalation: false,
      dialogue: acts ? { ...decision.dialogue, choices: [] } : before,
    },
    replies: suggests ? suggestedReplies(decision) : [],
    dialogue: { ...decision.dialogue, disclosed: input.dialogue.disclosed },
  };
};
