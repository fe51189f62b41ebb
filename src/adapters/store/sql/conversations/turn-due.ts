import type { ConversationRow } from '#adapters/store/sql/schema';
import type { Arrival } from '#application/ports/conversation-store';

/** May the assistant act in it at all? The same rule as `Conversation.assistantMayAct`, on the row. */
export const assistantMayAct = (row: Pick<ConversationRow, 'status' | 'mode' | 'assistant_on'>): boolean =>
  row.status === 'open' && row.mode !== 'human' && row.assistant_on === 1;

export const hasUnanswered = (row: Pick<ConversationRow, 'inbound_seq' | 'answered_seq'>): boolean =>
  row.inbound_seq > row.answered_seq;

/** The earlier of two moments; null is never. */
export const earlier = (left: number | null, right: number | null): number | null =>
  left === null ? right : right === null ? left : Math.min(left, right);

export const unansweredSince = (row: ConversationRow, nowMs: number): number =>
  hasUnanswered(row) ? (row.first_unanswered_at ?? nowMs) : nowMs;

/**
 * Once the burst is over, and no later than its longest. What cannot be read yet waits longer, and does not hold up what can:
 * what is due before it stays so.
 */
export const turnDueAfter = (
  row: ConversationRow,
  { content, settleMs, maxSettleMs }: Pick<Arrival, 'content' | 'settleMs' | 'maxSettleMs'>,
  nowMs: number,
): number => {
  const due = Math.min(unansweredSince(row, nowMs) + maxSettleMs, nowMs + settleMs);
  return content.type === 'undecrypted' ? Math.min(row.turn_due_at ?? due, due) : due;
};
