const saturation = 1.2;
const lengthShare = 0.75;

type Posting = { readonly document: number; readonly count: number };

/** Okapi BM25 over bags of terms. */
export class Bm25Index {
  readonly #postings = new Map<string, Posting[]>();
  readonly #lengths: Float64Array;
  readonly #meanLength: number;

  constructor(documents: readonly (readonly string[])[]) {
    this.#lengths = Float64Array.from(documents, (terms) => terms.length);
    this.#meanLength = Math.max(
      1,
      this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documents.length),
    );
    documents.forEach((terms, document) => {
      const counts = new Map<string, number>();
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
      for (const [term, count] of counts) {
        const postings = this.#postings.get(term);
        if (postings === undefined) this.#postings.set(term, [{ document, count }]);
        else postings.push({ document, count });
      }
    });
  }

  scores(terms: readonly string[]): Float64Array {
    const scores = new Float64Array(this.#lengths.length);
    for (const term of new Set(terms)) {
      const postings = this.#postings.get(term) ?? [];
      const rarity = Math.log(1 + (scores.length - postings.length + 0.5) / (postings.length + 0.5));
      for (const { document, count } of postings) {
        const relative = (this.#lengths[document] as number) / this.#meanLength;
        const damping = count + saturation * (1 - lengthShare + lengthShare * relative);
        scores[document] = (scores[document] as number) + (rarity * count * (saturation + 1)) / damping;
      }
    }
    return scores;
  }
}
