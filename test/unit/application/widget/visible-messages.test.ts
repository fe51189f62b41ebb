import { describe, expect, it } from 'vitest';
import { isNewsAfter, settledUpTo, visibleAmong } from '#application/widget/visible-messages';
import type { Message } from '#domain/conversation/message';
import type { MessageStatus } from '#domain/conversation/message-status';

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, second));

/** Made in its second; what has left, left in the second that is said. */
const message = (seq: number, status: MessageStatus, statusSecond = seq): Message =>
  ({
    seq,
    status,
    direction: status === 'received' ? 'in' : 'out',
    createdAt: at(seq),
    statusAt: at(statusSecond),
  }) as Message;

const seqs = (messages: readonly Message[]): number[] => messages.map(({ seq }) => seq);

describe('a visitor sees', () => {
  it('their own words and what has left, never what waits, stands behind it, or was withdrawn', () => {
    const messages = [
      message(1, 'received'),
      message(2, 'sent'),
      message(3, 'cancelled'),
      message(4, 'queued'),
      message(5, 'received'),
      message(6, 'sent'),
    ];
    expect(seqs(visibleAmong(messages))).toEqual([1, 2, 5]);
    expect(settledUpTo(messages, 0)).toBe(3);
  });

  it('all of it once nothing waits any more', () => {
    const messages = [message(1, 'received'), message(2, 'read'), message(3, 'delivered')];
    expect(seqs(visibleAmong(messages))).toEqual([1, 2, 3]);
    expect(settledUpTo(messages, 0)).toBe(3);
    expect(settledUpTo([], 7)).toBe(7);
  });
});

describe('news after a number', () => {
  it('is what comes after it', () => {
    const messages = [message(1, 'received'), message(2, 'sent'), message(3, 'received')];
    expect(seqs(messages.filter((each) => isNewsAfter(2, each, messages)))).toEqual([3]);
  });

  it('is also what was held while later words were already there', () => {
    const messages = [message(1, 'received'), message(2, 'sent', 9), message(3, 'received')];
    expect(seqs(messages.filter((each) => isNewsAfter(3, each, messages)))).toEqual([2]);
  });

  it('is not what was read', () => {
    const messages = [message(1, 'received'), message(2, 'read', 9), message(3, 'received')];
    expect(messages.filter((each) => isNewsAfter(3, each, messages))).toEqual([]);
  });
});
