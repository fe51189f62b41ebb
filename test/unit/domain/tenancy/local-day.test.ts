import { describe, expect, it } from 'vitest';
import { localDay } from '#domain/tenancy/local-day';

describe('the calendar day in a time zone', () => {
  it.each([
    ['Asia/Dubai', '2026-03-31T19:59:59.999Z', '2026-03-31'],
    ['Asia/Dubai', '2026-03-31T20:00:00.000Z', '2026-04-01'],
    ['Asia/Kathmandu', '2026-03-31T18:14:59.999Z', '2026-03-31'],
    ['Asia/Kathmandu', '2026-03-31T18:15:00.000Z', '2026-04-01'],
    ['UTC', '2026-03-31T20:00:00.000Z', '2026-03-31'],
  ])('in %s at %s is %s', (timeZone, at, day) => {
    expect(localDay(new Date(at), timeZone)).toBe(day);
  });

  it('is asked for any moments in any order', () => {
    const days = ['2026-01-01T00:00:00Z', '2025-12-31T23:59:59Z', '2026-01-01T00:00:30Z'].map((at) =>
      localDay(new Date(at), 'UTC'),
    );
    expect(days).toEqual(['2026-01-01', '2025-12-31', '2026-01-01']);
  });
});
