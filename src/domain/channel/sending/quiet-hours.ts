import type { PacingRule } from '#domain/channel/sending/pacing-context';
import { instantOf, localAt } from '#domain/tenancy/opening';

const dayMinutes = 1_440;

/** The assistant is silent at night. A person who writes then means it. */
export const quietHours: PacingRule = ({ policy, message }, at) => {
  const hours = policy.rules.quietHours;
  if (hours === null || message.by === 'person') return null;
  const { from, to, timeZone } = hours;
  const { date, minute } = localAt(timeZone, new Date(at));
  const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!isQuiet) return null;
  // Minutes beyond a day are the next date's.
  const end = minute < to ? to : to + dayMinutes;
  return { at: instantOf(timeZone, { date, minute: end }).getTime(), reason: 'pacing.quiet_hours' };
};
