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
    // Filled by hand: making typed arrays of iterators was most of the time a question took.
    const indices = new Int32Array(counts.size);
    let place = 0;
    for (const number of counts.keys()) {
      indices[place] = number;
      place += 1;
    }
    indices.sort();
    return { indices, values: this.#weightsOf(indices, counts) };
  }

  #weightsOf(indices: Int32Array, counts: ReadonlyMap<number, number>): Float64Array {
    const values = new Float64Array(indices.length);
    let squares = 0;
    for (let at = 0; at < indices.length; at += 1) {
      const number = indices[at] as number;
      const value = (1 + Math.log(counts.get(number) ?? 1)) * (this.#rarity[number] ?? 0);
      values[at] = value;
      squares += value * value;
    }
    const length = Math.sqrt(squares);
    if (length > 0) for (let at = 0; at < values.length; at += 1) values[at] = (values[at] as number) / length;
    return values;
  }
}
