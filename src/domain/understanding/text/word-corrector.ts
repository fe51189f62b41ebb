import { editDistance } from './edit-distance.js';

/** Shorter words have too many neighbours to tell which was meant. */
const shortest = 4;
/** Up to this length the first letter has to be right: "hold" is no slip of "told". */
const firstLetterUpTo = 5;
/** Longer ones are codes and addresses. */
const longest = 24;

const withoutOne = (word: string): readonly string[] =>
  Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));

const isWord = (word: string): boolean => word.length >= shortest && word.length <= longest && !/\p{Nd}/u.test(word);

/**
 * Known words by what is left of them without one letter: a slip of the finger and the word that was meant leave the same
 * (the deletion neighbourhood). One look-up for each letter, however many words are known.
 */
export class WordCorrector {
  readonly #known: ReadonlySet<string>;
  readonly #neighbours = new Map<string, string[]>();

  /** @param words folded stems, the more usual ones first. */
  constructor(words: Iterable<string>) {
    this.#known = new Set(words);
    for (const word of this.#known)
      if (isWord(word)) for (const left of [word, ...withoutOne(word)]) this.#add(left, word);
  }

  knows(word: string): boolean {
    return this.#known.has(word);
  }

  /** The known word that is one slip away: a letter lost, added, changed or swapped with its neighbour. */
  correct(word: string): string | null {
    if (!isWord(word)) return null;
    for (const left of [word, ...withoutOne(word)])
      for (const candidate of this.#neighbours.get(left) ?? []) if (isSlip(word, candidate)) return candidate;
    return null;
  }

  #add(left: string, word: string): void {
    const others = this.#neighbours.get(left);
    if (others === undefined) this.#neighbours.set(left, [word]);
    else others.push(word);
  }
}

const isSlip = (word: string, meant: string): boolean =>
  (word.length > firstLetterUpTo || word.charAt(0) === meant.charAt(0)) && editDistance(word, meant, 1) === 1;
