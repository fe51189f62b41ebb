import { toConversation } from '#adapters/store/sql/mappers/conversation-mapper';
import { type NewMessage, ownRow } from '#adapters/store/sql/mappers/message-mapper';
import { cancelQueued, insertMessage, outboundByExternalId } from '#adapters/store/sql/messages/message-statements';
import { indexWords } from '#adapters/store/sql/messages/message-words';
import type { ConversationRow } from '#adapters/store/sql/schema';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { OwnArrival, Received } from '#application/ports/conversation-store';
import { writeNext } from './call-person.js';
import { noteQueued } from './conversation-statements.js';
import { moveTagsInTime } from './conversation-tags.js';
import { conversationFor } from './receive-arrival.js';
import { received } from './received.js';
import { resolveCustomer } from './resolve-customer.js';
import { answeredAll } from './save-conversation.js';

/** What the owner wrote on the phone, stored once; a live one silences the assistant in the same transaction. */
export const receiveOwn = async (tx: TenantTx, own: OwnArrival): Promise<Received> => {
  const { channelId, externalId, isHistory } = own;
  const known = await tx.first(outboundByExternalId, { channelId, externalId });
  if (known !== undefined) return received(tx, 'duplicate', known, null);
  const conversation = await conversationFor(tx, own, await resolveCustomer(tx, own));
  const message = ownRow(own, conversation, conversation.last_seq + 1);
  await noteOwn(tx, conversation, message);
  await tx.run(insertMessage, message, conversation.customer_id);
  await indexWords(tx, message.id, own.content, message.created_at);
  if (isHistory !== true) await takeOver(tx, conversation);
  return received(tx, 'stored', message, null);
};

const noteOwn = async (tx: TenantTx, conversation: ConversationRow, message: NewMessage): Promise<void> => {
  const lastMessageAt = Math.max(message.created_at, conversation.last_message_at);
  await tx.run(noteQueued, {
    id: conversation.id,
    last_seq: message.seq,
    last_message_id: message.id,
    last_message_at: lastMessageAt,
    deliver_due_at: conversation.deliver_due_at,
  });
  await moveTagsInTime(tx, conversation, lastMessageAt);
};

const takeOver = async (tx: TenantTx, conversation: ConversationRow): Promise<void> => {
  const taken = toConversation(conversation).takenOverOnPhone().answeredByHuman(new Date(tx.nowMs));
  await writeNext(tx, conversation, taken, answeredAll(conversation));
  await tx.run(cancelQueued, {
    conversationId: conversation.id,
    now: tx.nowMs,
    reason: 'conversation.taken_over',
  });
};
