/** A day, an hour or a part of a day that the customer named, as it stands in a cleaned text. */
export type Moment = { readonly kind: 'day' | 'hour' | 'part'; readonly start: number; readonly end: number };

const before = String.raw`(?<![\p{L}\p{M}\d])`;
const after = String.raw`(?![\p{L}\p{M}\d])`;

const weekday =
  '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?s?|(?:يوم )?(?:الاحد|الأحد|الاثنين|الإثنين|الاتنين|الثلاثاء|الثلاثا|التلات|الاربعاء|الأربعاء|الاربعا|الخميس|الجمعة|الجمعه|السبت)';
const month =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|اغسطس|سبتمبر|أكتوبر|اكتوبر|نوفمبر|ديسمبر';
const smallNumber = String.raw`\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|واحدة|وحدة|ثنتين|اثنين|ثلاثة|ثلاث|اربعة|أربعة|اربع|أربع|خمسة|خمس|ستة|ست|سبعة|سبع|ثمانية|ثمان|تسعة|تسع|عشرة|عشر`;
const arabicHour =
  'الواحدة|الثانية عشرة?|الحادية عشرة?|الثانية|الثالثة|الرابعة|الخامسة|السادسة|السابعة|الثامنة|التاسعة|العاشرة|وحدة|ثنتين|ثلاثة|ثلاث|اربعة|أربعة|اربع|أربع|خمسة|خمس|ستة|ست|سبعة|سبع|ثمانية|ثمان|تسعة|تسع|عشرة|عشر|حداعش|اثنعش|اطنعش';
const ordinal = String.raw`\d{1,2}(?:st|nd|rd|th)`;
const year = String.raw`(?:,?\s+\d{4})?`;
const dayNumber = String.raw`(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?`;
const span = 'days?|weeks?|months?|nights?|أيام|ايام|يوم|اسبوع|أسبوع|أسابيع|اسابيع';

/** Said like this it is a day wherever it stands. */
const plainDays = [
  String.raw`(?:(?:${weekday})\.?,?\s+)?(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:${month})\.?${year}`,
  String.raw`(?:(?:${weekday})\.?,?\s+)?(?:${month})\.?\s+${dayNumber}${year}`,
  String.raw`\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?`,
  String.raw`(?:the\s+)?day after tomorrow|today|tonight|tomorrow|tmrw|tmw|tomorow|a fortnight today`,
  String.raw`(?:next |this |coming |that )?(?:${weekday})(?:\s+(?:next week|in a week|coming|the \d{1,2}(?:st|nd|rd|th)|\d{1,2}(?:st|nd|rd|th)|القادم|القادمة|الجاي|الجاية))?|next week`,
  'بعد بكرة|بعد بكره|بعد غد|اليوم|الليلة|بكرة|بكره|بكرا|غدا|باكر|الاسبوع القادم|الأسبوع القادم',
];
/** These are days only to somebody who has been asked for one, or who is ordering. */
const looseDays = [
  String.raw`this (?:morning|afternoon|evening|weekend)|tonight`,
  String.raw`in (?:a|an|\d{1,2}|${smallNumber}) (?:${span})(?: time)?|(?:${smallNumber}) (?:${span}) from (?:now|today|tomorrow)|a fortnight from (?:now|today)`,
  String.raw`بعد (?:يومين|اسبوعين|أسبوعين|ساعتين|ساعة|(?:${smallNumber}) (?:${span}))`,
  `(?:${ordinal})(?: of (?:the|this|next) month)?`,
];

const partOfDay =
  '(?:in the |this |at )?(?:early )?(?:morning|afternoon|evening|night)|a\\.?m\\.?|p\\.?m\\.?|صباحا|الصبح|صباحًا|مساء|مساءً|المسا|المساء|العصر|عصرا|الظهر|ظهرا|المغرب|العشاء|بالليل|ليلا|ص|م';
/** Behind a bare number "night" counts nights. */
const spokenPart = partOfDay
  .replace('(?:in the |this |at )?(?:early )?', '(?:in the |this |at )')
  .concat('|morning|afternoon|evening');
const clock = String.raw`\d{1,2}[:.]\d{2}`;
const arabicClock = String.raw`(?:${clock}|\d{1,2}|${arabicHour})(?:\s+(?:ونصف|ونص|وربع|وثلث|الا ربع|إلا ربع|الا ثلث|إلا ثلث|و\s?\d{1,2}(?:\s+دقيقة)?))?`;

