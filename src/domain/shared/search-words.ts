/** How many distinct words of one message can be searched for, and how much of each. */
export const maxSearchWords = 32;
export const maxSearchWordLength = 32;

/** Arabic vowel signs, Quranic marks and the tatweel: written or left out at will. */
const optionalMarks = /[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/gu;

/** Letters people type for one another. */
const folded: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ؤ: 'و',
  ئ: 'ي',
};

const isDigit = (code: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(code));

/** Every script keeps its ten digits in one run, so a digit's value is its distance from the start of the run. */
const asciiDigit = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && isDigit(code - value - 1)) value += 1;
  return String(value);
};

const normalised = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(optionalMarks, '')
    .replace(/[أإآٱىةؤئ]/gu, (letter) => folded[letter] ?? letter)
    .replace(/[^\P{Nd}0-9]/gu, asciiDigit);

/** A word cut to length without cutting a surrogate pair. */
const clipped = (word: string): string =>
  word.length <= maxSearchWordLength ? word : word.slice(0, maxSearchWordLength).replace(/[\ud800-\udbff]$/, '');

/**
 * The distinct words of a text as they are indexed and searched for, in their order: both sides go through here, so that
 * "أحمد", "احمد" and "أَحْمَد", or "١٢" and "12", find each other.
 */
export const searchWords = (text: string): readonly string[] => {
  const words = normalised(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return [...new Set(words.map(clipped))].slice(0, maxSearchWords);
};
