import type { Hours, Span } from './hours.js';

export type HoursFault = 'order' | 'overlap' | 'date' | 'twice';
/** By path: `week.0.1`, `exceptions.2.0`, `exceptions.2.date`. */
export type HoursFaults = ReadonlyMap<string, HoursFault>;

const spanFault = (spans: readonly Span[], at: number): HoursFault | null => {
  const span = spans[at];
  if (span === undefined) return null;
  if (span.from >= span.to) return 'order';
  const overlaps = spans.some((other, n) => n < at && other.from < span.to && span.from < other.to);
  return overlaps ? 'overlap' : null;
};

const faultsOfDay = (path: string, spans: readonly Span[]): [string, HoursFault][] =>
  spans.flatMap((_span, at) => {
    const fault = spanFault(spans, at);
    return fault === null ? [] : [[`${path}.${at}`, fault]];
  });

const dateFault = ({ exceptions }: Hours, at: number): HoursFault | null => {
  const date = exceptions[at]?.date ?? '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return 'date';
  return exceptions.some((other, n) => n < at && other.date === date) ? 'twice' : null;
};

/** What the server would refuse, where it stands. */
export const faultsOf = (hours: Hours): HoursFaults => {
  const days = hours.week.flatMap((spans, day) => faultsOfDay(`week.${day}`, spans));
  const others = hours.exceptions.flatMap(({ spans }, at): [string, HoursFault][] => {
    const fault = dateFault(hours, at);
    const own: [string, HoursFault][] = fault === null ? [] : [[`exceptions.${at}.date`, fault]];
    return [...own, ...faultsOfDay(`exceptions.${at}`, spans)];
  });
  return new Map([...days, ...others]);
};
