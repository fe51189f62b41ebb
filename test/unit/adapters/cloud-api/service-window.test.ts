import { describe, expect, it } from 'vitest';
import { isWindowOpen } from '#adapters/channels/cloud-api/service-window';

const wroteAt = new Date('2026-03-01T12:00:00.000Z');
const later = (ms: number): Date => new Date(wroteAt.getTime() + ms);
const limitMs = (23 * 60 + 55) * 60_000;

describe('the customer service window', () => {
  it('is open until a second before 23 h 55 min, and shut from then on', () => {
    expect(isWindowOpen(wroteAt, later(0))).toBe(true);
    expect(isWindowOpen(wroteAt, later(limitMs - 1_000))).toBe(true);
    expect(isWindowOpen(wroteAt, later(limitMs - 1))).toBe(true);
    expect(isWindowOpen(wroteAt, later(limitMs))).toBe(false);
    expect(isWindowOpen(wroteAt, later(limitMs + 1_000))).toBe(false);
    expect(isWindowOpen(wroteAt, later(10 * limitMs))).toBe(false);
  });

  it('never opened for who never wrote', () => {
    expect(isWindowOpen(null, wroteAt)).toBe(false);
  });

  it('is open when our clock stepped back behind the last message', () => {
    expect(isWindowOpen(wroteAt, later(-5_000))).toBe(true);
  });
});
