import { normalised, withAsciiDigits } from '#domain/assistant/words';

/** A day found in a text, and where it stands in it. */
export type FoundDate = { readonly day: string; readonly start: number; readonly end: number };

const monthNames: readonly string[] = [
  'january jan يناير كانون_الثاني',
  'february feb فبراير شباط',
  'march mar مارس آذار',
  'april apr ابريل نيسان',
  'may مايو ايار',
  'june jun يونيو حزيران',
  'july jul يوليو تموز',
  'august aug اغسطس آب',
  'september sep sept سبتمبر ايلول',
  'october oct اكتوبر تشرين_الاول',
  'november nov نوفمبر تشرين_الثاني',
  'december dec ديسمبر كانون_الاول',
];
const weekdayNames: readonly string[] = [
  'sunday sun الاحد',
  'monday mon الاثنين',
  'tuesday tue tues الثلاثاء',
  'wednesday wed الاربعاء',
  'thursday thu thurs الخميس',
  'friday fri الجمعه',
  'saturday sat السبت',
];
const nearNames: readonly string[] = ['today اليوم', 'tomorrow غدا بكره بكرا', 'overmorrow بعد_غد بعد_بكره'];

const placesOf = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(names.flatMap((line, at) => line.split(' ').map((name) => [normalised(name.replaceAll('_', ' ')), at])));
const months = placesOf(monthNames);
const weekdays = placesOf(weekdayNames);
const near = placesOf(nearNames);

const dayMs = 86_400_000;
const isoOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const dayOf = (year: number, month: number, day: number): string | null => {
  const at = Date.UTC(year, month - 1, day);
  const made = new Date(at);
  return made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day
    ? isoOf(at)
    : null;
};

const yearOf = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));

/** The next time that day comes, today included; without a today nobody knows. */
const withoutYear = (month: number, day: number, today: string | undefined): string | null => {
  if (today === undefined) return null;
  const year = Number(today.slice(0, 4));
  const thisYear = dayOf(year, month, day);
  return thisYear !== null && thisYear >= today ? thisYear : dayOf(year + 1, month, day);
};

type Reader = { readonly form: RegExp; read(match: RegExpMatchArray, today: string | undefined): string | null };

const named = (day: string, month: string, year: string | undefined, today: string | undefined): string | null => {
  const at = months.get(normalised(month));
  if (at === undefined) return null;
  return year === undefined ? withoutYear(at + 1, Number(day), today) : dayOf(yearOf(year), at + 1, Number(day));
};

/** Days away from today: "tomorrow", "on Friday", which is the next one and never today. */
const daysAhead = (word: string, today: string): number | null => {
  const ahead = near.get(word);
  if (ahead !== undefined) return ahead;
  const weekday = weekdays.get(word);
  if (weekday === undefined) return null;
  const now = new Date(`${today}T00:00:00Z`).getUTCDay();
  return ((weekday - now + 6) % 7) + 1;
};

const month = String.raw`(\p{L}{3,12}(?: (?:الثاني|الاول|الأول))?)`;
const tail = String.raw`(?![\p{L}\p{Nd}])`;
const readers: readonly Reader[] = [
  {
    form: new RegExp(String.raw`(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${tail}`, 'u'),
    read: ([, year = '', of = '', day = '']) => dayOf(Number(year), Number(of), Number(day)),
  },
  {
    // Day first, as it is written where our businesses are; where that is no day, month first.
    form: new RegExp(String.raw`(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})${tail}`, 'u'),
    read: ([, one = '', two = '', year = '']) =>
      dayOf(yearOf(year), Number(two), Number(one)) ?? dayOf(yearOf(year), Number(one), Number(two)),
  },
  {
    form: new RegExp(String.raw`(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]+${month}(?:,?[ -]+(\d{4}))?${tail}`, 'iu'),
    read: ([, day = '', of = '', year], today) => named(day, of, year, today),
  },
  {
    form: new RegExp(String.raw`(?<!\p{L})${month} (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?${tail}`, 'iu'),
    read: ([, of = '', day = '', year], today) => named(day, of, year, today),
  },
];

const relative =
  /(?<!\p{L})(?:the )?day after tomorrow(?!\p{L})|(?<!\p{L})بعد (?:غد|بكرة|بكره|بكرا)(?!\p{L})|\p{L}+/giu;

const relativeIn = (text: string, today: string | undefined): FoundDate | null => {
  if (today === undefined) return null;
  for (const match of text.matchAll(relative)) {
    const isPhrase = match[0].includes(' ');
    const ahead = isPhrase ? 2 : daysAhead(normalised(match[0]), today);
    if (ahead === null) continue;
    const day = isoOf(Date.parse(`${today}T00:00:00Z`) + ahead * dayMs);
    return { day, start: match.index, end: match.index + match[0].length };
  }
  return null;
};

/**
 * The first day a text names, as `2026-03-31`: in figures of any script, by the month's name, or told from today. Positions are
 * those of the text with ASCII digits, which is as long as the text was unless it held compatibility forms.
 */
export const dateIn = (raw: string, today: string | undefined): FoundDate | null => {
  const text = withAsciiDigits(raw);
  for (const { form, read } of readers) {
    const match = form.exec(text);
    const day = match === null ? null : read(match, today);
    if (match !== null && day !== null) return { day, start: match.index, end: match.index + match[0].length };
  }
  return relativeIn(text, today);
};
