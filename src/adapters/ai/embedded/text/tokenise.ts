import { clean, fold } from '#domain/understanding/text/clean';
import { stem } from '#domain/understanding/text/stem';

/** One word or number of a message. */
export type Token = {
  /** As written, after `clean`. */
  readonly raw: string;
  /** Folded. */
  readonly word: string;
  readonly stem: string;
  /** Where it stands in the cleaned text. */
  readonly start: number;
  readonly end: number;
};

const words = /\d+(?:[.,]\d+)*(?![\p{L}\p{N}])|[\p{L}\p{M}\p{N}]+(?:'[\p{L}]+)*/gu;
/** "50ml", "x2", "4pm": a number and its unit are two words. */
const glued =
  /^(?:(\d+(?:\.\d+)?)(x|ml|l|ltr|kg|g|gm|pcs?|pm|am|cm|m|hrs?|h|aed|dhs?|usd|k|مل|لتر|كجم|كيلو|درهم|حبه|حبات|قطع)|(x)(\d+))$/iu;

/** Words that an apostrophe joins to another are compared without it: "what's" = "whats". */
const wordOf = (raw: string): string => fold(raw).replace(/'/gu, '');

const tokenAt = (raw: string, start: number): Token => {
  const word = /^\d/.test(raw) && /^[\d.,]+$/.test(raw) ? raw.replace(/,(?=\d{3}\b)/g, '') : wordOf(raw);
  return { raw, word, stem: stem(word), start, end: start + raw.length };
};

/** @param text already cleaned. */
export const tokeniseClean = (text: string, limit = Number.POSITIVE_INFINITY): readonly Token[] => {
  const tokens: Token[] = [];
  for (const match of text.matchAll(words)) {
    if (tokens.length >= limit) break;
    const raw = match[0];
    const parts = glued.exec(raw);
    if (parts === null) tokens.push(tokenAt(raw, match.index));
    else {
      const first = parts[1] ?? parts[3] ?? '';
      tokens.push(tokenAt(first, match.index), tokenAt(raw.slice(first.length), match.index + first.length));
    }
  }
  return tokens;
};

export const tokenise = (text: string): readonly Token[] => tokeniseClean(clean(text));

/** A text as the sequence of its folded words: equal for two texts that say the same in the same words. */
export const canonical = (text: string): string =>
  tokenise(text)
    .map((token) => token.word)
    .join(' ');
