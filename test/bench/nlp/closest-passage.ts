import type { EngineConstants } from '#domain/understanding/engine-constants';
import { foldedWords, stemsOf } from '#domain/understanding/text/words';
import { NearestDirections, unpackedVectors, type WordVectors } from '#domain/understanding/word-vectors';
import { Bm25Index } from './bm25-index.js';

/** A text to be found: an FAQ (its question and its answer) or a passage of a document (its heading and its words). */
export type Passage = { readonly id: string; readonly title: string; readonly body: string };

export type Found = { readonly id: string; readonly score: number };

/** What each look at a passage counts. Directions are worth a point on single examples of the public intent sets. */
const share = { titleWords: 1, titleGrams: 1, bodyWords: 0.4, bodyGrams: 0.3, titleDirection: 1 };
const shortestGram = 3;
const longestGram = 4;

const gramsOf = (stems: readonly string[]): readonly string[] =>
  stems.flatMap((stem) => {
    const padded = `<${stem}>`;
    const grams: string[] = [];
    for (let size = shortestGram; size <= longestGram; size += 1)
      for (let at = 0; at + size <= padded.length; at += 1) grams.push(padded.slice(at, at + size));
    return grams;
  });

/** Scores as shares of the best one, so that looks at different things can be added. */
const relative = (scores: Float64Array): Float64Array => {
  const best = scores.reduce((most, score) => Math.max(most, score), 0);
  return best === 0 ? scores : scores.map((score) => Math.max(0, score) / best);
};

/** Finds passages that were never asked for in so many words: by words and letter groups of title and body together. */
export class ClosestPassage {
  readonly #ids: readonly string[];
  readonly #indexes: readonly (readonly [index: Bm25Index, grams: boolean, share: number])[];
  readonly #vectors: WordVectors;
  readonly #directions: NearestDirections;

  constructor(passages: readonly Passage[], constants: EngineConstants) {
    this.#ids = passages.map(({ id }) => id);
    const titles = passages.map(({ title }) => stemsOf(foldedWords(title)));
    const bodies = passages.map(({ body }) => stemsOf(foldedWords(body)));
    this.#indexes = [
      [new Bm25Index(titles), false, share.titleWords],
      [new Bm25Index(titles.map(gramsOf)), true, share.titleGrams],
      [new Bm25Index(bodies), false, share.bodyWords],
      [new Bm25Index(bodies.map(gramsOf)), true, share.bodyGrams],
    ];
    const own = Int32Array.from(passages.keys());
    this.#vectors = unpackedVectors(constants);
    const directions = titles.map((stems) => this.#vectors.directionOf(stems));
    this.#directions = new NearestDirections(directions, own, passages.length);
  }

  /** The nearest passages, best first. */
  find(question: string, limit: number): readonly Found[] {
    const stems = stemsOf(foldedWords(question));
    const grams = gramsOf(stems);
    const totals = this.#directions
      .toCentres(this.#vectors.directionOf(stems))
      .map((score) => score * share.titleDirection);
    for (const [index, wantsGrams, weight] of this.#indexes)
      relative(index.scores(wantsGrams ? grams : stems)).forEach((score, at) => {
        totals[at] = (totals[at] as number) + weight * score;
      });
    return this.#ids
      .map((id, at) => ({ id, score: totals[at] as number }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, limit);
  }
}
