import { isPlainAscii } from '#domain/shared/plain-ascii';

/** Marks that change nothing a reader sees: bidi controls, zero-width characters, soft hyphens, tashkeel and tatweel. */
const invisible =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: the marks are meant one by one, without a letter under them.
  /[\u00AD\u034F\u061C\u0640\u064B-\u065F\u0670\u06D6-\u06ED\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFE00-\uFE0F\uFEFF]/gu;

/** Where the digits of each script begin: every block of `\p{Nd}` is ten consecutive characters from its zero. */
const asciiDigit = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
};

/** The same text as a customer sees it, in one spelling: what slot values are cut from. Case and letters stay. */
export const clean = (text: string): string => (isPlainAscii(text) ? text.replaceAll('`', "'") : cleanOfAny(text));

const cleanOfAny = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/[\u2018\u2019\u201B\u02BC`\u00B4]/gu, "'")
    .replace(/[\u066B]/gu, '.')
    .replace(/[\u066C]/gu, ',');

/** One word as it is compared: no case, no accents, one form per Arabic letter, no elongation ("heyyyy" → "hey"). */
export const fold = (word: string): string =>
  isPlainAscii(word) ? word.toLowerCase().replace(/([a-z])\1{2,}/g, '$1') : foldOfAny(word);

const foldOfAny = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036F\u0653-\u0655]/gu, '')
    .replace(invisible, '')
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/[ىی]/gu, 'ي')
    .replace(/ک/gu, 'ك')
    .replace(/گ/gu, 'ك')
    .replace(/ة/gu, 'ه')
    .replace(/ؤ/gu, 'و')
    .replace(/ئ/gu, 'ي')
    .replace(/(\p{L})\1{2,}/gu, '$1');
