import { editDistance } from '#domain/understanding/text/edit-distance';

const gramsOf = (word: string): readonly string[] => {
  const padded = `<${word}>`;
  return Array.from({ length: Math.max(1, padded.length - 2) }, (_, index) => padded.slice(index, index + 3));
};

/** How many slips of the finger a word of this length may hold and still be that word. */
const tolerance = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

/** Finds the known word a misspelt one was meant to be, by the letter triples they share. */
export class Speller {
  readonly #words: readonly string[];
  readonly #postings = new Map<string, number[]>();

  constructor(words: Iterable<string>) {
    this.#words = [...new Set(words)].filter((word) => word.length >= 4 && !/\d/.test(word));
    this.#words.forEach((word, id) => {
      for (const gram of new Set(gramsOf(word))) {
        const posting = this.#postings.get(gram);
        if (posting === undefined) this.#postings.set(gram, [id]);
        else posting.push(id);
      }
    });
  }

  /** The nearest known word within tolerance, or null; among equals the first in the vocabulary's order. */
  correct(word: string): { readonly word: string; readonly distance: number } | null {
    const limit = tolerance(word);
    if (limit === 0 || word.length > 24) return null;
    let best: { word: string; distance: number } | null = null;
    for (const id of this.#candidates(word, limit)) {
      const known = this.#words[id] ?? '';
      const distance = editDistance(word, known, limit);
      if (distance <= limit && (best === null || distance < best.distance)) best = { word: known, distance };
    }
    return best;
  }

  /** Words that share enough triples to be within `limit` edits: each edit spoils at most three. */
  #candidates(word: string, limit: number): readonly number[] {
    const grams = [...new Set(gramsOf(word))];
    const needed = Math.max(1, grams.length - 3 * limit - 1);
    const shared = new Map<number, number>();
    for (const gram of grams)
      for (const id of this.#postings.get(gram) ?? [])
        if (Math.abs((this.#words[id] ?? '').length - word.length) <= limit) shared.set(id, (shared.get(id) ?? 0) + 1);
    return [...shared]
      .filter(([, count]) => count >= needed)
      .map(([id]) => id)
      .sort((a, b) => a - b);
  }
}
