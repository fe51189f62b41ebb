import type { OrderSlot } from '#domain/orders/order-slot';
import { fold } from '#domain/understanding/text/clean';
import { stem } from '#domain/understanding/text/stem';
import { phraseBook } from '../lexicon/phrase-book.js';

/** A value the customer gave for the order, and where it stands in the cleaned text. Validated by the domain, not here. */
export type FoundSlot = {
  readonly slot: OrderSlot;
  readonly value: string;
  readonly start: number;
  readonly end: number;
};

type Pattern = { readonly slot: OrderSlot; readonly regex: RegExp; readonly accepts?: (value: string) => boolean };

/** A name is not a word that means something else here: "I'm interested", "انا محتاجة". */
const isName = (value: string): boolean =>
  value.split(/\s+/u).every((part) => {
    const word = fold(part);
    return !phraseBook.isFiller(word) && phraseBook.find(word, stem(word)) === null && phraseBook.number(word) === null;
  });

const nameWord = String.raw`\p{L}[\p{L}\p{M}'-]*`;
const streetWords =
  'villa|flat|apartment|apt|building|bldg|street|st|road|rd|tower|block|house|room|floor|avenue|near|behind|opposite|فيلا|فيلة|شقة|شقه|شارع|بناية|بنايه|برج|عمارة|عماره|قطعة رقم|منزل رقم|طابق|حي|مقابل|بجانب|خلف';
const day =
  'today|tonight|tomorrow|tmrw|tmw|day after tomorrow|(?:next |this |on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|next week|اليوم|الليلة|بكرة|بكره|بكرا|غدا|باكر|بعد بكرة|بعد بكره|بعد غد|(?:يوم )?(?:الاحد|الأحد|الاثنين|الإثنين|الثلاثاء|الثلاثا|الاربعاء|الأربعاء|الخميس|الجمعة|الجمعه|السبت)(?: القادم| الجاي)?';
const clock = String.raw`(?:\s*(?:at|around|by|morning|afternoon|evening|الساعة|الساعه|صباحا|الصبح|مساء|المسا|العصر|الظهر|\d{1,2}(?::\d{2})?\s*(?:am|pm|ص|م)?(?![\p{L}\d])))*`;
const month =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|اغسطس|سبتمبر|أكتوبر|اكتوبر|نوفمبر|ديسمبر';
const edge = String.raw`(?<![\p{L}\d])`;

const patterns: readonly Pattern[] = [
  { slot: 'note', regex: /(?:^|[\n,.])\s*(?:note|notes|ملاحظة|ملاحظه)\s*[:-]\s*(?<value>[^\n]{2,200})/giu },
  { slot: 'phone', regex: /(?<![\p{L}\d])(?<value>\+?\d(?:[\s().-]{0,2}\d){7,14})(?!\d)/gu },
  {
    slot: 'name',
    regex: new RegExp(
      String.raw`${edge}(?:my name is|my name's|name is|name\s*[:=]|i am|i'm|im|this is|اسمي هو|اسمي|إسمي|انا اسمي|الاسم\s*:?|معك|معاك|انا|أنا)\s+(?<value>${nameWord}(?:[ ]${nameWord}){0,2}?)(?=\s*(?:$|[,.\n;،!]|[ ](?:and|from|at|my|from|و|و?رقمي|و?عنواني|من|phone|tel|\d|\+)))`,
      'giu',
    ),
    accepts: isName,
  },
  {
    slot: 'address',
    regex: new RegExp(
      String.raw`${edge}(?:my address is|address is|address\s*[:=]|the address\s*[:=]?|i live in|i live at|deliver (?:it )?to|عنواني هو|عنواني|العنوان\s*[:=]|ساكن في|ساكنة في|اسكن في)\s*(?<value>[^\n?؟!;]{4,120})`,
      'giu',
    ),
  },
  {
    slot: 'address',
    regex: new RegExp(
      String.raw`${edge}(?<value>(?:${streetWords})\s+(?:no\.?\s*|رقم\s*)?[\p{L}\d][^\n?؟!;]{2,120})`,
      'giu',
    ),
    accepts: (value) => /\d/u.test(value),
  },
  { slot: 'date', regex: new RegExp(String.raw`${edge}(?<value>(?:${day})(?![\p{L}\d])${clock})`, 'giu') },
  {
    slot: 'date',
    regex: new RegExp(
      String.raw`${edge}(?<value>\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:${month})(?:\s+\d{4})?|(?:${month})\s+\d{1,2}(?:st|nd|rd|th)?|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?)(?![\p{L}\d])${clock}`,
      'giu',
    ),
  },
];

const overlaps = (found: readonly FoundSlot[], start: number, end: number): boolean =>
  found.some((each) => start < each.end && end > each.start);

/** An address ends where the next thing begins. */
const clipped = (value: string): string =>
  (
    value.split(
      /\s+(?:and (?:my|how|what|do|can)|my (?:name|phone|number)|phone|tel|tomorrow|today|بكرة|غدا|ورقمي|رقمي|واسمي|اسمي)(?![\p{L}])/iu,
    )[0] ?? value
  ).replace(/[\s,.،]+$/u, '');

const slotAt = ({ slot, accepts }: Pattern, match: RegExpExecArray): FoundSlot | null => {
  const raw = match.groups?.['value'] ?? '';
  const value = (slot === 'address' ? clipped(raw) : raw).trim();
  const end = match.index + match[0].indexOf(raw) + value.length;
  return value === '' || accepts?.(value) === false ? null : { slot, value, start: match.index, end };
};

/** Details in a cleaned text; of each kind the last one counts, for a customer may correct himself. */
export const slotsIn = (text: string): readonly FoundSlot[] =>
  patterns
    .flatMap((pattern) => [...text.matchAll(pattern.regex)].flatMap((match) => slotAt(pattern, match) ?? []))
    .reduce<FoundSlot[]>((found, slot) => {
      if (!overlaps(found, slot.start, slot.end)) found.push(slot);
      return found;
    }, [])
    .sort((a, b) => a.start - b.start);
