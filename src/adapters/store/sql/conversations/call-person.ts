import { stateColumns, toConversation } from '#adapters/store/sql/mappers/conversation-mapper';
import type { ConversationRow } from '#adapters/store/sql/schema';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { Conversation, EscalationReason } from '#domain/conversation/conversation';
import { conversationById, writeState } from './conversation-statements.js';
import { moveTagsInState } from './conversation-tags.js';

type Answered = Pick<ConversationRow, 'answered_seq' | 'first_unanswered_at' | 'turn_due_at'>;

/** Writes what the domain made of a row, in the transaction the row was read in. */
export const writeNext = async (
  tx: TenantTx,
  row: ConversationRow,
  next: Conversation,
  { answered_seq, first_unanswered_at, turn_due_at }: Answered = row,
): Promise<void> => {
  const columns = stateColumns(next.state);
  const written = { id: row.id, ...columns, answered_seq, first_unanswered_at, turn_due_at };
  await tx.run(writeState, written, row.customer_id);
  await moveTagsInState(tx, row, columns.inbox_state);
};

/** `false`: somebody has it already, or was called before. */
export const callPerson = async (tx: TenantTx, id: string, reason: EscalationReason): Promise<boolean> => {
  const row = await tx.first(conversationById, { id });
  if (row?.status !== 'open') return false;
  const conversation = toConversation(row);
  const next = conversation.escalate(reason, new Date(tx.nowMs));
  if (next === conversation) return false;
  await writeNext(tx, row, next);
  return true;
};
