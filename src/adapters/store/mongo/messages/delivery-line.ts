import type { ConversationRow } from '#adapters/store/mongo/conversations/conversation-record';
import { holderOf } from '#adapters/store/mongo/sessions/session-lease';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { toMessage } from '#adapters/store/sql/mappers/message-mapper';
import {
  adopted,
  dueOf,
  heldLookMs,
  mostSeen,
  noTerms,
  sendingLookMs,
  stepFor,
} from '#adapters/store/sql/messages/delivery-line';
import { left } from '#adapters/store/sql/messages/settle-delivery';
import type { ClaimTerms, DeliveryClaim } from '#application/ports/message-store';
import type { CustomerId } from '#domain/shared/ids';
import { type MessageRow, moveMessage, waitingLine } from './message-records.js';

export const claimDelivery = async (
  tx: TenantTx,
  id: string,
  holdAssistant: boolean,
  terms: ClaimTerms | null,
): Promise<DeliveryClaim> => {
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
      case 'orphaned':
        await adopt(tx, message, terms ?? noTerms);
        return claimDelivery(tx, id, holdAssistant, terms);
      case 'wait':
        noteDue(tx, conversation, next.at);
        return {
          kind: 'wait',
          untilMs: message.status === 'sending' ? sendingLookMs : (next.at ?? tx.nowMs) - tx.nowMs,
        };
      case 'claim':
        return claimed(tx, conversation, message, terms);
    }
  }
  noteDue(tx, conversation, lookAt);
  return { kind: 'wait', untilMs: lookAt === null ? null : heldLookMs };
};

const adopt = async (tx: TenantTx, message: MessageRow, terms: ClaimTerms): Promise<void> => {
  const channel = await tx.get('channels', message.channel_id);
  moveMessage(tx, message, adopted(channel?.kind, terms, tx.nowMs));
};

/** `null`: it may be sent from here. Its holder's sweeper finds it, should nobody tell. */
const elsewhere = async (
  tx: TenantTx,
  conversation: ConversationRow,
  terms: ClaimTerms | null,
): Promise<DeliveryClaim | null> => {
  const claimant = terms?.holder ?? null;
  const holder = claimant === null ? null : await holderOf(tx, conversation.channel_id);
  if (holder === null || holder === claimant) return null;
  if ((conversation.deliver_due_at ?? Number.POSITIVE_INFINITY) > tx.nowMs) noteDue(tx, conversation, tx.nowMs);
  return { kind: 'elsewhere', holder };
};

const claimed = async (
  tx: TenantTx,
  conversation: ConversationRow,
  message: MessageRow,
  terms: ClaimTerms | null,
): Promise<DeliveryClaim> => {
  const others = await elsewhere(tx, conversation, terms);
  if (others !== null) return others;
  const heldUntil = terms === null ? null : tx.nowMs + terms.heldForMs;
  const row = moveMessage(tx, message, {
    status: 'sending',
    attempts: message.attempts + 1,
    next_attempt_at: null,
    reconcile_until: heldUntil,
  });
  noteDue(tx, conversation, heldUntil);
  const { customer_id, last_inbound_at } = conversation;
  return {
    kind: 'claimed',
    message: toMessage(row),
    customerId: customer_id as CustomerId,
    lastInboundAt: last_inbound_at === null ? null : new Date(last_inbound_at),
  };
};

/** Holds a claim for longer. `false`: it is over, or somebody else's. */
export const renewDelivery = async (tx: TenantTx, id: string, attempt: number, heldForMs: number): Promise<boolean> => {
  const row = await tx.get('messages', id);
  if (row?.status !== 'sending' || row.attempts !== attempt || (row.reconcile_until ?? 0) <= tx.nowMs) return false;
  tx.change('messages', row, { reconcile_until: tx.nowMs + heldForMs });
  return true;
};

/** The sweeper looks at the line then; null: who is busy with it looks at it himself, or it is empty. */
const noteDue = (tx: TenantTx, conversation: ConversationRow, due: number | null): void => {
  if (conversation.deliver_due_at !== due) tx.change('conversations', conversation, { deliver_due_at: due });
};

/** After something at the head of the line changed: when is the line worth looking at again? `false`: nothing is in it. */
export const refreshDue = async (tx: TenantTx, conversationId: string): Promise<boolean> => {
  const conversation = await tx.get('conversations', conversationId);
  if (conversation === undefined) return false;
  const [head] = await waitingLine(tx, conversationId, 1);
  noteDue(tx, conversation, head === undefined ? null : dueOf(head, tx.nowMs));
  return head !== undefined;
};
