import type { TenantRows } from '#adapters/store/mongo/rows';
import type { NewRow, Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import { encodeJson } from '#adapters/store/sql/json-codec';
import { openKey, stateColumns, toConversation } from '#adapters/store/sql/mappers/conversation-mapper';
import { placedAt } from '#adapters/store/sql/mappers/message-mapper';
import { NotFound } from '#application/not-found';
import type { Arrival } from '#application/ports/conversation-store';
import type { Conversation, EscalationReason } from '#domain/conversation/conversation';
import { freshDialogue } from '#domain/conversation/dialogue';

export type ConversationRow = Row<'conversations'>;
type Changes = Partial<NewRow<'conversations'>>;

/** The state of a conversation as its row holds it; the list of tags once more, to be found by. */
export const stateOf = ({ state }: Conversation): Changes => ({ ...stateColumns(state), tag_list: [...state.tags] });

/** @throws {NotFound} */
export const conversationRow = async (tx: TenantTx, id: string): Promise<ConversationRow> => {
  const row = await tx.get('conversations', id);
  if (row === undefined) throw new NotFound('conversation');
  return row;
};

type Answered = Pick<TenantRows['conversations'], 'answered_seq' | 'first_unanswered_at' | 'turn_due_at'>;

/** Writes what the domain made of a row, in the unit the row was read in. */
export const writeNext = (tx: TenantTx, row: ConversationRow, next: Conversation, answered: Answered = row): void => {
  const { answered_seq, first_unanswered_at, turn_due_at } = answered;
  tx.change('conversations', row, {
    ...stateOf(next),
    answered_seq,
    first_unanswered_at,
    turn_due_at,
    version: row.version + 1,
  });
};

/** `false`: somebody has it already, or was called before. */
export const callPerson = async (tx: TenantTx, id: string, reason: EscalationReason): Promise<boolean> => {
  const row = await tx.get('conversations', id);
  if (row?.status !== 'open') return false;
  const conversation = toConversation(row);
  const next = conversation.escalate(reason, new Date(tx.nowMs));
  if (next === conversation) return false;
  writeNext(tx, row, next);
  return true;
};

const fresh = encodeJson(freshDialogue);

const newRow = (id: string, customerId: string, channelId: string, atMs: number): NewRow<'conversations'> => ({
  id,
  customer_id: customerId,
  channel_id: channelId,
  open_key: openKey(channelId, customerId),
  status: 'open',
  mode: 'assistant',
  inbox_state: 'assistant',
  assistant_on: 1,
  epoch: 0,
  holder: null,
  assignee: null,
  tags: '[]',
  tag_list: [],
  escalation_reason: null,
  escalation_at: null,
  dialogue: fresh,
  resolution: null,
  created_at: atMs,
  first_response_at: null,
  closed_at: null,
  version: 1,
  last_seq: 0,
  inbound_seq: 0,
  answered_seq: 0,
  last_message_id: null,
  last_message_at: atMs,
  last_inbound_at: null,
  first_unanswered_at: null,
  turn_due_at: null,
  turn_owner: null,
  turn_lease_until: null,
  turn_fence: 0,
  turn_claimed_seq: 0,
  turn_failures: 0,
  unapplied_turn: null,
  deliver_due_at: null,
});

/** The customer's open conversation on the channel, else a new one. */
export const conversationFor = async (
  tx: TenantTx,
  arrival: Pick<Arrival, 'channelId' | 'newConversationId' | 'isHistory' | 'sentAt' | 'receivedAt'>,
  customerId: string,
): Promise<ConversationRow> => {
  const { channelId, newConversationId: id } = arrival;
  const open = await tx.first('conversations', { filter: { open_key: openKey(channelId, customerId) } });
  if (open !== undefined) return open;
  tx.add('conversations', newRow(id, customerId, channelId, placedAt(arrival)));
  return conversationRow(tx, id);
};
