import type { Span, WorkingHours } from '#domain/tenancy/working-hours';

/** A moment as the clock on a wall shows it. `minute` counts from local midnight. */
export type LocalMoment = { readonly date: string; readonly minute: number };

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** How far ahead an opening is looked for: a year has every exception somebody has planned. */
const daysAhead = 400;

/** One per zone: making one costs more than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
};

/** What a clock in the zone shows at an instant. */
export const localAt = (timeZone: string, instant: Date): LocalMoment => {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const [year = '', month = '', day = ''] = ['year', 'month', 'day'].map((type) => parts.get(type as 'year'));
  return {
    date: `${year}-${month}-${day}`,
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
};

/** The local moment as if it were UTC: for reckoning only. */
const asUtc = ({ date, minute }: LocalMoment): number => Date.parse(`${date}T00:00:00Z`) + minute * minuteMs;

/** 0 is Monday. */
const weekdayOf = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

const spansOn = ({ week, exceptions }: WorkingHours, date: string): readonly Span[] =>
  exceptions.find((each) => each.date === date)?.spans ?? week[weekdayOf(date)] ?? [];

/** Are people there at that moment of the local clock? */
export const openAt = (hours: WorkingHours, { date, minute }: LocalMoment): boolean =>
  !hours.enabled || spansOn(hours, date).some(({ from, to }) => from <= minute && minute < to);

const offsetAt = (timeZone: string, instant: number): number => {
  const minutes = Math.floor(instant / minuteMs) * minuteMs;
  return asUtc(localAt(timeZone, new Date(minutes))) - minutes;
};

/**
 * The first instant at which the local clock shows that moment or, where clocks are put forward over it, a later one of the
 * same day. A moment that comes twice counts the first time.
 */
export const instantOf = (timeZone: string, moment: LocalMoment): Date => {
  const wanted = asUtc(moment);
  const offsets = [offsetAt(timeZone, wanted - dayMs), offsetAt(timeZone, wanted + dayMs)];
  const exact = offsets
    .map((offset) => wanted - offset)
    .filter((instant) => instant + offsetAt(timeZone, instant) === wanted);
  if (exact.length > 0) return new Date(Math.min(...exact));
  // In the gap: the clock jumps over the wanted moment somewhere between these two.
  let instant = wanted - Math.max(...offsets);
  const end = wanted - Math.min(...offsets);
  while (instant < end && instant + offsetAt(timeZone, instant) < wanted) instant += minuteMs;
  return new Date(instant);
};

const nextDate = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);

/** When people are there again; `null` while they are, and when nobody knows. */
export const nextOpening = (hours: WorkingHours, timeZone: string, now: Date): Date | null => {
  const local = localAt(timeZone, now);
  if (openAt(hours, local)) return null;
  let { date } = local;
  for (let day = 0; day < daysAhead; day += 1) {
    const starts = spansOn(hours, date).map(({ from }) => instantOf(timeZone, { date, minute: from }));
    const next = starts
      .filter((start) => start > now && openAt(hours, localAt(timeZone, start)))
      .sort((left, right) => left.getTime() - right.getTime())[0];
    if (next !== undefined) return next;
    date = nextDate(date);
  }
  return null;
};
