import { clean, fold } from './clean.js';
import { stem } from './stem.js';

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:'(?:s|m|re|ve|ll|d|t)\b)?/gu;

/** A text is read no further than this: a customer who pastes a book must not hold the turn. */
const mostCharacters = 2_000;

/** The folded words of a text in their order; "what's" is one word, "whats". */
export const foldedWords = (text: string): readonly string[] =>
  (clean(text.slice(0, mostCharacters)).toLowerCase().match(wordPattern) ?? [])
    .map((word) => fold(word.replace(/'/gu, '')))
    .filter((word) => word !== '');

export const stemsOf = (words: readonly string[]): readonly string[] => words.map(stem);

/** The same for every text that a reader would call the same question: what an exact match is decided by. */
export const canonicalText = (text: string): string => foldedWords(text).join(' ');
