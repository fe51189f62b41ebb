import { reasonOfFailure } from '#adapters/channels/cloud-api/error-rules';
import { instantOf } from '#adapters/channels/cloud-api/instant';
import { Status } from '#adapters/channels/cloud-api/webhook-schema';
import type { Receipt } from '#application/ports/message-store';
import type { ReceiptStatus } from '#domain/conversation/message-status';
import { isIdOf, MessageId } from '#domain/shared/ids';

export type CloudApiReceipt = Omit<Receipt, 'channelId'>;

/** `played` is a voice message that was heard. Other words, such as `deleted` or `warning`, change nothing for us. */
const statuses: ReadonlyMap<string, ReceiptStatus> = new Map([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['played', 'read'],
  ['failed', 'failed'],
]);

/** `null`: nothing that concerns one of our messages to one customer. */
export const receiptOf = (raw: unknown, receivedAt: Date): CloudApiReceipt | null => {
  const parsed = Status.safeParse(raw);
  if (!parsed.success) return null;
  const { id, status: word, timestamp, recipient_type, biz_opaque_callback_data: ours, errors } = parsed.data;
  const status = statuses.get(word);
  const messageId = ours !== null && isIdOf('message', ours) ? MessageId(ours) : null;
  if (status === undefined || recipient_type === 'group' || (id === null && messageId === null)) return null;
  return { messageId, externalId: id, status, reason: reasonOf(status, errors), at: instantOf(timestamp, receivedAt) };
};

const reasonOf = (status: ReceiptStatus, errors: Status['errors']): string | null => {
  if (status !== 'failed') return null;
  const code = errors?.[0]?.code;
  return code === undefined ? 'cloud_api.failed' : reasonOfFailure(code);
};
