import { describe, expect, it } from 'vitest';
import { instantOf, localAt, nextOpening, openAt } from '#domain/tenancy/opening';
import { defaultHours, type Span, type WorkingHours } from '#domain/tenancy/working-hours';

const nine: Span = { from: 9 * 60, to: 17 * 60 };
const always = (...spans: Span[]): WorkingHours => ({
  enabled: true,
  week: Array.from({ length: 7 }, () => spans),
  exceptions: [],
});
const weekdays: WorkingHours = { ...defaultHours, enabled: true };
const next = (hours: WorkingHours, timeZone: string, now: string): string | null =>
  nextOpening(hours, timeZone, new Date(now))?.toISOString() ?? null;

describe('open or not', () => {
  it('goes by the clock on the wall', () => {
    expect(localAt('Asia/Dubai', new Date('2026-01-05T05:00:00Z'))).toEqual({ date: '2026-01-05', minute: 540 });
    expect(localAt('Asia/Dubai', new Date('2026-01-05T20:30:00Z'))).toEqual({ date: '2026-01-06', minute: 30 });
  });

  it('from the first minute to before the last', () => {
    const at = (minute: number) => openAt(weekdays, { date: '2026-01-05', minute });
    expect([at(539), at(540), at(1_019), at(1_020)]).toEqual([false, true, true, false]);
  });

  it('differs by weekday, and an exception goes before it', () => {
    expect(openAt(weekdays, { date: '2026-01-04', minute: 600 })).toBe(false);
    const exceptions = [
      { date: '2026-01-05', spans: [], note: 'holiday' },
      { date: '2026-01-04', spans: [nine], note: 'stocktaking' },
    ];
    expect(openAt({ ...weekdays, exceptions }, { date: '2026-01-05', minute: 600 })).toBe(false);
    expect(openAt({ ...weekdays, exceptions }, { date: '2026-01-04', minute: 600 })).toBe(true);
  });

  it('is always open without hours', () => {
    expect(openAt({ ...weekdays, enabled: false }, { date: '2026-01-04', minute: 0 })).toBe(true);
  });
});

describe('the next opening', () => {
  it('is nothing to say while people are there', () => {
    expect(next(weekdays, 'Asia/Dubai', '2026-01-05T06:00:00Z')).toBeNull();
    expect(next({ ...weekdays, enabled: false }, 'Asia/Dubai', '2026-01-04T00:00:00Z')).toBeNull();
  });

  it('is later today, tomorrow, or after the weekend', () => {
    expect(next(weekdays, 'Asia/Dubai', '2026-01-05T03:00:00Z')).toBe('2026-01-05T05:00:00.000Z');
    expect(next(weekdays, 'Asia/Dubai', '2026-01-05T14:00:00Z')).toBe('2026-01-06T05:00:00.000Z');
    expect(next(weekdays, 'Asia/Dubai', '2026-01-09T14:00:00Z')).toBe('2026-01-12T05:00:00.000Z');
  });

  it('is the second part of a day with a break', () => {
    const split = always({ from: 540, to: 720 }, { from: 960, to: 1_200 });
    expect(next(split, 'Asia/Dubai', '2026-01-05T09:00:00Z')).toBe('2026-01-05T12:00:00.000Z');
  });

  it('leaves out a holiday', () => {
    const exceptions = [{ date: '2026-01-06', spans: [], note: '' }];
    expect(next({ ...weekdays, exceptions }, 'Asia/Dubai', '2026-01-05T14:00:00Z')).toBe('2026-01-07T05:00:00.000Z');
  });

  it('is unknown where nobody ever is', () => {
    expect(next(always(), 'Asia/Dubai', '2026-01-05T14:00:00Z')).toBeNull();
  });

  it.each([
    ['the day before clocks go forward', '2026-03-27T18:00:00Z', '2026-03-28T08:00:00.000Z'],
    ['the night they go forward', '2026-03-28T18:00:00Z', '2026-03-29T07:00:00.000Z'],
    ['the day before they go back', '2026-10-23T18:00:00Z', '2026-10-24T07:00:00.000Z'],
    ['the night they go back', '2026-10-24T18:00:00Z', '2026-10-25T08:00:00.000Z'],
  ])('is nine on the wall of Berlin on %s', (_day, now, expected) => {
    expect(next(always(nine), 'Europe/Berlin', now)).toBe(expected);
  });

  it('is when the clock jumps over the opening', () => {
    // 02:00 to 03:00 does not exist in Berlin on 29 March 2026; the clock shows 03:00 at 01:00 UTC.
    expect(next(always({ from: 150, to: 600 }), 'Europe/Berlin', '2026-03-29T00:10:00Z')).toBe(
      '2026-03-29T01:00:00.000Z',
    );
    expect(next(always({ from: 130, to: 170 }), 'Europe/Berlin', '2026-03-29T00:50:00Z')).toBe(
      '2026-03-30T00:10:00.000Z',
    );
  });

  it('is the first of two half past twos', () => {
    expect(instantOf('Europe/Berlin', { date: '2026-10-25', minute: 150 }).toISOString()).toBe(
      '2026-10-25T00:30:00.000Z',
    );
    expect(next(always({ from: 150, to: 600 }), 'Europe/Berlin', '2026-10-25T00:00:00Z')).toBe(
      '2026-10-25T00:30:00.000Z',
    );
  });

  it('holds in zones of half hours and across the date line', () => {
    expect(next(always(nine), 'Asia/Kolkata', '2026-01-05T00:00:00Z')).toBe('2026-01-05T03:30:00.000Z');
    expect(next(always(nine), 'Pacific/Kiritimati', '2026-01-05T04:00:00Z')).toBe('2026-01-05T19:00:00.000Z');
    expect(next(always(nine), 'Australia/Lord_Howe', '2026-04-04T12:00:00Z')).toBe('2026-04-04T22:30:00.000Z');
  });
});
