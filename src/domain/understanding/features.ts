import type { Synonyms } from './synonyms.js';
import { foldedWords, stemsOf } from './text/words.js';

const shortestGram = 2;
const longestGram = 4;

/** A text as the scorers see it. */
export type Reading = {
  /** Stems and the markers of synonyms: what a text speaks of. */
  readonly words: readonly string[];
  /** Stems, neighbouring pairs and letter groups within words, each with a mark of its kind; repeated as they occur. */
  readonly features: readonly string[];
};

/** Letter groups within the borders of a word: a slip of the finger spoils few of them. */
const gramsOf = (word: string, into: string[]): void => {
  const padded = `<${word}>`;
  for (let size = shortestGram; size <= longestGram; size += 1)
    for (let at = 0; at + size <= padded.length; at += 1) into.push(`c${padded.slice(at, at + size)}`);
};

/** @param meant what a word was meant to be; the word itself unless it is a slip of the finger. */
export const readText = (
  text: string,
  synonyms: Synonyms,
  meant: (word: string) => string = (word) => word,
): Reading => {
  const folded = foldedWords(text).map(meant);
  const stems = stemsOf(folded);
  const words = [...stems, ...synonyms.markersIn(stems)];
  const features: string[] = [];
  for (const word of words) features.push(`w${word}`);
  for (let at = 1; at < stems.length; at += 1) features.push(`b${stems[at - 1]} ${stems[at]}`);
  for (const word of folded) gramsOf(word, features);
  return { words, features };
};
