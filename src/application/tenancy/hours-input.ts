import { InvalidInput, integerOf, listOf, textOf } from '#application/input';
import type { HoursException, Span, WorkingHours } from '#domain/tenancy/working-hours';

const spansOf = (field: string, raw: readonly Span[]): readonly Span[] => {
  const spans = listOf(field, raw, 6)
    .map(({ from, to }) => ({
      from: integerOf(`${field} from`, from, 0, 1_439),
      to: integerOf(`${field} to`, to, 1, 1_440),
    }))
    .sort((left, right) => left.from - right.from);
  if (spans.some(({ from, to }) => from >= to))
    throw new InvalidInput(field, 'hours end after they begin; hours over midnight are two: to 24:00 and from 00:00');
  if (spans.some(({ from }, index) => from < (spans[index - 1]?.to ?? 0)))
    throw new InvalidInput(field, 'two of these hours overlap');
  return spans;
};

const dateOf = (raw: string): string => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(raw) ? new Date(`${raw}T00:00:00Z`) : null;
  if (at === null || Number.isNaN(at.getTime()) || !at.toISOString().startsWith(raw))
    throw new InvalidInput('hours', `${raw.slice(0, 20)} is no date; write it as 2026-03-31`);
  return raw;
};

const exceptionsOf = (raw: readonly HoursException[]): readonly HoursException[] => {
  const exceptions = listOf('hours', raw, 200).map(({ date, spans, note }) => ({
    date: dateOf(date),
    spans: spansOf('hours', spans),
    note: textOf('hours', note, 120, 0),
  }));
  if (new Set(exceptions.map(({ date }) => date)).size < exceptions.length)
    throw new InvalidInput('hours', 'a day can differ in one way only');
  return exceptions.sort((left, right) => (left.date < right.date ? -1 : 1));
};

/** @throws {InvalidInput} */
export const hoursOf = ({ enabled, week, exceptions }: WorkingHours): WorkingHours => ({
  enabled,
  week: listOf('hours', week, 7, 7).map((day) => spansOf('hours', day)),
  exceptions: exceptionsOf(exceptions),
});
