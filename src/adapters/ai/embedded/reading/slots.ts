import type { OrderSlot } from '#domain/orders/order-slot';
import type { Collecting, FoundSlot } from './found-slot.js';
import { detailsListed } from './listed-details.js';
import { type Moment, momentsIn } from './moments.js';
import { isName, nameWord } from './names.js';

type Pattern = { readonly slot: OrderSlot; readonly regex: RegExp; readonly accepts?: (value: string) => boolean };

const streetWords =
  'villa|flat|apartment|apt|building|bldg|street|st|road|rd|tower|block|house|room|floor|avenue|near|behind|opposite|فيلا|فيلة|شقة|شقه|شارع|بناية|بنايه|برج|عمارة|عماره|قطعة رقم|منزل رقم|طابق|حي|مقابل|بجانب|خلف';
const edge = String.raw`(?<![\p{L}\d])`;
const nameEnds = String.raw`(?=\s*(?:$|[,.\n;،!|]|[ ](?:and|from|at|my|on|for|is|as|calling|speaking|tomorrow|today|tonight|و|و?رقمي|و?جوالي|و?عنواني|من|يوم|phone|mobile|tel|call|number|address|email|\d|\+)))`;
/** Single spaces only: a label of nothing but optional parts would try every way to share out a run of blanks. */
const phoneLabel = String.raw`(?:(?:(?:my|the) )?(?:phone|mobile|tel|telephone|cell|whatsapp|contact|number)(?: (?:number|no\.?|num))?(?: is)?|و?(?:رقم الجوال|رقم الهاتف|رقمي|جوالي|جوال|تلفوني|تلفون|موبايلي|موبايل|هاتفي|هاتف|الرقم)(?: هو)?) ?[:=-]? ?`;

