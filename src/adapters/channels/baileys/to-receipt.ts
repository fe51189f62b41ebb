import { WAMessageStatus, type WAMessageUpdate } from '@whiskeysockets/baileys';
import { instantOf } from '#adapters/channels/baileys/instant';
import type { EngineReceipt } from '#application/ports/whatsapp-engines';
import type { ReceiptStatus } from '#domain/conversation/message-status';

const statuses = new Map<unknown, ReceiptStatus>([
  [WAMessageStatus.ERROR, 'failed'],
  [WAMessageStatus.SERVER_ACK, 'sent'],
  [WAMessageStatus.DELIVERY_ACK, 'delivered'],
  [WAMessageStatus.READ, 'read'],
  [WAMessageStatus.PLAYED, 'read'],
]);

/** `null`: an update of something else than what became of a message of ours. */
export const receiptOf = ({ key, update }: WAMessageUpdate, now: Date): EngineReceipt | null => {
  const status = statuses.get(update.status);
  if (!key.fromMe || !key.id || status === undefined) return null;
  const code: unknown = status === 'failed' ? update.messageStubParameters?.[0] : null;
  return {
    externalId: key.id,
    status,
    reason: typeof code === 'string' && /^\d{1,5}$/.test(code) ? `whatsapp.ack_${code}` : null,
    at: instantOf(update.messageTimestamp, now),
  };
};
