import { stem } from '#domain/understanding/text/stem';
import { Speller } from '../text/speller.js';

const withoutArticle = (word: string): string => word.replace(/^(?:وال|بال|لل|ال)(?=.{3})/u, '');

/**
 * The words one catalogue uses beyond the lexicon. Words of names and questions also attract misspellings; those of
 * descriptions and answers are merely known.
 */
export class Vocabulary {
  #stems: ReadonlySet<string>;
  #words: ReadonlySet<string>;
  #speller: Speller;
  #also: ReadonlySet<string> = new Set();

  constructor(words: Iterable<string>, mentioned: Iterable<string> = []) {
    const names = [...words];
    this.#words = new Set(names.map(withoutArticle));
    this.#stems = new Set([...names, ...mentioned].map(stem));
    this.#speller = new Speller(names);
  }

  knows(stemmed: string): boolean {
    return this.#stems.has(stemmed) || this.#also.has(stemmed);
  }

  /** The same with further stems, which are nobody's misspelling. */
  knowing(stems: ReadonlySet<string>): Vocabulary {
    if (stems.size === 0) return this;
    const wider = new Vocabulary([]);
    wider.#stems = this.#stems;
    wider.#words = this.#words;
    wider.#speller = this.#speller;
    wider.#also = stems;
    return wider;
  }

  /** Is it written like this, an article aside, in some name? */
  spells(word: string): boolean {
    return this.#words.has(withoutArticle(word));
  }

  correct(word: string): ReturnType<Speller['correct']> {
    return this.#speller.correct(word);
  }
}

/** Nothing beyond the lexicon, and no guessing at misspellings: how the catalogue itself is read. */
export const emptyVocabulary = new Vocabulary([]);
