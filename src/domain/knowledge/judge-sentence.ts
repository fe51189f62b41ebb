import { normalised, withAsciiDigits } from '#domain/assistant/words';
import type { DocumentBlock } from '#domain/knowledge/document-block';
import { leansOnAnother } from '#domain/knowledge/leaning';
import type { UnquotableReason } from '#domain/knowledge/sentence';
import { contact, discount, instruction, money, promise } from '#domain/knowledge/unquotable-words';
import type { Language } from '#domain/shared/language';

const longest = 300;
const fewestWords = 3;

/** Characters that change what a text says without a reader seeing it, and what is left of broken ones. */
const unseen = /[\p{Cf}\p{Co}\p{Cs}\p{Cn}\uFFFD\u115F\u1160\u3164\u2800]|(?![\t\n\r])\p{Cc}/u;
const joiners = /\u200C|\u200D|\u00AD|\uFEFF/gu;
/** A word of two writings is dressed up as another: Cyrillic "о" in "discоunt". */
const mixedWord =
  /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u;
/** Letters and digits in fancy dress, keycaps and the hundred sign. */
const fancy = /[\u{1D400}-\u{1D7FF}\u{1F100}-\u{1F1FF}\u2460-\u24FF\u{1F4AF}²³¹⁰-₉]|\p{Me}|&#?\w+;/u;

const isHidden = (text: string): boolean =>
  unseen.test(text.replace(joiners, '')) || mixedWord.test(text) || fancy.test(text);

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** The writing most of its letters are in; `null`: neither of those the assistant answers in. */
export const languageOf = (text: string): Language | null => {
  const arabic = countOf(text, /\p{Script=Arabic}/gu);
  const latin = countOf(text, /\p{Script=Latin}/gu);
  const other = countOf(text, /\p{L}/gu) - arabic - latin;
  if (arabic + latin === 0 || other > arabic + latin) return null;
  return arabic > latin ? 'ar' : 'en';
};

const balanced = (text: string): boolean =>
  countOf(text, /\(/gu) === countOf(text, /\)/gu) &&
  countOf(text, /\[/gu) === countOf(text, /\]/gu) &&
  countOf(text, /"/gu) % 2 === 0 &&
  countOf(text, /“/gu) === countOf(text, /”/gu);

const isWhole = (text: string): boolean =>
  /^[\p{Lu}\p{Lo}\p{N}"“(]/u.test(text) &&
  /[.!۔]["”’)\]]*$/u.test(text) &&
  !/(?:\.\.|…)/u.test(text) &&
  balanced(text) &&
  normalised(text).split(' ').length >= fewestWords;

type Judged = Pick<DocumentBlock, 'kind' | 'hidden'> & { readonly text: string };
type Check = readonly [UnquotableReason, (sentence: Judged) => boolean];

/** Compared as a reader reads it: digits of any script, Arabic spellings folded, case aside. */
const folded = (text: string): string =>
  withAsciiDigits(text)
    .replace(/[\p{Mn}ـ]/gu, '')
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/ى/gu, 'ي')
    .replace(/ة/gu, 'ه');

/** The first that holds is the reason; what endangers most is looked for first. */
const checks: readonly Check[] = [
  ['hidden', ({ hidden, text }) => hidden || isHidden(text)],
  ['instruction', ({ text }) => instruction(folded(text))],
  ['money', ({ text }) => money(folded(text))],
  ['discount', ({ text }) => discount(folded(text))],
  ['promise', ({ text }) => promise(folded(text))],
  ['contact', ({ text }) => contact(folded(text))],
  ['heading', ({ kind }) => kind === 'heading'],
  ['table', ({ kind }) => kind === 'cell'],
  ['language', ({ text }) => languageOf(text) === null],
  ['question', ({ text }) => /[?؟]["”’)\]]*$/u.test(text)],
  ['too_long', ({ text }) => text.length > longest],
  ['fragment', ({ text }) => !isWhole(text)],
  ['leans_on_another', ({ text }) => leansOnAnother(text)],
];

/** Why it may not be said word for word; `null`: it may. Pure, and the same for the same words. */
export const unquotableReasonOf = (sentence: Judged): UnquotableReason | null =>
  checks.find(([, holds]) => holds(sentence))?.[0] ?? null;

/** A title is said with every sentence, so it grants and asks nothing either. */
export const isSafeTitle = (title: string): boolean =>
  title.trim() !== '' &&
  !isHidden(title) &&
  ![instruction, money, discount, promise, contact].some((holds) => holds(folded(title)));
