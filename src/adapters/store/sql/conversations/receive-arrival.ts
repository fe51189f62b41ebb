import { encodeJson } from '#adapters/store/sql/json-codec';
import { openKey } from '#adapters/store/sql/mappers/conversation-mapper';
import { inboundRow } from '#adapters/store/sql/mappers/message-mapper';
import { inboundByExternalId, insertMessage } from '#adapters/store/sql/messages/message-statements';
import { indexWords } from '#adapters/store/sql/messages/message-words';
import type { ConversationRow } from '#adapters/store/sql/schema';
import type { TenantTx } from '#adapters/store/sql/tenant-database';
import type { Arrival, Received } from '#application/ports/conversation-store';
import { freshDialogue } from '#domain/conversation/dialogue';
import { ConversationId, MessageId } from '#domain/shared/ids';
import { conversationById, insertConversation, noteInbound, openConversation } from './conversation-statements.js';
import { moveTagsInTime } from './conversation-tags.js';
import { resolveCustomer } from './resolve-customer.js';
import { assistantMayAct, hasUnanswered } from './turn-due.js';

const fresh = encodeJson(freshDialogue);

/** One inbound message, stored once. The unique index on its external id is what a second copy cannot pass. */
export const receiveArrival = async (tx: TenantTx, arrival: Arrival): Promise<Received> => {
  const { channelId, externalId } = arrival;
  const known = await tx.first(inboundByExternalId, { channelId, externalId });
  if (known !== undefined) return duplicateOf(tx, known);
  const conversation = await conversationFor(tx, arrival, await resolveCustomer(tx, arrival));
  const seq = conversation.last_seq + 1;
  const message = inboundRow(arrival, conversation, seq);
  const unanswered = unansweredSince(conversation, tx.nowMs);
  const turnDueAt = assistantMayAct(conversation)
    ? Math.min(unanswered + arrival.maxSettleMs, tx.nowMs + arrival.settleMs)
    : null;
  await tx.run(noteInbound, {
    id: conversation.id,
    last_seq: seq,
    last_message_id: message.id,
    last_message_at: message.created_at,
    first_unanswered_at: unanswered,
    turn_due_at: turnDueAt,
  });
  await moveTagsInTime(tx, conversation, message.created_at);
  await tx.run(insertMessage, message);
  await indexWords(tx, message.id, arrival.content, message.created_at);
  return received('stored', conversation.id, message.id, seq, turnDueAt);
};

const unansweredSince = (row: ConversationRow, nowMs: number): number =>
  hasUnanswered(row) ? (row.first_unanswered_at ?? nowMs) : nowMs;

const conversationFor = async (tx: TenantTx, arrival: Arrival, customerId: string): Promise<ConversationRow> => {
  const key = openKey(arrival.channelId, customerId);
  const open = await tx.first(openConversation, { key });
  if (open !== undefined) return open;
  const made = await tx.first(insertConversation, {
    id: arrival.newConversationId,
    customer_id: customerId,
    channel_id: arrival.channelId,
    open_key: key,
    dialogue: fresh,
    created_at: arrival.receivedAt.getTime(),
  });
  if (made === undefined) throw new Error('an insert answered no row');
  return made;
};

const duplicateOf = async (
  tx: TenantTx,
  known: { id: string; conversation_id: string; seq: number },
): Promise<Received> => {
  const conversation = await tx.first(conversationById, { id: known.conversation_id });
  const isOpen = conversation !== undefined && known.seq > conversation.answered_seq;
  return received('duplicate', known.conversation_id, known.id, known.seq, isOpen ? conversation.turn_due_at : null);
};

const received = (
  kind: Received['kind'],
  conversationId: string,
  messageId: string,
  seq: number,
  turnDueAt: number | null,
): Received => ({
  kind,
  conversationId: ConversationId(conversationId),
  messageId: MessageId(messageId),
  seq,
  turnDueAt: turnDueAt === null ? null : new Date(turnDueAt),
});
