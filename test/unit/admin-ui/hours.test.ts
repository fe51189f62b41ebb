import { describe, expect, it } from 'vitest';
import {
  clockOf,
  copyTargets,
  type Hours,
  minuteOf,
  withCopies,
  withSpan,
} from '../../../admin-ui/src/features/settings/hours/hours.js';
import { faultsOf } from '../../../admin-ui/src/features/settings/hours/hours-faults.js';
import { localAt, openingAt } from '../../../admin-ui/src/features/settings/hours/opening.js';

const day = { from: 540, to: 1_020 };
const hours = (changes: Partial<Hours> = {}): Hours => ({
  enabled: true,
  week: [[day], [day], [day], [day], [day], [], []],
  exceptions: [],
  ...changes,
});
const monday = '2026-11-23';

describe('times as they are typed', () => {
  it('are minutes, and midnight ends a day', () => {
    expect(minuteOf('09:30', 'from')).toBe(570);
    expect(minuteOf('00:00', 'from')).toBe(0);
    expect(minuteOf('00:00', 'to')).toBe(1_440);
    expect(minuteOf('', 'from')).toBeNull();
    expect(minuteOf('24:00', 'to')).toBeNull();
    expect(clockOf(1_440)).toBe('00:00');
    expect(clockOf(570)).toBe('09:30');
  });
});

describe('the week', () => {
  it('grows by hours that fit after the last ones', () => {
    expect(withSpan([])).toEqual([day]);
    expect(withSpan([day])).toEqual([day, { from: 1_080, to: 1_320 }]);
    expect(faultsOf(hours({ week: [withSpan([{ from: 0, to: 1_300 }]), [], [], [], [], [], []] })).size).toBe(0);
  });

  it('copies a day to the open days, to Monday till Friday, or to all', () => {
    const { week } = hours();
    expect(copyTargets(week, 0, 'open')).toEqual([1, 2, 3, 4]);
    expect(copyTargets(week, 5, 'weekdays')).toEqual([0, 1, 2, 3, 4]);
    expect(copyTargets(week, 0, 'all')).toEqual([1, 2, 3, 4, 5, 6]);
    expect(withCopies(week, 5, 'weekdays').slice(0, 5)).toEqual([[], [], [], [], []]);
  });

  it('says where its faults are', () => {
    const faulty = hours({
      week: [[day, { from: 1_000, to: 1_100 }], [{ from: 600, to: 600 }], [], [], [], [], []],
      exceptions: [
        { date: '', spans: [], note: '' },
        { date: monday, spans: [{ from: 700, to: 600 }], note: '' },
        { date: monday, spans: [], note: '' },
      ],
    });
    expect([...faultsOf(faulty)]).toEqual([
      ['week.0.1', 'overlap'],
      ['week.1.0', 'order'],
      ['exceptions.0.date', 'date'],
      ['exceptions.1.0', 'order'],
      ['exceptions.2.date', 'twice'],
    ]);
    expect(faultsOf(hours()).size).toBe(0);
  });
});

describe('open now', () => {
  it('reads the clock of the business, not of the browser', () => {
    const at = Date.parse('2026-11-22T21:30:00Z');
    expect(localAt('Asia/Dubai', at)).toEqual({ date: monday, minute: 90 });
    expect(localAt('UTC', at)).toEqual({ date: '2026-11-22', minute: 1_290 });
  });

  it('knows until when, and when again', () => {
    expect(openingAt(hours(), { date: monday, minute: 600 })).toEqual({
      kind: 'open',
      until: { date: monday, minute: 1_020 },
    });
    expect(openingAt(hours(), { date: monday, minute: 1_020 })).toEqual({
      kind: 'closed',
      opens: { date: '2026-11-24', minute: 540 },
    });
    expect(openingAt(hours({ enabled: false }), { date: monday, minute: 0 })).toEqual({ kind: 'always' });
  });

  it('passes a weekend and a holiday', () => {
    const holiday = hours({ exceptions: [{ date: '2026-11-30', spans: [], note: '' }] });
    expect(openingAt(holiday, { date: '2026-11-27', minute: 1_200 })).toEqual({
      kind: 'closed',
      opens: { date: '2026-12-01', minute: 540 },
    });
  });

  it('goes on over midnight, and for ever where it never ends', () => {
    const late = hours({ week: [[{ from: 1_200, to: 1_440 }], [{ from: 0, to: 120 }], [], [], [], [], []] });
    expect(openingAt(late, { date: monday, minute: 1_300 })).toEqual({
      kind: 'open',
      until: { date: '2026-11-24', minute: 120 },
    });
    const round = hours({ week: Array.from({ length: 7 }, () => [{ from: 0, to: 1_440 }]) });
    expect(openingAt(round, { date: monday, minute: 5 })).toEqual({ kind: 'open', until: null });
    const never = hours({ week: [[], [], [], [], [], [], []] });
    expect(openingAt(never, { date: monday, minute: 5 })).toEqual({ kind: 'closed', opens: null });
  });
});
