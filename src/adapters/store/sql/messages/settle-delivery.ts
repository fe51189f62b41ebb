import type { MessageRow } from '#adapters/store/sql/schema';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { NotFound } from '#application/not-found';
import type { DeliveryResult, Receipt } from '#application/ports/message-store';
import { afterReceipt, type MessageStatus } from '#domain/conversation/message-status';
import type { ConversationId } from '#domain/shared/ids';
import { assertTransition, type Transitions } from '#domain/shared/state-machine';
import { moveMessage, refreshDue } from './delivery-line.js';
import {
  type DeliveryColumns,
  type MessageStanding,
  messageById,
  standingByExternalId,
  standingById,
} from './message-statements.js';

/** Out of the line for good. */
export const left = { line_key: null, next_attempt_at: null, reconcile_until: null };

export const changesFor = (result: DeliveryResult, row: MessageStanding, nowMs: number): Partial<DeliveryColumns> => {
  switch (result.status) {
    case 'sent':
      return { status: 'sent', status_reason: null, external_id: result.externalId ?? row.external_id, ...left };
    case 'queued':
      return {
        status: 'queued',
        status_reason: result.reason,
        attempts: result.counts ? row.attempts : row.attempts - 1,
        next_attempt_at: nowMs + result.retryInMs,
        reconcile_until: null,
      };
    case 'unknown':
      return { status: 'unknown', status_reason: result.reason, reconcile_until: nowMs + result.reconcileMs };
    case 'failed':
    case 'cancelled':
      return { status: result.status, status_reason: result.reason, ...left };
  }
};

/** A claim that was superseded (its attempt is not the last one) settles nothing. */
export const settleDelivery = async (
  tx: TenantTx,
  id: string,
  attempt: number,
  result: DeliveryResult,
): Promise<boolean> => {
  const row = await tx.first(standingById, { id });
  if (row === undefined) return false;
  if (row.attempts !== attempt || row.direction !== 'out') return true;
  if (row.status === 'sending' || row.status === 'unknown')
    await moveMessage(tx, row, changesFor(result, row, tx.nowMs));
  else if (result.status === 'sent' && row.external_id === null && result.externalId !== null)
    // A receipt was faster than the answer to our own call: the status stays, the provider's name for it is news.
    await moveMessage(tx, row, { external_id: result.externalId, status_at: row.status_at });
  return refreshDue(tx, row.conversation_id);
};

export const applyReceipt = async (tx: TenantTx, receipt: Receipt): Promise<ConversationId | null> => {
  const row = await messageOf(tx, receipt);
  if (row === undefined) return null;
  const conversationId = row.conversation_id as ConversationId;
  const status = afterReceipt(row.status as MessageStatus, receipt.status);
  const externalId = row.external_id ?? receipt.externalId;
  if (status === row.status) {
    if (externalId !== row.external_id)
      await moveMessage(tx, row, { external_id: externalId, status_at: row.status_at });
    return conversationId;
  }
  await moveMessage(tx, row, {
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
): Promise<MessageStanding | undefined> => {
  const byId = messageId === null ? undefined : await tx.first(standingById, { id: messageId });
  if (byId?.direction === 'out' && byId.channel_id === channelId) return byId;
  return externalId === null ? undefined : tx.first(standingByExternalId, { channelId, externalId });
};

/** Only what failed, or what we do not know about, can be tried again by a person. */
export const retriable: Transitions<MessageStatus> = {
  received: [],
  queued: [],
  sending: [],
  unknown: ['queued'],
  sent: [],
  delivered: [],
  read: [],
  failed: ['queued'],
  cancelled: [],
};

/** @throws {IllegalTransition} @throws {NotFound} */
export const retryMessage = async (tx: TenantTx, id: string): Promise<MessageRow> => {
  const row = await tx.first(messageById, { id });
  if (row === undefined) throw new NotFound('message');
  assertTransition('message', retriable, row.status as MessageStatus, 'queued');
  const queued = await moveMessage(tx, row, {
    status: 'queued',
    status_reason: null,
    line_key: row.conversation_id,
    next_attempt_at: null,
    reconcile_until: null,
  });
  if (queued === undefined) throw new NotFound('message');
  await refreshDue(tx, row.conversation_id);
  return queued;
};
