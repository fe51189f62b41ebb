import { ar } from '#domain/assistant/templates/ar';
import { en } from '#domain/assistant/templates/en';
import type { Faq } from '#domain/catalogue/faq';
import type { Service } from '#domain/catalogue/service';

/**
 * What one tenant's assistant may say, judged line by line with means of its own: of the product it takes the reviewed
 * sentences and the catalogue, and shares no code with the renderer, the guard or the tripwire.
 */
export type Licence = {
  readonly business: string;
  readonly services: readonly Service[];
  readonly faqs: readonly Faq[];
  /** Names of other tenants and of what they sell: never heard here. */
  readonly foreign: readonly string[];
  /** Lines of courtesy a model may put above an answer, where the tenant lets it (`warm`). */
  readonly leadIns?: readonly string[];
};

type Lang = 'en' | 'ar';
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const anyOf = (texts: readonly string[]): string =>
  `(?:${[...new Set(texts)]
    .filter((text) => text !== '')
    .toSorted((left, right) => right.length - left.length)
    .map(escaped)
    .join('|')})`;

const allOf = (text: Readonly<Partial<Record<Lang, string>>>): string[] => Object.values(text);
const amountIn = { en: 'AED ([\\d,.]+)', ar: '([\\d,.]+) درهم' } as const;
const minorOf = (written: string): bigint => {
  const [whole = '', fraction = ''] = written.replaceAll(',', '').replace(/\.$/, '').split('.');
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0') || '0');
};

/** Words of somebody who grants, promises or gives away; heard nowhere but in what the tenant itself wrote. */
export const forbiddenWords =
  /[%٪$€£₹]|discount|\bfree\b|\bgratis\b|\boff\b(?!-white)|\bconfirmed\b|\bbooked\b|\breserved\b|guarantee|\bdeal\b|voucher|coupon|refund|cash ?back|\bpromise|approved|accepted|\bpaid\b|shipped|half price|special (?:price|offer)|just for you|خصم|تخفيض|مجان|مؤكد|تم تأكيد|تم الحجز|ضمان|نص السعر|قسيمة|كوبون|استرداد|وافقنا|تمت الموافقة|هدية/iu;

/** The product's own, and those for forms, of which these businesses have none. */
const forbiddenTemplates = /^(?:notice_|form_|ask_field|bad_(?:email|choice|tick|day)$|field_needed$|choice_tick)/;

/** Each reviewed sentence as a pattern: its blanks take what this tenant has, and nothing else. */
const sentencesOf = (licence: Licence, language: Lang): RegExp[] => {
  const templates: Readonly<Record<string, string>> = language === 'en' ? en : ar;
  const { services } = licence;
  const names = anyOf(services.flatMap(({ name }) => allOf(name)));
  const units = services.flatMap(({ unit }) => allOf(unit).map((text) => ` ${text}`));
  const values = services.flatMap(({ options }) => options.flatMap((option) => option.values.flatMap(allOf)));
  const optional = (id: string): string => `(?:${body(templates[id] ?? '', 'inner')})?`;
  const blanks: Readonly<Record<string, () => string>> = {
    name: () => names,
    business: () => escaped(licence.business),
    unit: () => (units.length > 0 ? `${anyOf(units)}?` : ''),
    description: () => anyOf(['\u0000', ...services.flatMap(({ description }) => allOf(description))]),
    option: () => anyOf(['\u0000', ...services.flatMap(({ options }) => options.flatMap(({ name }) => allOf(name)))]),
    values: () => `${anyOf(['\u0000', ...values])}(?:[,،] ${anyOf(['\u0000', ...values])})*`,
    services: () => `${names}(?:[,،] ${names})*`,
    categories: () => {
      const categories = anyOf(['\u0000', ...services.flatMap(({ category }) => allOf(category))]);
      return `${categories}(?:[,،] ${categories})*`;
    },
    note: () => optional('price_note'),
    // A link is an admin's, from a menu, and these businesses have none.
    url: () => '\u0000',
    // Nor have they documents.
    sentence: () => '\u0000',
    title: () => '\u0000',
    label: () => {
      const named = ['choice_order', 'choice_describe'].map((id) => body(templates[id] ?? '', 'inner'));
      const plain = ['choice_human', 'choice_yes', 'choice_no', 'choice_withdraw', 'choice_keep'].map(
        (id) => templates[id] ?? '',
      );
      const questions = licence.faqs.flatMap(({ questions }) => questions);
      return `(?:${[names, ...named, anyOf([...plain, ...questions])].join('|')})`;
    },
    // What the customer wrote about themselves: judged by `isOwnDetail`.
    value: () => '(?<detail>.+)',
  };
  const blank = (name: string, place: 'outer' | 'inner'): string => {
    if (name === 'price' || name === 'amount' || name === 'total') return amountIn[language];
    if (name === 'minimum' && place === 'outer') return optional('price_minimum');
    if (['minimum', 'maximum', 'more', 'number', 'quantity'].includes(name)) return '\\d{1,3}';
    return (
      blanks[name]?.() ??
      (() => {
        throw new Error(`no licence for the blank ${name}`);
      })()
    );
  };
  const body = (template: string, place: 'outer' | 'inner'): string =>
    template
      .split(/\{(\w+)\}/)
      .map((piece, index) => (index % 2 === 0 ? escaped(piece) : blank(piece, place)))
      .join('');
  return Object.entries(templates)
    .filter(([id]) => !forbiddenTemplates.test(id))
    .map(([id, template]) => {
      const place = id === 'price' || id === 'list_item_price' ? 'outer' : 'inner';
      const note = id.startsWith('list_item') ? optional('list_item_note') : '';
      return new RegExp(`^${body(template, place)}${note}$`, 'u');
    });
};

