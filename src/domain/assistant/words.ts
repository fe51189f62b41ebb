import { isPlainAscii } from '#domain/shared/plain-ascii';

const isDigit = /^\p{Nd}$/u;

/** The value of a decimal digit of any script: Unicode puts the ten of each side by side, so its place in the run tells. */
const asciiDigit = (character: string): string => {
  const code = character.codePointAt(0) ?? 0x30;
  let zero = code;
  while (isDigit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
};

/** ASCII, Arabic letters without marks and their punctuation: nothing in it is another digit or a compatibility form. */
const isPlain = /^[\n\x20-\x7e\u060c\u061b\u061f\u0621-\u063a\u0641-\u064a]*$/;

/** Every decimal digit, Arabic-Indic and Devanagari too, as 0–9; compatibility forms (fullwidth, mathematical) first. */
export const withAsciiDigits = (text: string): string =>
  isPlain.test(text) ? text : text.normalize('NFKC').replace(/(?![0-9])\p{Nd}/gu, asciiDigit);

/** Harakat and other marks, the tatweel, and characters nobody sees. */
const invisible = /[\p{Mn}\p{Cf}ـ]/gu;

/**
 * The form in which two spellings of the same words are equal: case, digits' script, harakat and the usual Arabic variants
 * (أ إ آ, ى, ة, ؤ, ئ) do not count, and punctuation is a space.
 */
export const normalised = (text: string): string => (isPlainAscii(text) ? ofAscii(text) : ofAny(text));

/** The same for a text in which most of it has nothing to look for, in a quarter of the time: every message is asked often. */
const ofAscii = (text: string): string =>
  text
    .toLowerCase()
    .replace(/'/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const ofAny = (text: string): string =>
  withAsciiDigits(text)
    .normalize('NFKD')
    .replace(invisible, '')
    .toLowerCase()
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export const wordsOf = (text: string): string[] => {
  const whole = normalised(text);
  return whole === '' ? [] : whole.split(' ');
};

/** Does one of the phrases stand in the text as whole words? An empty phrase stands nowhere. */
export const hasAnyPhrase = (text: string, phrases: readonly string[]): boolean => {
  const whole = ` ${normalised(text)} `;
  return phrases.map(normalised).some((phrase) => phrase !== '' && whole.includes(` ${phrase} `));
};

export const hasPhrase = (text: string, phrase: string): boolean => hasAnyPhrase(text, [phrase]);
