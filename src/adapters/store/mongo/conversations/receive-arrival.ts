import { queueMedia } from '#adapters/store/mongo/messages/media-line';
import {
  addMessage,
  inboundByExternalId,
  type MessageRow,
  wordsOf,
} from '#adapters/store/mongo/messages/message-records';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { isUndecrypted } from '#adapters/store/sql/conversations/fill-undecrypted';
import { countersAfter } from '#adapters/store/sql/conversations/receive-arrival';
import { received } from '#adapters/store/sql/conversations/received';
import { assistantMayAct, turnDueAfter } from '#adapters/store/sql/conversations/turn-due';
import { encodeJson } from '#adapters/store/sql/json-codec';
import { inboundRow } from '#adapters/store/sql/mappers/message-mapper';
import type { Arrival, Received } from '#application/ports/conversation-store';
import { callPerson, conversationFor, conversationRow } from './conversation-record.js';
import { resolveCustomer } from './resolve-customer.js';

/** One inbound message, stored once: who looks for the first copy looks under the tenant's only right to write. */
export const receiveArrival = async (tx: TenantTx, arrival: Arrival): Promise<Received> => {
  const known = await inboundByExternalId(tx, arrival.channelId, arrival.externalId);
  if (known !== undefined)
    return isUndecrypted(known) && arrival.content.type !== 'undecrypted'
      ? fillUndecrypted(tx, known, arrival)
      : duplicateOf(tx, known);
  const conversation = await conversationFor(tx, arrival, await resolveCustomer(tx, arrival));
  const message = inboundRow(arrival, conversation, conversation.last_seq + 1);
  const counters = countersAfter(conversation, arrival, tx.nowMs);
  tx.change('conversations', conversation, {
    last_seq: message.seq,
    last_message_id: message.id,
    // Of two clocks: history is older than what may stand there already.
    last_message_at:
      message.set_aside === 'history' ? Math.max(message.created_at, conversation.last_message_at) : message.created_at,
    ...counters,
  });
  addMessage(tx, message, await wordsOf(tx, arrival.content));
  if (arrival.isMediaKept === true) await queueMedia(tx, message.id);
  const calledPerson = arrival.isLate === true && (await callPerson(tx, conversation.id, 'while_away'));
  const { id, seq } = message;
  return received(tx, 'stored', { id, seq, conversation_id: conversation.id }, counters.turn_due_at, calledPerson);
};

const duplicateOf = async (tx: TenantTx, known: MessageRow): Promise<Received> => {
  const conversation = await tx.get('conversations', known.conversation_id);
  const isOpen = conversation !== undefined && known.seq > conversation.answered_seq;
  return received(tx, 'duplicate', known, isOpen ? conversation.turn_due_at : null);
};

/** The sender's phone sent it again and it could be read: it stands where its first copy stood. */
const fillUndecrypted = async (tx: TenantTx, known: MessageRow, arrival: Arrival): Promise<Received> => {
  tx.change('messages', known, {
    content: encodeJson(arrival.content),
    quotes: arrival.quotes ?? null,
    words: await wordsOf(tx, arrival.content),
  });
  const conversation = await conversationRow(tx, known.conversation_id);
  if (known.set_aside !== null) return received(tx, 'stored', known, null);
  if (known.seq <= conversation.answered_seq)
    // What came after it was answered, and its number with that: only a person can still see that it asks for something.
    return received(tx, 'stored', known, null, await callPerson(tx, conversation.id, 'unreadable_message'));
  const due = assistantMayAct(conversation) ? turnDueAfter(conversation, arrival, tx.nowMs) : null;
  tx.change('conversations', conversation, { turn_due_at: due });
  return received(tx, 'stored', known, due);
};
