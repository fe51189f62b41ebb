import { moneyWords } from '#domain/assistant/vocabulary';
import { withAsciiDigits, wordsOf } from '#domain/assistant/words';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { type Money, minorDigits } from '#domain/shared/money';

const left = '…';
const numbers = /\p{Nd}(?:[.,٫٬'’ ]?\p{Nd})*/gu;
const signs = /[$€£¥₹₺₽₪﷼%٪％]|د\.\s?إ/u;

const compact = (number: string): string => withAsciiDigits(number).replace(/\D/g, '');

/** 150.00 is written 150, 150.0 and 150.00; without their points these are the amounts that must not be told. */
const spellings = (minor: bigint): readonly string[] => {
  const digits = minor.toString();
  const zeros = Math.min(3, digits.length - digits.replace(/0+$/, '').length);
  return Array.from({ length: zeros + 1 }, (_, cut) => digits.slice(0, digits.length - cut)).filter(
    (text) => text !== '',
  );
};

/** The price, and what people make of it who leave out the decimals. */
const writtenAs = ({ minor, currency }: Money): readonly string[] => {
  const one = 10n ** BigInt(minorDigits(currency));
  const whole = minor / one;
  return [
    ...spellings(minor),
    ...[whole, minor % one === 0n ? whole : whole + 1n].filter((each) => each > 0n).map(String),
  ];
};

const known = new WeakMap<CatalogueSnapshot, ReadonlySet<string>>();

/** Every way to write a price of the catalogue in digits. */
export const amountsOf = (catalogue: CatalogueSnapshot): ReadonlySet<string> => {
  const before = known.get(catalogue);
  if (before !== undefined) return before;
  const amounts = new Set([...catalogue.services.values()].flatMap(({ price }) => writtenAs(price)));
  known.set(catalogue, amounts);
  return amounts;
};

const namesMoney = (text: string): boolean => signs.test(text) || wordsOf(text).some((word) => moneyWords.has(word));

/** A short text, such as a name: our own prices are taken out of it, and every number where it speaks of money. */
export const withoutAmounts = (text: string, amounts: ReadonlySet<string>): string =>
  namesMoney(text)
    ? text.replace(numbers, left)
    : text.replace(numbers, (number) => (amounts.has(compact(number)) ? left : number));

/** A longer text: sentences that speak of money are left out whole, because amounts can be written in words as well. */
export const withoutMoneySentences = (text: string, amounts: ReadonlySet<string>): string =>
  text
    .split(/(?<=[.!?؟;؛\n])\s*/u)
    .filter((sentence) => !namesMoney(sentence))
    .map((sentence) => withoutAmounts(sentence, amounts))
    .join(' ')
    .trim();

/** What was said by us may hold any price, so no number of it is passed on. */
export const withoutAnyNumber = (text: string): string => text.replace(numbers, left);
