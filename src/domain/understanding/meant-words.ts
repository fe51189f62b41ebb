import { stem } from './text/stem.js';
import { WordCorrector } from './text/word-corrector.js';
import { foldedWords } from './text/words.js';
import type { WordVectors } from './word-vectors.js';

/** The words all tenants' models have in common, made ready once. */
const common = new WeakMap<WordVectors, WordCorrector>();
const commonOf = (vectors: WordVectors): WordCorrector => {
  const known = common.get(vectors) ?? new WordCorrector(vectors.words);
  common.set(vectors, known);
  return known;
};

/** Shorter words are rarely slips, and near to too many others. */
const shortest = 5;
/** Arabic words wear articles and pronouns, so short ones differ by a letter without being slips. */
const isDoubtful = (word: string): boolean => /[\u0600-\u06FF]/u.test(word) && word.length === shortest;

/** Two letters swapped, or one struck twice: no other word is written so. */
const isPlainSlip = (word: string, meant: string): boolean => {
  if (word.length === meant.length) return [...word].sort().join('') === [...meant].sort().join('');
  return word.length > meant.length && word.replace(/(.)\1/gu, '$1') === meant.replace(/(.)\1/gu, '$1');
};

const byUse = (words: readonly string[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
};

/** What a customer's words were meant to be: one of the tenant's own, else one that is used everywhere. */
export class MeantWords {
  /** As they are written: a slip may fall into what the stemmer takes off, such as an Arabic article. */
  readonly #written: WordCorrector;
  readonly #own: WordCorrector;
  readonly #common: WordCorrector;
  /** How the tenant writes a stem. */
  readonly #formOf = new Map<string, string>();

  constructor(texts: readonly string[], vectors: WordVectors) {
    const words = texts.flatMap((text) => foldedWords(text));
    for (const word of words) if (!this.#formOf.has(stem(word))) this.#formOf.set(stem(word), word);
    this.#written = new WordCorrector(byUse(words));
    this.#own = new WordCorrector(byUse(words.map(stem)));
    this.#common = commonOf(vectors);
  }

  meant(word: string): string {
    const root = stem(word);
    if (word.length < shortest || this.#own.knows(root) || this.#common.knows(root)) return word;
    const found = this.#nearest(word, root);
    return found === null || (isDoubtful(word) && !isPlainSlip(word, found)) ? word : found;
  }

  #nearest(word: string, root: string): string | null {
    const written = this.#written.correct(word);
    if (written !== null) return written;
    const own = this.#own.correct(root);
    return own === null ? this.#common.correct(root) : (this.#formOf.get(own) ?? own);
  }
}
