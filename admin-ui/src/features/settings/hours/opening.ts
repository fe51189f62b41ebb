import type { Hours, Span } from './hours.js';

/** A moment as a clock on the wall there shows it. */
export type LocalMoment = { readonly date: string; readonly minute: number };

export type Opening =
  | { readonly kind: 'always' }
  /** `until`: null where it goes on beyond a week. */
  | { readonly kind: 'open'; readonly until: LocalMoment | null }
  | { readonly kind: 'closed'; readonly opens: LocalMoment | null };

const dayMs = 86_400_000;
/** As far as the server looks. */
const daysAhead = 400;

/** What a clock in the zone shows. */
export const localAt = (timeZone: string, instantMs: number): LocalMoment => {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(instantMs);
  const [date = '', time = ''] = text.split(' ');
  const [hour, minute] = time.split(':').map(Number);
  return { date, minute: (hour ?? 0) * 60 + (minute ?? 0) };
};

export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** 0 is Monday. */
const weekdayOf = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

const spansOn = ({ week, exceptions }: Hours, date: string): readonly Span[] =>
  exceptions.find((each) => each.date === date)?.spans ?? week[weekdayOf(date)] ?? [];

/** Hours that go on after midnight are two spans that touch. */
const closingOf = (hours: Hours, from: LocalMoment): LocalMoment | null => {
  let { date, minute } = from;
  for (let steps = 0; steps < 60; steps += 1) {
    const at = minute;
    const span = spansOn(hours, date).find((each) => each.from <= at && at < each.to);
    if (span === undefined) return { date, minute };
    minute = span.to;
    if (minute < 1_440) continue;
    date = dayAfter(date, 1);
    minute = 0;
  }
  return null;
};

const openingAfter = (hours: Hours, now: LocalMoment): LocalMoment | null => {
  for (let day = 0; day < daysAhead; day += 1) {
    const date = dayAfter(now.date, day);
    const starts = spansOn(hours, date)
      .map(({ from }) => from)
      .filter((from) => day > 0 || from > now.minute);
    if (starts.length > 0) return { date, minute: Math.min(...starts) };
  }
  return null;
};

/** How it stands now, and what comes next, by the hours as they are being typed. */
export const openingAt = (hours: Hours, now: LocalMoment): Opening => {
  if (!hours.enabled) return { kind: 'always' };
  const isOpen = spansOn(hours, now.date).some(({ from, to }) => from <= now.minute && now.minute < to);
  return isOpen ? { kind: 'open', until: closingOf(hours, now) } : { kind: 'closed', opens: openingAfter(hours, now) };
};
