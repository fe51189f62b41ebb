import type { Tenant } from '../../../shared/api/types.js';

export type Hours = Tenant['hours'];
export type Span = Hours['week'][number][number];
export type Exception = Hours['exceptions'][number];

export const endOfDay = 1_440;
/** What the server keeps of one day. */
export const mostSpans = 6;
export const mostExceptions = 200;
const usual: Span = { from: 540, to: 1_020 };

/** `09:00`; the end of the day is written as midnight. */
export const clockOf = (minute: number): string => {
  const within = minute % endOfDay;
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
};

/** Minutes since midnight, or `null` while it is half typed. As an end, 00:00 is the end of the day. */
export const minuteOf = (typed: string, as: 'from' | 'to'): number | null => {
  const match = /^([01]\d|2[0-3]):([0-5]\d)/.exec(typed);
  if (match === null) return null;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return as === 'to' && minute === 0 ? endOfDay : minute;
};

/** The day with one span more, in what is left of it. */
export const withSpan = (spans: readonly Span[]): Span[] => {
  const last = spans.at(-1);
  if (last === undefined) return [usual];
  const from = Math.min(last.to + 60, endOfDay - 60);
  return [...spans, { from, to: Math.min(from + 240, endOfDay) }];
};

export type CopyTo = 'open' | 'weekdays' | 'all';

const targets: Readonly<Record<CopyTo, (week: Hours['week'], day: number) => boolean>> = {
  open: (week, day) => (week[day]?.length ?? 0) > 0,
  weekdays: (_week, day) => day < 5,
  all: () => true,
};

/** The days that would get the hours of `day`. */
export const copyTargets = (week: Hours['week'], day: number, to: CopyTo): number[] =>
  week.flatMap((_spans, each) => (each !== day && targets[to](week, each) ? [each] : []));

export const withCopies = (week: Hours['week'], day: number, to: CopyTo): Hours['week'] => {
  const days = copyTargets(week, day, to);
  return week.map((spans, each) => (days.includes(each) ? [...(week[day] ?? [])] : spans));
};