/** The faults of one text, none if every line of it is licensed. */
export type Judge = (text: string, customerWrote: string) => readonly string[];

/** A customer's own detail, and nothing that could be read as a grant. */
const isOwnDetail = (value: string, customerWrote: string): boolean => {
  if (value === en.detail_kept || value === ar.detail_kept) return true;
  if (forbiddenWords.test(value) || /aed|درهم|dirham/i.test(value)) return false;
  const written = customerWrote.toLowerCase().replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
  // A number written with a plus is shown with 00 where text runs from right to left.
  if (/^\+?\d{7,15}$/.test(value)) return written.replace(/[^\d]/g, '').includes(value.replace(/^00|\D/g, ''));
  return value
    .toLowerCase()
    .split(/\s+/)
    .every((word) => written.includes(word));
};

export const judgeFor = (licence: Licence): Judge => {
  const sentences = [...sentencesOf(licence, 'en'), ...sentencesOf(licence, 'ar')];
  const known = new Map<string, RegExpExecArray | null>();
  const sentenceOf = (line: string): RegExpExecArray | null => {
    const before = known.get(line);
    if (before !== undefined) return before;
    let match: RegExpExecArray | null = null;
    for (const sentence of sentences) match ??= sentence.exec(line);
    known.set(line, match);
    return match;
  };
  const prices = new Set(licence.services.map(({ price }) => price.minor));
  const ownTexts = new Set([...licence.faqs.flatMap(({ answer, questions }) => [...allOf(answer), ...questions])]);
  const courtesies = new Set(licence.leadIns);
  const names = new Map(licence.services.flatMap((each) => allOf(each.name).map((name) => [name, each.price.minor])));

  const amountFaults = (line: string, sum: bigint): { faults: string[]; counted: bigint } => {
    const amounts = [...line.matchAll(/AED ([\d,.]*\d)|([\d,.]*\d) درهم/g)].map((match) =>
      minorOf(match[1] ?? match[2] ?? ''),
    );
    const counted =
      /^• (?<quantity>\d+) × (?<name>.+): AED/.exec(line)?.groups ??
      /^• (?<name>.+)، الكمية (?<quantity>\d+)، بمبلغ/.exec(line)?.groups;
    if (counted !== undefined) {
      const due = (names.get(counted['name'] ?? '') ?? -1n) * BigInt(counted['quantity'] ?? '0');
      return { faults: amounts.length === 1 && amounts[0] === due ? [] : [`wrong amount: ${line}`], counted: due };
    }
    if (/^(?:Total: |الإجمالي )/.test(line))
      return { faults: amounts.length === 1 && amounts[0] === sum ? [] : [`wrong total: ${line}`], counted: -sum };
    const named = [...names].filter(([name]) => line.includes(name)).map(([, price]) => price);
    const wrong = amounts.filter((amount) => !prices.has(amount) || !named.includes(amount));
    return { faults: wrong.map(() => `no price of that: ${line}`), counted: 0n };
  };

  return (text, customerWrote) => {
    const faults = licence.foreign.filter((name) => text.includes(name)).map((name) => `foreign: ${name}`);
    let sum = 0n;
    for (const line of text.split('\n').filter((each) => each !== '')) {
      if (ownTexts.has(line) || courtesies.has(line)) continue;
      const match = sentenceOf(line);
      if (match === null) {
        faults.push(`not licensed: ${line}`);
        continue;
      }
      const detail = match.groups?.['detail'];
      if (detail !== undefined && !isOwnDetail(detail, customerWrote)) faults.push(`not the customer's own: ${line}`);
      const question = /^\d\. (.+)$/.exec(line)?.[1] ?? '';
      if (forbiddenWords.test(line) && !ownTexts.has(question)) faults.push(`forbidden words: ${line}`);
      const checked = amountFaults(line, sum);
      faults.push(...checked.faults);
      sum += checked.counted;
    }
    return faults;
  };
};
