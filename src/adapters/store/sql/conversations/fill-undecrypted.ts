import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import { type KnownInbound, writeContent } from '#adapters/store/sql/messages/message-statements';
import { indexWords } from '#adapters/store/sql/messages/message-words';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { NotFound } from '#application/not-found';
import type { Arrival, Received } from '#application/ports/conversation-store';
import type { MessageContent } from '#domain/conversation/message-content';
import { callPerson } from './call-person.js';
import { conversationById, setTurnDue } from './conversation-statements.js';
import { received } from './received.js';
import { assistantMayAct, turnDueAfter } from './turn-due.js';

export const isUndecrypted = ({ content }: Pick<KnownInbound, 'content'>): boolean =>
  decodeJson<MessageContent>(content).type === 'undecrypted';

/** The sender's phone sent it again and it could be read: it stands where its first copy stood. */
export const fillUndecrypted = async (tx: TenantTx, known: KnownInbound, arrival: Arrival): Promise<Received> => {
  const content = encodeJson(arrival.content);
  const conversation = await tx.first(conversationById, { id: known.conversation_id });
  if (conversation === undefined) throw new NotFound('conversation');
  const filled = { id: known.id, content, quotes: arrival.quotes ?? null };
  await tx.run(writeContent, filled, conversation.customer_id);
  await indexWords(tx, known.id, arrival.content, known.created_at);
  if (known.set_aside !== null) return received(tx, 'stored', known, null);
  if (known.seq <= conversation.answered_seq)
    // What came after it was answered, and its number with that: only a person can still see that it asks for something.
    return received(tx, 'stored', known, null, await callPerson(tx, conversation.id, 'unreadable_message'));
  const due = assistantMayAct(conversation) ? turnDueAfter(conversation, arrival, tx.nowMs) : null;
  await tx.run(setTurnDue, { id: conversation.id, due });
  return received(tx, 'stored', known, due);
};
