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
  /** Which labels' cores have a word, and how much of them it is. */
  readonly #shares = new Map<string, [label: number, share: number][]>();

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
    this.#cores.forEach((core, label) => {
      const total = Math.max(
        1e-9,
        core.reduce((sum, { weight }) => sum + weight, 0),
      );
      for (const { word, weight } of core) {
        const shares = this.#shares.get(word);
        if (shares === undefined) this.#shares.set(word, [[label, weight / total]]);
        else shares.push([label, weight / total]);
      }
    });
  }

  evidence(words: readonly string[]): CoreEvidence {
    const asked = new Set(words);
    const said = new Float64Array(this.#cores.length);
    for (const word of asked)
      for (const [label, share] of this.#shares.get(word) ?? []) said[label] = (said[label] as number) + share;
    const missed = Float64Array.from(this.#cores, (core) => core.find(({ word }) => !asked.has(word))?.weight ?? 0);
    return { said, missed };
  }
}
