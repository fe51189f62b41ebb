/** What of a label's core a question says. */
export type CoreEvidence = {
  /** The share of the core that is said. */
  readonly said: Float64Array;
  /** The weightiest word of the core that is not said: without "stolen", "my card" asks something else. */
  readonly missed: Float64Array;
};

type CoreWord = { readonly word: string; readonly weight: number };

/** A word that half of a label's examples have belongs to its core a quarter as much as one that all have. */
const shareCounts = 2;
/** Weights are put on the scale of the other scorers. */
const scale = 10;

/** Words that a label's examples have in common: what a question that means it can hardly do without. */
export class CoreWords {
  /** Of each label, the weightiest first. */
  readonly #cores: readonly (readonly CoreWord[])[];
  readonly #totals: Float64Array;

  /** @param rarityOf how much a word tells, among all questions there are. */
  constructor(
    documents: readonly (readonly string[])[],
    labels: Int32Array,
    labelCount: number,
    rarityOf: (word: string) => number,
  ) {
    const counts = Array.from({ length: labelCount }, () => new Map<string, number>());
    const examplesOf = new Float64Array(labelCount);
    documents.forEach((words, document) => {
      const label = labels[document] as number;
      examplesOf[label] = (examplesOf[label] as number) + 1;
      const own = counts[label];
      for (const word of new Set(words)) own?.set(word, (own.get(word) ?? 0) + 1);
    });
    this.#cores = counts.map((own, label) =>
      [...own]
        .map(([word, count]) => ({
          word,
          weight: ((count / (examplesOf[label] as number)) ** shareCounts * rarityOf(word)) / scale,
        }))
        .sort((a, b) => b.weight - a.weight),
    );
    this.#totals = Float64Array.from(this.#cores, (core) => core.reduce((sum, { weight }) => sum + weight, 0));
  }

  evidence(words: readonly string[]): CoreEvidence {
    const asked = new Set(words);
    const said = new Float64Array(this.#cores.length);
    const missed = new Float64Array(this.#cores.length);
    this.#cores.forEach((core, label) => {
      let sum = 0;
      for (const { word, weight } of core)
        if (asked.has(word)) sum += weight;
        else if (weight > (missed[label] as number)) missed[label] = weight;
      said[label] = sum / Math.max(1e-9, this.#totals[label] as number);
    });
    return { said, missed };
  }
}
