/**
 * In which hours of the week customers wrote: for each of the last weeks 168 digits, 1 for an hour with a message. Hours
 * and not messages, because messages come in bursts and an hour with one says as much as an hour with fifty.
 */
export type HourProfile = {
  /** The first week that was watched from its start; earlier ones say nothing. */
  readonly since: number;
  /** Newest at the end; a week in which nobody wrote is absent. */
  readonly weeks: readonly { readonly week: number; readonly hours: string }[];
};

const hourMs = 3_600_000;
const weekHours = 168;
/** Before these a number has no usual. */
const fewestWeeks = 2;
const mostWeeks = 4;
const silentWeek = '0'.repeat(weekHours);

const hourOf = (at: Date): { readonly week: number; readonly hour: number } => {
  const hours = Math.floor(at.getTime() / hourMs);
  return { week: Math.floor(hours / weekHours), hour: hours % weekHours };
};

export const newProfile = (at: Date): HourProfile => ({ since: hourOf(at).week + 1, weeks: [] });

/** A customer wrote. */
export const noteActiveHour = (profile: HourProfile, at: Date): HourProfile => {
  const { week, hour } = hourOf(at);
  const hours = profile.weeks.find((each) => each.week === week)?.hours ?? silentWeek;
  if (hours[hour] === '1') return profile;
  const marked = { week, hours: `${hours.slice(0, hour)}1${hours.slice(hour + 1)}` };
  const others = profile.weeks.filter((each) => each.week !== week && each.week >= week - mostWeeks);
  return { ...profile, weeks: [...others, marked].sort((left, right) => left.week - right.week) };
};

/**
 * How likely this hour is silent, from the same hour of the past weeks. One silent and one busy week are added to what was
 * seen, so that four busy weeks out of four make silence unlikely (1/6) and not impossible. `null`: too few weeks.
 */
const silenceOf = ({ since, weeks }: HourProfile, at: Date): number | null => {
  const { week, hour } = hourOf(at);
  const first = Math.max(since, week - mostWeeks);
  const seen = week - first;
  if (seen < fewestWeeks) return null;
  const busy = weeks.filter((each) => each.week >= first && each.week < week && each.hours[hour] === '1').length;
  return (seen - busy + 1) / (seen + 2);
};

/**
 * How likely the number's own traffic makes such a silence: the hours that lie whole within it, multiplied. 1 while there is
 * no usual to compare with. Hours of one day are not independent (a holiday silences all of them), so it is a hint to
 * look, not a finding.
 */
export const silenceLikelihood = (profile: HourProfile, lastInboundAt: Date, now: Date): number => {
  const last = Math.floor(now.getTime() / hourMs);
  const first = Math.max(Math.ceil(lastInboundAt.getTime() / hourMs), last - weekHours);
  let likelihood = 1;
  for (let hour = first; hour < last; hour += 1) likelihood *= silenceOf(profile, new Date(hour * hourMs)) ?? 1;
  return likelihood;
};
