import { describe, expect, it } from 'vitest';
import { type ArrivalKind, toBeAnswered } from '#domain/channel/message-age';

const linkedAt = new Date('2026-03-02T12:00:00Z');
const minutes = (count: number): Date => new Date(linkedAt.getTime() + count * 60_000);
const decide = (arrival: ArrivalKind, sentAt: Date, now: Date) => {
  const decision = toBeAnswered({ arrival, sentAt, now, linkedAt });
  return decision.answer ? 'answer' : decision.because;
};

describe('a message that arrives', () => {
  it.each([
    ['live and new', 'live', 60, 60, 'answer'],
    ['kept while we were away for a moment', 'offline_queue', 60, 89, 'answer'],
    ['just within the limit', 'offline_queue', 60, 90, 'answer'],
    ['just beyond it', 'offline_queue', 60, 90.01, 'message.too_old'],
    ['live, but on its way for an hour', 'live', 60, 120, 'message.too_old'],
    ['from history, even of this minute', 'history', 60, 60, 'message.from_history'],
    ['from history, before the link', 'history', -60, 1, 'message.from_history'],
    ['queued from before the link', 'offline_queue', -1, 1, 'message.before_link'],
    ['live from before the link', 'live', -1, 1, 'message.before_link'],
    ['seconds before the link, by another clock', 'live', -0.1, 0, 'answer'],
    ['from a clock that is ahead', 'live', 90, 60, 'answer'],
  ] as const)('%s', (_what, arrival, sentAt, now, expected) => {
    expect(decide(arrival, minutes(sentAt), minutes(now))).toBe(expected);
  });

  it('goes by other limits where they are given', () => {
    const limits = { answerWithinMs: 1_000, clockSkewMs: 0 };
    const at = (ms: number) =>
      toBeAnswered({
        arrival: 'live',
        sentAt: minutes(1),
        now: new Date(minutes(1).getTime() + ms),
        linkedAt,
        limits,
      }).answer;
    expect([at(1_000), at(1_001)]).toEqual([true, false]);
    expect(toBeAnswered({ arrival: 'live', sentAt: minutes(-0.001), now: minutes(0), linkedAt, limits }).answer).toBe(
      false,
    );
  });
});
