import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterReceipt,
  hasLeft,
  type MessageStatus,
  messageStatuses,
  type ReceiptStatus,
} from '#domain/conversation/message-status';

const receipts: readonly ReceiptStatus[] = ['sent', 'delivered', 'read', 'failed'];
/** How far a message has come, by the test's own reckoning. */
const furthest = ['queued', 'sending', 'unknown', 'sent', 'failed', 'delivered', 'read'];
const rank = (status: MessageStatus): number =>
  status === 'unknown' ? furthest.indexOf('sending') : furthest.indexOf(status);

describe('the status of a message', () => {
  it('never goes back, in 10,000 interleavings of late, double and disordered receipts', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...receipts), { maxLength: 12 }), (interleaving) => {
        let status: MessageStatus = 'sending';
        for (const receipt of interleaving) {
          const next = afterReceipt(status, receipt);
          expect(rank(next)).toBeGreaterThanOrEqual(rank(status));
          status = next;
        }
        const best = Math.max(rank('sending'), ...interleaving.map(rank));
        expect(rank(status)).toBe(best);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each(['received', 'cancelled'] as const)('%s is moved by no receipt', (status) => {
    for (const receipt of receipts) expect(afterReceipt(status, receipt)).toBe(status);
  });

  it('"delivered" after "failed" is true, "failed" after "delivered" is not', () => {
    expect(afterReceipt('failed', 'delivered')).toBe('delivered');
    expect(afterReceipt('delivered', 'failed')).toBe('delivered');
  });

  it('says which messages surely left us', () => {
    expect(messageStatuses.filter(hasLeft)).toEqual(['sent', 'delivered', 'read', 'failed']);
  });
});
