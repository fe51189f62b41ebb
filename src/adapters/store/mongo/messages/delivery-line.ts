import type { ConversationRow } from '#adapters/store/mongo/conversations/conversation-record';
import type { TenantTx } from '#adapters/store/mongo/tenant-database';
import { toMessage } from '#adapters/store/sql/mappers/message-mapper';
import { heldLookMs, mostSeen, sendingLookMs, stepFor } from '#adapters/store/sql/messages/delivery-line';
import { left } from '#adapters/store/sql/messages/settle-delivery';
import type { DeliveryClaim } from '#application/ports/message-store';
import { type MessageRow, moveMessage, waitingLine } from './message-records.js';

export const claimDelivery = async (tx: TenantTx, id: string, holdAssistant: boolean): Promise<DeliveryClaim> => {
  const conversation = await tx.get('conversations', id);
  if (conversation === undefined) return { kind: 'wait', untilMs: null };
  let lookAt: number | null = null;
  for (const message of await waitingLine(tx, id, mostSeen)) {
    const next = stepFor(message, conversation, holdAssistant, tx.nowMs);
    switch (next.step) {
      case 'drop':
        moveMessage(tx, message, { status: next.status, status_reason: next.reason, ...left });
        break;
      case 'pass':
        lookAt = tx.nowMs + heldLookMs;
        break;
      case 'wait':
        noteDue(tx, conversation, next.at);
        return { kind: 'wait', untilMs: next.at === null ? sendingLookMs : next.at - tx.nowMs };
      case 'claim':
        return claimed(tx, conversation, message);
    }
  }
  noteDue(tx, conversation, lookAt);
  return { kind: 'wait', untilMs: lookAt === null ? null : heldLookMs };
};

const claimed = (tx: TenantTx, conversation: ConversationRow, message: MessageRow): DeliveryClaim => {
  const row = moveMessage(tx, message, {
    status: 'sending',
    attempts: message.attempts + 1,
    next_attempt_at: null,
    reconcile_until: null,
  });
  noteDue(tx, conversation, null);
  return { kind: 'claimed', message: toMessage(row) };
};

/** The sweeper looks at the line then; null: somebody is busy with it, or it is empty. */
const noteDue = (tx: TenantTx, conversation: ConversationRow, due: number | null): void => {
  if (conversation.deliver_due_at !== due) tx.change('conversations', conversation, { deliver_due_at: due });
};

/** After something at the head of the line changed: when is the line worth looking at again? */
export const refreshDue = async (tx: TenantTx, conversationId: string): Promise<void> => {
  const conversation = await tx.get('conversations', conversationId);
  if (conversation === undefined) return;
  const [head] = await waitingLine(tx, conversationId, 1);
  if (head === undefined) noteDue(tx, conversation, null);
  else noteDue(tx, conversation, head.status === 'queued' ? (head.next_attempt_at ?? tx.nowMs) : head.reconcile_until);
};
