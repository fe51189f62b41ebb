import type { ConversationRow } from '#adapters/store/mongo/conversations/conversation-record';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { outboundRow } from '#adapters/store/sql/mappers/message-mapper';
import type { OutboundDraft } from '#domain/conversation/message';
import { insertMessage, wordsOf } from './message-records.js';

/**
 * Puts drafts at the end of the conversation and, unless they are stored as cancelled, into its line. A draft whose id is
 * stored already is left as it is, so that doing it twice changes nothing.
 * @param conversation its row as it is in this unit. @param cancelled why none of them may leave, or null.
 */
export const queueMessages = async (
  tx: TenantTx,
  conversation: ConversationRow,
  drafts: readonly OutboundDraft[],
  cancelled: string | null,
): Promise<void> => {
  let seq = conversation.last_seq;
  let lastId = conversation.last_message_id;
  for (const draft of drafts) {
    const row = outboundRow(draft, conversation, { seq: seq + 1, atMs: tx.nowMs, cancelled });
    // The assistant's words are templates over the catalogue: indexed, they would be most of the index and half of every hit.
    const words = draft.author.kind === 'assistant' ? [] : await wordsOf(tx, draft.content);
    if (!(await insertMessage(tx, row, words))) continue;
    seq += 1;
    lastId = row.id;
  }
  if (seq === conversation.last_seq) return;
  tx.change('conversations', conversation, {
    last_seq: seq,
    last_message_id: lastId,
    last_message_at: Math.max(tx.nowMs, conversation.last_message_at),
    deliver_due_at: conversation.deliver_due_at ?? (cancelled === null ? tx.nowMs : null),
  });
};
