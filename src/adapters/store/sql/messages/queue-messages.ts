import { type ConversationStanding, noteQueued } from '#adapters/store/sql/conversations/conversation-statements';
import { moveTagsInTime } from '#adapters/store/sql/conversations/conversation-tags';
import { outboundRow } from '#adapters/store/sql/mappers/message-mapper';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { OutboundDraft } from '#domain/conversation/message';
import { insertMessage } from './message-statements.js';
import { indexWords } from './message-words.js';

/**
 * Puts drafts at the end of the conversation and, unless they are stored as cancelled, into its line. A draft whose id is
 * stored already is left as it is, so that doing it twice changes nothing.
 * @param conversation as read in this transaction. @param cancelled why none of them may leave, or null.
 */
export const queueMessages = async (
  tx: TenantTx,
  conversation: ConversationStanding,
  drafts: readonly OutboundDraft[],
  cancelled: string | null,
): Promise<void> => {
  let seq = conversation.last_seq;
  let lastId = conversation.last_message_id;
  for (const draft of drafts) {
    const row = outboundRow(draft, conversation, { seq: seq + 1, atMs: tx.nowMs, cancelled });
    if ((await tx.run(insertMessage, row, conversation.customer_id)) === 0) continue;
    // The assistant's words are templates over the catalogue: indexed, they would be most of the index and half of every hit.
    if (draft.author.kind !== 'assistant') await indexWords(tx, row.id, draft.content, row.created_at);
    seq += 1;
    lastId = row.id;
  }
  if (seq === conversation.last_seq) return;
  const lastMessageAt = Math.max(tx.nowMs, conversation.last_message_at);
  await tx.run(noteQueued, {
    id: conversation.id,
    last_seq: seq,
    last_message_id: lastId,
    last_message_at: lastMessageAt,
    deliver_due_at: conversation.deliver_due_at ?? (cancelled === null ? tx.nowMs : null),
  });
  await moveTagsInTime(tx, conversation, lastMessageAt);
};
