import type { ReceiptStatus } from '#domain/conversation/message-status';

const statuses: ReadonlyMap<number, ReceiptStatus> = new Map([
  [-1, 'failed'],
  [1, 'sent'],
  [2, 'delivered'],
  [3, 'read'],
  // Played: a voice message that was heard.
  [4, 'read'],
]);

/** The library's number for what became of a message of ours; `null`: it still waits, or a number nobody knows. */
export const statusOf = (ack: number | undefined): ReceiptStatus | null => statuses.get(ack ?? Number.NaN) ?? null;
