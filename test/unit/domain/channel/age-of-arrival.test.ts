import { describe, expect, it } from 'vitest';
import { ageOf, lateAfterMs } from '#domain/channel/message-age';

const now = new Date('2026-01-15T09:00:00Z');
const ago = (ms: number): Date => new Date(now.getTime() - ms);
const linkedAt = ago(24 * 60 * 60_000);

describe('how old a message is', () => {
  it.each([
    ['live', 0, 'fresh'],
    ['live', 5 * lateAfterMs, 'fresh'],
    ['offline', 0, 'fresh'],
    ['offline', lateAfterMs, 'fresh'],
    ['offline', lateAfterMs + 1, 'late'],
    ['offline', 24 * 60 * 60_000, 'late'],
    // WhatsApp's clock is another one: ten seconds are no difference.
    ['offline', 24 * 60 * 60_000 + 10_001, 'history'],
    ['history', 0, 'history'],
  ] as const)('%s, written %d ms ago, is %s', (arrival, ms, age) => {
    expect(ageOf(arrival, ago(ms), linkedAt, now)).toBe(age);
  });

  it('is not asked of the sender’s clock when it goes ahead', () => {
    expect(ageOf('offline', ago(-60_000), linkedAt, now)).toBe('fresh');
  });
});
