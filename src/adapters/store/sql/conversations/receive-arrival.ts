import { encodeJson } from '#adapters/store/sql/json-codec';
import { openKey } from '#adapters/store/sql/mappers/conversation-mapper';
import { inboundRow, placedAt, setAsideOf } from '#adapters/store/sql/mappers/message-mapper';
import { queueMedia } from '#adapters/store/sql/messages/media-line';
import { inboundByExternalId, insertMessage, type KnownInbound } from '#adapters/store/sql/messages/message-statements';
import { indexWords } from '#adapters/store/sql/messages/message-words';
import type { ConversationRow } from '#adapters/store/sql/schema';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { Arrival, Received } from '#application/ports/conversation-store';
import { freshDialogue } from '#domain/conversation/dialogue';
import { callPerson } from './call-person.js';
import { conversationById, insertConversation, noteInbound, openConversation } from './conversation-statements.js';
import { moveTagsInTime } from './conversation-tags.js';
import { fillUndecrypted, isUndecrypted } from './fill-undecrypted.js';
import { received } from './received.js';
import { resolveCustomer } from './resolve-customer.js';
import { assistantMayAct, hasUnanswered, turnDueAfter, unansweredSince } from './turn-due.js';

const fresh = encodeJson(freshDialogue);

/** One inbound message, stored once. The unique index on its external id is what a second copy cannot pass. */
export const receiveArrival = async (tx: TenantTx, arrival: Arrival): Promise<Received> => {
  const { channelId, externalId } = arrival;
  const known = await tx.first(inboundByExternalId, { channelId, externalId });
  if (known !== undefined)
    return isUndecrypted(known) && arrival.content.type !== 'undecrypted'
      ? fillUndecrypted(tx, known, arrival)
      : duplicateOf(tx, known);
  const conversation = await conversationFor(tx, arrival, await resolveCustomer(tx, arrival));
  const message = inboundRow(arrival, conversation, conversation.last_seq + 1);
  const counters = countersAfter(conversation, arrival, tx.nowMs);
  await tx.run(noteInbound, {
    id: conversation.id,
    last_seq: message.seq,
    last_message_id: message.id,
    // Of two clocks: history is older than what may stand there already.
    last_message_at:
      message.set_aside === 'history' ? Math.max(message.created_at, conversation.last_message_at) : message.created_at,
    ...counters,
  });
  await moveTagsInTime(tx, conversation, message.created_at);
  await tx.run(insertMessage, message, conversation.customer_id);
  if (arrival.isMediaKept === true) await queueMedia(tx, message.id);
  await indexWords(tx, message.id, arrival.content, message.created_at);
  const calledPerson = arrival.isLate === true && (await callPerson(tx, conversation.id, 'while_away'));
  const { id, seq } = message;
  return received(tx, 'stored', { id, seq, conversation_id: conversation.id }, counters.turn_due_at, calledPerson);
};

type Counters = Pick<
  ConversationRow,
  'inbound_seq' | 'answered_seq' | 'last_inbound_at' | 'first_unanswered_at' | 'turn_due_at'
>;

/**
 * What an answer is due for, and when. What the assistant passes by never makes one due, and counts as answered at once; behind
 * something that is not answered yet it waits with it, and the turn leaves it out.
 */
export const countersAfter = (row: ConversationRow, arrival: Arrival, nowMs: number): Counters => {
  const seq = row.last_seq + 1;
  const setAside = setAsideOf(arrival);
  const { first_unanswered_at, turn_due_at, inbound_seq, last_inbound_at } = row;
  if (setAside !== null) {
    const answered_seq = hasUnanswered(row) ? row.answered_seq : seq;
    return setAside === 'history'
      ? { inbound_seq, answered_seq, last_inbound_at, first_unanswered_at, turn_due_at }
      : { inbound_seq: seq, answered_seq, last_inbound_at: nowMs, first_unanswered_at, turn_due_at };
  }
  return {
    inbound_seq: seq,
    answered_seq: row.answered_seq,
    last_inbound_at: arrival.receivedAt.getTime(),
    first_unanswered_at: unansweredSince(row, nowMs),
    turn_due_at: assistantMayAct(row) ? turnDueAfter(row, arrival, nowMs) : null,
  };
};

/** The customer's open conversation on the channel, else a new one. */
export const conversationFor = async (
  tx: TenantTx,
  arrival: Pick<Arrival, 'channelId' | 'newConversationId' | 'isHistory' | 'sentAt' | 'receivedAt'>,
  customerId: string,
): Promise<ConversationRow> => {
  const key = openKey(arrival.channelId, customerId);
  const open = await tx.first(openConversation, { key });
  if (open !== undefined) return open;
  const made = await tx.first(insertConversation, {
    id: arrival.newConversationId,
    customer_id: customerId,
    channel_id: arrival.channelId,
    open_key: key,
    dialogue: fresh,
    created_at: placedAt(arrival),
  });
  if (made === undefined) throw new Error('an insert answered no row');
  return made;
};

const duplicateOf = async (tx: TenantTx, known: KnownInbound): Promise<Received> => {
  const conversation = await tx.first(conversationById, { id: known.conversation_id });
  const isOpen = conversation !== undefined && known.seq > conversation.answered_seq;
  return received(tx, 'duplicate', known, isOpen ? conversation.turn_due_at : null);
};
