import type { ConversationRow } from '#adapters/store/sql/schema';

/** May the assistant act in it at all? The same rule as `Conversation.assistantMayAct`, on the row. */
export const assistantMayAct = (row: Pick<ConversationRow, 'status' | 'mode' | 'assistant_on'>): boolean =>
  row.status === 'open' && row.mode !== 'human' && row.assistant_on === 1;

export const hasUnanswered = (row: Pick<ConversationRow, 'inbound_seq' | 'answered_seq'>): boolean =>
  row.inbound_seq > row.answered_seq;

/** The earlier of two moments; null is never. */
export const earlier = (left: number | null, right: number | null): number | null =>
  left === null ? right : right === null ? left : Math.min(left, right);
