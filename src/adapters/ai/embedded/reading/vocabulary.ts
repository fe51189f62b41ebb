import { Speller } from '../text/speller.js';
import { stem } from '../text/stem.js';

/** The words one catalogue uses beyond the lexicon: stems for lookup, and whole words for spelling. */
export class Vocabulary {
  readonly #stems: ReadonlySet<string>;
  readonly #speller: Speller;

  constructor(words: ReadonlySet<string>) {
    this.#stems = new Set([...words].map(stem));
    this.#speller = new Speller(words);
  }

  knows(stemmed: string): boolean {
    return this.#stems.has(stemmed);
  }

  correct(word: string): ReturnType<Speller['correct']> {
    return this.#speller.correct(word);
  }
}

export const emptyVocabulary = new Vocabulary(new Set());
