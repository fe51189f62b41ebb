import {
  addMessage,
  cancelQueued,
  outboundByExternalId,
  wordsOf,
} from '#adapters/store/mongo/messages/message-records';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { received } from '#adapters/store/sql/conversations/received';
import { answeredAll } from '#adapters/store/sql/conversations/save-conversation';
import { toConversation } from '#adapters/store/sql/mappers/conversation-mapper';
import { ownRow } from '#adapters/store/sql/mappers/message-mapper';
import type { OwnArrival, Received } from '#application/ports/conversation-store';
import { type ConversationRow, conversationFor, writeNext } from './conversation-record.js';
import { resolveCustomer } from './resolve-customer.js';

/** What the owner wrote on the phone, stored once; a live one silences the assistant in the same unit. */
export const receiveOwn = async (tx: TenantTx, own: OwnArrival): Promise<Received> => {
  const known = await outboundByExternalId(tx, own.channelId, own.externalId);
  if (known !== undefined) return received(tx, 'duplicate', known, null);
  const conversation = await conversationFor(tx, own, await resolveCustomer(tx, own));
  const message = ownRow(own, conversation, conversation.last_seq + 1);
  const noted = tx.change('conversations', conversation, {
    last_seq: message.seq,
    last_message_id: message.id,
    last_message_at: Math.max(message.created_at, conversation.last_message_at),
  });
  addMessage(tx, message, await wordsOf(tx, own.content));
  if (own.isHistory !== true) await takeOver(tx, noted);
  return received(tx, 'stored', message, null);
};

const takeOver = async (tx: TenantTx, conversation: ConversationRow): Promise<void> => {
  const taken = toConversation(conversation).takenOverOnPhone().answeredByHuman(new Date(tx.nowMs));
  writeNext(tx, conversation, taken, answeredAll(conversation));
  await cancelQueued(tx, conversation.id, 'conversation.taken_over');
};
