import { Speller } from '../text/speller.js';
import { stem } from '../text/stem.js';

/**
 * The words one catalogue uses beyond the lexicon. Words of names and questions also attract misspellings; those of
 * descriptions and answers are merely known.
 */
export class Vocabulary {
  readonly #stems: ReadonlySet<string>;
  readonly #speller: Speller;

  constructor(words: Iterable<string>, mentioned: Iterable<string> = []) {
    const names = [...words];
    this.#stems = new Set([...names, ...mentioned].map(stem));
    this.#speller = new Speller(names);
  }

  knows(stemmed: string): boolean {
    return this.#stems.has(stemmed);
  }

  correct(word: string): ReturnType<Speller['correct']> {
    return this.#speller.correct(word);
  }
}

/** Nothing beyond the lexicon, and no guessing at misspellings: how the catalogue itself is read. */
export const emptyVocabulary = new Vocabulary([]);
