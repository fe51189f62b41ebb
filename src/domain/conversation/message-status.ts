/**
 * What became of an outbound message. `sending`: a process claimed it and may have handed it to the provider. `unknown`: it
 * may or may not have left; it waits for the provider's word. `cancelled`: withdrawn before it left. Inbound is `received`.
 */
export const messageStatuses = [
  'received',
  'queued',
  'sending',
  'unknown',
  'sent',
  'delivered',
  'read',
  'failed',
  'cancelled',
] as const;
export type MessageStatus = (typeof messageStatuses)[number];

/** What a provider reports later. */
export type ReceiptStatus = 'sent' | 'delivered' | 'read' | 'failed';

const rank: Readonly<Record<MessageStatus, number>> = {
  received: 9,
  cancelled: 9,
  queued: 0,
  sending: 1,
  unknown: 1,
  sent: 2,
  failed: 3,
  delivered: 4,
  read: 5,
};

/**
 * The status after a receipt: never back (WA-7). Receipts come late, twice and out of order; "delivered" after "failed" is
 * true (Meta documents it), "failed" after "delivered" is not.
 */
export const afterReceipt = (current: MessageStatus, receipt: ReceiptStatus): MessageStatus =>
  rank[receipt] > rank[current] ? receipt : current;

/** Has the message surely left us? */
export const hasLeft = (status: MessageStatus): boolean => rank[status] >= 2 && rank[status] <= 5;
