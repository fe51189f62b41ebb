import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { changesFor, left, retriable } from '#adapters/store/sql/messages/settle-delivery';
import { NotFound } from '#application/not-found';
import type { DeliveryResult, Receipt } from '#application/ports/message-store';
import { afterReceipt, type MessageStatus } from '#domain/conversation/message-status';
import type { ConversationId } from '#domain/shared/ids';
import { assertTransition } from '#domain/shared/state-machine';
import { refreshDue } from './delivery-line.js';
import { type MessageRow, moveMessage, outboundByExternalId } from './message-records.js';

/** A claim that was superseded (its attempt is not the last one) settles nothing. */
export const settleDelivery = async (
  tx: TenantTx,
  id: string,
  attempt: number,
  result: DeliveryResult,
): Promise<boolean> => {
  const row = await tx.get('messages', id);
  if (row === undefined) return false;
  if (row.attempts !== attempt || row.direction !== 'out') return true;
  if (row.status === 'sending' || row.status === 'unknown') moveMessage(tx, row, changesFor(result, row, tx.nowMs));
  else if (result.status === 'sent' && row.external_id === null && result.externalId !== null)
    // A receipt was faster than the answer to our own call: the status stays, the provider's name for it is news.
    moveMessage(tx, row, { external_id: result.externalId, status_at: row.status_at });
  return refreshDue(tx, row.conversation_id);
};

export const applyReceipt = async (tx: TenantTx, receipt: Receipt): Promise<ConversationId | null> => {
  const row = await messageOf(tx, receipt);
  if (row === undefined) return null;
  const conversationId = row.conversation_id as ConversationId;
  const status = afterReceipt(row.status as MessageStatus, receipt.status);
  const externalId = row.external_id ?? receipt.externalId;
  if (status === row.status) {
    if (externalId !== row.external_id) moveMessage(tx, row, { external_id: externalId, status_at: row.status_at });
    return conversationId;
  }
  moveMessage(tx, row, {
    status,
    status_reason: status === 'failed' ? receipt.reason : null,
    status_at: receipt.at.getTime(),
    external_id: externalId,
    ...left,
  });
  if (row.line_key !== null) await refreshDue(tx, row.conversation_id);
  return conversationId;
};

const messageOf = async (
  tx: TenantTx,
  { messageId, externalId, channelId }: Receipt,
): Promise<MessageRow | undefined> => {
  const byId = messageId === null ? undefined : await tx.get('messages', messageId);
  if (byId?.direction === 'out' && byId.channel_id === channelId) return byId;
  return externalId === null ? undefined : outboundByExternalId(tx, channelId, externalId);
};

/** @throws {IllegalTransition} @throws {NotFound} */
export const retryMessage = async (tx: TenantTx, id: string): Promise<MessageRow> => {
  const row = await tx.get('messages', id);
  if (row === undefined) throw new NotFound('message');
  assertTransition('message', retriable, row.status as MessageStatus, 'queued');
  const queued = moveMessage(tx, row, {
    status: 'queued',
    status_reason: null,
    line_key: row.conversation_id,
    next_attempt_at: null,
    reconcile_until: null,
  });
  await refreshDue(tx, row.conversation_id);
  return queued;
};
