import { normalised, withAsciiDigits } from '#domain/assistant/words';
import type { Service } from '#domain/catalogue/service';
import { amountsIn, type StatedAmount } from '#domain/knowledge/amounts';
import { splitSentences } from '#domain/knowledge/split-sentences';
import type { ServiceId } from '#domain/shared/ids';
import { allTexts } from '#domain/shared/language';
import { type Currency, Money } from '#domain/shared/money';

/** A text says an amount beside a service's name that is not its price. */
export type Conflict = {
  /** Names this finding: another amount, or another price, is another finding. */
  readonly key: string;
  readonly service: ServiceId;
  readonly says: Money;
  readonly price: Money;
  /** The sentence that says so. */
  readonly text: string;
};

type Named = { readonly service: Service; readonly start: number; readonly end: number };

/** An amount that is said to be something else than what the service costs. */
const otherAmount =
  /\b(?:deliver\p{L}*|shipping|deposit|fine|cancel\p{L}*|no[- ]show|minimum|parking|extra|additional|tip|gift card|vouchers?|worth|per (?:km|kilomet\p{L}*)|late|transport\p{L}*|visit fee|call[- ]out|inspection|above|over|under|below|less than|more than|orders? (?:of|over|above))\b|توصيل|شحن|عربون|الغاء|غرامه|الحد الادنى|اضافي|موقف|اكثر من|اقل من|فوق|نقل|معاينه|قسيمه/iu;

/** Same length as the text, so that places in one are places in the other. */
const comparable = (text: string): string =>
  withAsciiDigits(text)
    .toLowerCase()
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/ى/gu, 'ي')
    .replace(/ة/gu, 'ه');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A name as a pattern: any spaces and signs between its words, the article and a plural left open. */
const patternOf = (name: string): string =>
  normalised(name)
    .split(' ')
    .map((word) => `(?:ال|بال|لل)?${escaped(word.replace(/^ال(?=\p{L}{3})/u, ''))}`)
    .join('[^\\p{L}\\p{N}]+');

type Finder = { readonly service: Service; readonly name: string; pattern: RegExp | null };

const withoutArticle = (word: string): string => word.replace(/^(?:وال|بال|كال|فال|لل|ال)(?=\p{L}{2})/u, '');

/** A word of a text as names may have it: without the article, in the plural or not. */
const formsOf = (word: string): readonly string[] => [
  withoutArticle(word),
  ...['s', 'es'].filter((ending) => word.endsWith(ending)).map((ending) => word.slice(0, -ending.length)),
];

/** By its longest word, so that a text is held against the few names it could hold. */
const byWord = (services: readonly Service[]): ReadonlyMap<string, readonly Finder[]> => {
  const finders = new Map<string, Finder[]>();
  for (const service of services)
    for (const name of [...allTexts(service.name), ...service.aliases].map(normalised)) {
      // A name of two letters would be found everywhere.
      if (name.length < 3) continue;
      const [longest = ''] = name
        .split(' ')
        .map(withoutArticle)
        .sort((a, b) => b.length - a.length);
      finders.set(longest, [...(finders.get(longest) ?? []), { service, name, pattern: null }]);
    }
  return finders;
};

const patternIn = (finder: Finder): RegExp => {
  finder.pattern ??= new RegExp(`(?<![\\p{L}\\p{N}])${patternOf(finder.name)}(?:s|es)?(?![\\p{L}\\p{N}])`, 'giu');
  return finder.pattern;
};

/** Built once for many texts. */
export const conflictFinder = (services: readonly Service[], currency: Currency) => {
  const finders = byWord(services);
  return (text: string): readonly Conflict[] =>
    splitSentences(text).flatMap((sentence) => {
      const amounts = amountsIn(sentence, currency);
      if (amounts.length === 0) return [];
      const words = new Set(normalised(sentence).split(' ').flatMap(formsOf));
      const near = [...words].flatMap((word) => finders.get(word) ?? []).sort((x, y) => y.name.length - x.name.length);
      return conflictsIn(sentence, amounts, near, currency);
    });
};

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;

/** The services a sentence names; the longest name counts where two would fit. */
const namedIn = (text: string, finders: readonly Finder[]): readonly Named[] => {
  const found: Named[] = [];
  for (const finder of finders)
    for (const match of text.matchAll(patternIn(finder))) {
      const place = { service: finder.service, start: match.index, end: match.index + match[0].length };
      if (!found.some((other) => overlaps(other, place))) found.push(place);
    }
  return found;
};

const gap = (amount: StatedAmount, place: Named): number =>
  amount.start >= place.end ? amount.start - place.end : place.start - amount.end;

/** What stands between the two, just after the amount, and at the head of their clause: there an amount says what it is for. */
const around = (text: string, amount: StatedAmount, place: Named): string => {
  const first = Math.min(amount.start, place.start);
  const clause = Math.max(...['.', ',', ';', '،', '؛', ':'].map((sign) => text.lastIndexOf(sign, first - 1))) + 1;
  const head = text.slice(clause, first).trim().split(' ').slice(0, 2).join(' ');
  const between = text.slice(Math.min(amount.end, place.end), Math.max(amount.start, place.start));
  const [tail = ''] = text.slice(amount.end, amount.end + 24).split(/[.,;،؛:]/);
  return `${head} | ${between} | ${tail}`;
};

/** "3 sofas: AED 540": a whole number of them, and the number is said. */
const isSeveral = (text: string, says: bigint, price: bigint): boolean => {
  if (price === 0n || says % price !== 0n) return false;
  const times = says / price;
  return times > 1n && new RegExp(`(?<![\\d.,])${times}(?![\\d.,])`).test(text);
};

const conflictsIn = (
  sentence: string,
  amounts: readonly StatedAmount[],
  finders: readonly Finder[],
  currency: Currency,
): readonly Conflict[] => {
  const text = comparable(sentence);
  const named = namedIn(text, finders);
  return amounts.flatMap((amount) => {
    const [nearest] = [...named].sort((a, b) => gap(amount, a) - gap(amount, b));
    if (nearest === undefined || isSameElsewhere(amount, named)) return [];
    const { id, price } = nearest.service;
    if (
      otherAmount.test(around(text, amount, nearest)) ||
      isSeveral(text.slice(0, amount.start), amount.minor, price.minor)
    )
      return [];
    const key = `${id}:${amount.minor}:${price.minor}`;
    return [{ key, service: id, says: Money.of(amount.minor, currency), price, text: sentence }];
  });
};

/** The price of one service the sentence names, in whatever order it lists them. */
const isSameElsewhere = (amount: StatedAmount, named: readonly Named[]): boolean =>
  named.some(({ service }) => service.price.minor === amount.minor);
