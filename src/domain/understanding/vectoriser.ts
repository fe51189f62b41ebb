/** The features that a text has, by number and weight; of unit length. */
export type SparseVector = { readonly indices: Int32Array; readonly values: Float64Array };

const documentFrequencies = (documents: readonly (readonly string[])[]): ReadonlyMap<string, number> => {
  const frequencies = new Map<string, number>();
  for (const document of documents)
    for (const feature of new Set(document)) frequencies.set(feature, (frequencies.get(feature) ?? 0) + 1);
  return frequencies;
};

/** TF-IDF with logarithmic counts over the features of a fixed set of texts. */
export class Vectoriser {
  readonly #numbers = new Map<string, number>();
  readonly #rarity: Float64Array;

  /** @param rarestKept features of fewer texts than this are left out. */
  constructor(documents: readonly (readonly string[])[], rarestKept: number) {
    const kept = [...documentFrequencies(documents)].filter(([, count]) => count >= rarestKept);
    this.#rarity = new Float64Array(kept.length);
    kept.forEach(([feature, count], number) => {
      this.#numbers.set(feature, number);
      this.#rarity[number] = Math.log((1 + documents.length) / (1 + count)) + 1;
    });
  }

  get size(): number {
    return this.#rarity.length;
  }

  vectorOf(features: readonly string[]): SparseVector {
    const counts = new Map<number, number>();
    for (const feature of features) {
      const number = this.#numbers.get(feature);
      if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    const indices = Int32Array.from(counts.keys()).sort();
    const values = Float64Array.from(
      indices,
      (number) => (1 + Math.log(counts.get(number) ?? 1)) * (this.#rarity[number] ?? 0),
    );
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    return { indices, values: length === 0 ? values : values.map((value) => value / length) };
  }
}