const patterns: readonly Pattern[] = [
  { slot: 'note', regex: /(?:^|[\n,.])\s*(?:note|notes|ملاحظة|ملاحظه)\s*[:-]\s*(?<value>[^\n]{2,200})/giu },
  {
    slot: 'phone',
    regex: new RegExp(
      String.raw`(?:${edge}${phoneLabel})?(?<![\p{L}\d])(?<value>\+?\d(?:[\s().-]{0,2}\d){7,14})(?!\d)`,
      'giu',
    ),
  },
  {
    slot: 'name',
    regex: new RegExp(
      String.raw`${edge}(?:(?:under|in) the name(?: of)?|on behalf of|under(?: the reservation)?|my name is|my name's|name is|name\s*[:=]|name|i am|i'm|im|this is|it's|اسمي هو|اسمي|إسمي|انا اسمي|باسم|بإسم|الاسم\s*:?|معك|معاك|انا|أنا)\s+(?<value>${nameWord}(?:[ ]${nameWord}){0,3}?)${nameEnds}`,
      'giu',
    ),
    accepts: isName,
  },
  {
    slot: 'name',
    regex: new RegExp(
      String.raw`(?:^|[,،\n]\s*)(?<value>${nameWord}(?:[ ]${nameWord}){0,2}) (?:here|speaking)(?!\p{L})`,
      'giu',
    ),
    accepts: isName,
  },
  {
    slot: 'address',
    regex: new RegExp(
      String.raw`${edge}(?:(?:(?:my|the)\s+)?address(?:\s+is)?\s*[:=]?|i live in|i live at|deliver (?:it )?to|عنواني هو|عنواني|العنوان\s*[:=]?|ساكن في|ساكنة في|اسكن في)\s*(?<value>[^\n?؟!;]{4,120})`,
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
];

const overlaps = (found: readonly FoundSlot[], start: number, end: number): boolean =>
  found.some((each) => start < each.end && end > each.start);

const nextThing =
  /[\s,،]+(?:and (?:my|how|what|do|can)|my (?:name|phone|number)|(?:name|phone|mobile|tel|date|time|when|note|الاسم|الهاتف|الجوال|التاريخ|الموعد)\s*[:=]|phone|tel|ورقمي|رقمي|جوالي|واسمي|اسمي)(?![\p{L}])/iu;

/** An address ends where the next thing begins. */
const clipped = (value: string): string => (value.split(nextThing)[0] ?? value).replace(/[\s,.،]+$/u, '');

/** Where the first of what is already known begins within a value. */
const upTo = (found: readonly FoundSlot[], from: number, raw: string): string => {
  const next = Math.min(...found.filter((each) => each.start > from).map((each) => each.start - from), raw.length);
  return raw.slice(0, next);
};

const slotAt = ({ slot, accepts }: Pattern, match: RegExpExecArray, found: readonly FoundSlot[]): FoundSlot | null => {
  const raw = match.groups?.['value'] ?? '';
  const from = match.index + match[0].lastIndexOf(raw);
  const value = (slot === 'address' ? clipped(upTo(found, from, raw)) : raw).trim();
  const end = from + value.length;
  return value.length < (slot === 'address' ? 4 : 1) || accepts?.(value) === false
    ? null
    : { slot, value, start: match.index, end };
};

const connects = /^[\s,،]*(?:at|around|about|by|in|on|the|from|after|before|@|of|ع|في|على|من)?[\s,،]*$/iu;

/** Moments that stand together are one; those that stand apart are one value all the same: "Friday … at 5". */
const whenIn = (text: string, moments: readonly Moment[], hasDay: boolean): readonly FoundSlot[] => {
  const groups: { start: number; end: number; kinds: Set<Moment['kind']> }[] = [];
  for (const { kind, start, end } of moments) {
    const last = groups.at(-1);
    if (last !== undefined && connects.test(text.slice(last.end, start))) {
      last.end = end;
      last.kinds.add(kind);
    } else groups.push({ start, end, kinds: new Set([kind]) });
  }
  const told = groups.filter(({ kinds }) => hasDay || kinds.has('day'));
  const values = told.map(({ start, end }) => text.slice(start, end).trim());
  return told.map(({ start, end, kinds }, at) => {
    const day = told.findLastIndex((each, other) => other < at && each.kinds.has('day'));
    const isBareHour = !kinds.has('day') && day >= 0 && told[day]?.kinds.has('hour') !== true;
    const value = isBareHour ? `${values[day]} ${values[at]}` : (values[at] as string);
    return { slot: 'date', value, start: withPreposition(text, start), end };
  });
};

const withPreposition = (text: string, start: number): number =>
  start -
  (/(?:^|[\s,،])((?:(?:and\s+)?(?:date|day|time|when|التاريخ|الموعد|اليوم|الوقت)\s*[:=-]\s*)?(?:(?:on|at|by|around|for|in|ليوم|في|على)\s+)?(?:the\s+)?)$/iu.exec(
    text.slice(0, start),
  )?.[1]?.length ?? 0);

/**
 * Details in a cleaned text; of each kind the last one counts, for a customer may correct himself. Where details are being
 * collected, a bare list of them ("Sara Khan, 050…, Friday 5pm, Dubai Marina") is read too.
 */
export const slotsIn = (text: string, collecting: Collecting): readonly FoundSlot[] => {
  const found: FoundSlot[] = [];
  const add = (slot: FoundSlot): void => {
    if (!overlaps(found, slot.start, slot.end)) found.push(slot);
  };
  const [notes, phones, ...others] = patterns.map((pattern) => ({ pattern, all: pattern.regex }));
  const search = (each: typeof notes): void => {
    if (each === undefined) return;
    for (const match of text.matchAll(each.all)) {
      const slot = slotAt(each.pattern, match, found);
      if (slot !== null) add(slot);
    }
  };
  search(notes);
  search(phones);
  const isOpen = collecting.isOpen || found.some(({ slot }) => slot === 'phone');
  for (const when of whenIn(text, momentsIn(text, isOpen), isOpen)) add(when);
  for (const each of others) search(each);
  const listed = isOpen ? detailsListed(text, found, collecting) : [];
  return [...found.filter((each) => !overlaps(listed, each.start, each.end)), ...listed].sort(
    (a, b) => a.start - b.start,
  );
};