const plainHours = [
  String.raw`(?:الساعة|الساعه|ساعة)\s+${arabicClock}(?:\s+(?:${partOfDay})${after})?`,
  String.raw`(?:half|quarter|(?:5|10|15|20|25|five|ten|twenty(?: five)?)(?: minutes)?|\d{1,2} minutes) (?:past|to|before|after) (?:${clock}|${smallNumber})\s?(?:(?:${partOfDay})${after})?`,
  String.raw`(?:${clock}|\d{3,4}|\d{1,2}(?: \d{2})?)\s?(?:(?:${spokenPart})${after})\.?|(?:${clock})\s(?:night|afternoon|morning|evening)`,
  String.raw`(?:${smallNumber}) (?:in the |at )(?:morning|afternoon|evening|night)|(?:${smallNumber})\s?o'?clock(?:\s+(?:${partOfDay})${after})?|(?:${smallNumber}) ?(?:am|pm)`,
  `(?:${clock})`,
  String.raw`${arabicClock}\s+(?:صباحا|الصبح|صباحًا|مساء|مساءً|المسا|المساء|العصر|عصرا|الظهر|المغرب|بالليل|ليلا)`,
];
const looseHours = [
  'noon|midday|midnight',
  String.raw`in (?:an|a|half an|\d{1,2}|${smallNumber}) (?:hours?|minutes?)(?: time)?`,
  String.raw`(?<=(?:at|around|by|from|till|until|after|before|about|@|for around)\s)(?:\d{1,2}(?: \d{2})?|${smallNumber})(?:ish)?(?!\s*(?:people|persons?|adults?|kids?|guests?|pax|%|aed|dhs?|dirhams?|days?|weeks?|nights?|hours?|minutes?|rooms?|أشخاص|اشخاص))`,
];
/** "morning", "المسا" right behind a day or an hour. */
const partBehind = new RegExp(String.raw`^\s+(?<value>(?:${partOfDay}))${after}`, 'iu');
/** "5", "at five" right behind a day. */
const hourAfterDay = new RegExp(
  String.raw`^\s*,?\s*(?:at|around|by|after|from|@|الساعة|الساعه|ع)?\s*(?<value>(?:\d{1,2}|${smallNumber})(?:ish)?)(?![\p{L}\p{M}\d:%+/]|\s?(?:aed|dhs?|dirhams?|people|persons?|adults?|child|kids?|guests?|nights?|days?|more|pcs|x\b|\d{2}\b))`,
  'iu',
);

const compiled = (sources: readonly string[]): readonly RegExp[] =>
  sources.map((source) => new RegExp(`${before}(?:${source})${after}`, 'giu'));

const patterns = {
  plain: { day: compiled(plainDays), hour: compiled(plainHours) },
  loose: { day: compiled(looseDays), hour: compiled(looseHours) },
} as const;

const overlaps = (found: readonly Moment[], { start, end }: Moment): boolean =>
  found.some((each) => start < each.end && end > each.start);

const add = (found: Moment[], kind: Moment['kind'], text: string, expressions: readonly RegExp[]): void => {
  for (const expression of expressions)
    for (const match of text.matchAll(expression)) {
      const start = match.index;
      const moment: Moment = { kind, start, end: start + match[0].trimEnd().length };
      if (moment.end > start && !overlaps(found, moment)) found.push(moment);
    }
};

const hoursBehindDays = (found: Moment[], text: string): void => {
  for (const day of found.filter(({ kind }) => kind === 'day')) {
    const match = hourAfterDay.exec(text.slice(day.end));
    const value = match?.groups?.['value'];
    if (match === null || value === undefined) continue;
    const start = day.end + match[0].lastIndexOf(value);
    const moment: Moment = { kind: 'hour', start, end: start + value.length };
    if (!overlaps(found, moment)) found.push(moment);
  }
};

const partsBehind = (found: Moment[], text: string): void => {
  for (const { end } of [...found]) {
    const match = partBehind.exec(text.slice(end));
    if (match === null) continue;
    const moment: Moment = {
      kind: 'part',
      start: end + match[0].length - match[0].trimStart().length,
      end: end + match[0].length,
    };
    if (!overlaps(found, moment)) found.push(moment);
  }
};

/**
 * Days and hours in a cleaned text, in their order. @param isAsked whether a moment is being asked for or ordered for: then
 * "the 31st", "in three days" and "at 6" are one too.
 */
export const momentsIn = (text: string, isAsked: boolean): readonly Moment[] => {
  const found: Moment[] = [];
  add(found, 'day', text, patterns.plain.day);
  add(found, 'hour', text, patterns.plain.hour);
  hoursBehindDays(found, text);
  if (isAsked) {
    add(found, 'day', text, patterns.loose.day);
    add(found, 'hour', text, patterns.loose.hour);
  }
  partsBehind(found, text);
  return found.sort((a, b) => a.start - b.start);
};
