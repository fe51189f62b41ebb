import { decideTurn } from '#domain/assistant/decide-turn';
import type { Decision, DecisionInput, Understanding } from '#domain/assistant/decision';

/** Acts that give the customer nothing a person could send. */
const empty: ReadonlySet<string> = new Set([
  'unknown',
  'clarify',
  'suggest',
  'hand_over',
  'keyword_heard',
  'unreadable',
]);

/**
 * What it would have said had it been sure: for the person who was called instead (BEY-8). Rendered and checked like every
 * answer; nothing where the guard refused it or there is nothing in it.
 */
export const suggestReply = (input: DecisionInput, understood: Understanding | null): Pick<Decision, 'replies'> => {
  if (understood === null || understood.acts.every(({ act }) => empty.has(act))) return { replies: [] };
  const acts = understood.acts.filter(({ act }) => !empty.has(act));
  const sure: DecisionInput = {
    ...input,
    mode: 'assistant',
    hasUnreadable: false,
    settings: { ...input.settings, enabled: true, confidenceThreshold: 0 },
    dialogue: { ...input.dialogue, disclosed: true, misunderstood: 0 },
  };
  const decision = decideTurn(sure, { ...understood, acts });
  return decision.escalation === null && decision.order === null && (decision.lead ?? null) === null
    ? decision
    : { replies: [] };
};
