/** What the words alone say: how much of the question each label's examples account for. */
export type WordEvidence = {
  /** BM25 of the best example over all that the question's words could score. */
  readonly bm25: Float64Array;
  /** The share of the question's rarity that occurs anywhere in the label's examples. */
  readonly coverage: Float64Array;
  /** Log odds of Bernoulli naive Bayes over the words that occur, from the best label down. */
  readonly bayes: Float64Array;
};

const saturation = 1.2;
const lengthShare = 0.7;
const lowestBayes = -12;

type Posting = { readonly documents: Int32Array; readonly byLabel: ReadonlyMap<number, number> };

/** Word counts of a fixed set of texts with labels. */
export class WordStatistics {
  readonly #postings = new Map<string, Posting>();
  readonly #labels: Int32Array;
  readonly #lengths: Float64Array;
  readonly #meanLength: number;
  readonly #examplesOf: Float64Array;
  /** What a word says of a label that does not have it. */
  readonly #absent: Float64Array;

  constructor(documents: readonly (readonly string[])[], labels: Int32Array, labelCount: number) {
    this.#labels = labels;
    this.#lengths = Float64Array.from(documents, (words) => words.length);
    this.#meanLength = Math.max(1, this.#lengths.reduce((sum, length) => sum + length, 0) / documents.length);
    this.#examplesOf = new Float64Array(labelCount);
    for (const label of labels) this.#examplesOf[label] = (this.#examplesOf[label] as number) + 1;
    this.#absent = this.#examplesOf.map((examples) => Math.log(0.3 / (examples + 0.6)));
    const having = new Map<string, number[]>();
    documents.forEach((words, document) => {
      for (const word of new Set(words)) {
        const list = having.get(word);
        if (list === undefined) having.set(word, [document]);
        else list.push(document);
      }
    });
    for (const [word, list] of having) this.#postings.set(word, this.#posting(list));
  }

  /** The share of the question's rarity that is known at all. */
  known(words: readonly string[]): number {
    let mass = 1e-9;
    let known = 0;
    for (const word of new Set(words)) {
      const rarity = this.rarity(word);
      mass += rarity;
      if (this.#postings.has(word)) known += rarity;
    }
    return known / mass;
  }

  evidence(words: readonly string[]): WordEvidence {
    const asked = [...new Set(words)];
    const rarities = asked.map((word) => this.rarity(word));
    const mass = Math.max(
      1e-9,
      rarities.reduce((sum, rarity) => sum + rarity, 0),
    );
    return {
      bm25: this.#bm25(asked, rarities, mass),
      coverage: this.#coverage(asked, rarities, mass),
      bayes: this.#bayes(asked),
    };
  }

  #posting(documents: readonly number[]): Posting {
    const byLabel = new Map<number, number>();
    for (const document of documents) {
      const label = this.#labels[document] as number;
      byLabel.set(label, (byLabel.get(label) ?? 0) + 1);
    }
    return { documents: Int32Array.from(documents), byLabel };
  }

  /** How rare a word is among these texts. */
  rarity(word: string): number {
    return Math.log((1 + this.#lengths.length) / (1 + (this.#postings.get(word)?.documents.length ?? 0)));
  }

  #bm25(words: readonly string[], rarities: readonly number[], mass: number): Float64Array {
    const scores = new Float64Array(this.#lengths.length);
    words.forEach((word, at) => {
      for (const document of this.#postings.get(word)?.documents ?? []) {
        const relative = (this.#lengths[document] as number) / this.#meanLength;
        const damping = 1 + saturation * (1 - lengthShare + lengthShare * relative);
        scores[document] = (scores[document] as number) + ((rarities[at] as number) * (saturation + 1)) / damping;
      }
    });
    const best = new Float64Array(this.#examplesOf.length);
    scores.forEach((score, document) => {
      const label = this.#labels[document] as number;
      best[label] = Math.max(best[label] as number, score / mass);
    });
    return best;
  }

  #coverage(words: readonly string[], rarities: readonly number[], mass: number): Float64Array {
    const covered = new Float64Array(this.#examplesOf.length);
    words.forEach((word, at) => {
      for (const label of this.#postings.get(word)?.byLabel.keys() ?? [])
        covered[label] = (covered[label] as number) + (rarities[at] as number) / mass;
    });
    return covered;
  }

  #bayes(words: readonly string[]): Float64Array {
    const odds = this.#examplesOf.map((examples) => Math.log(examples));
    const word = this.#absent.slice();
    for (const posting of words.map((each) => this.#postings.get(each))) {
      if (posting === undefined) continue;
      for (const [label, count] of posting.byLabel)
        word[label] = Math.log((count + 0.3) / ((this.#examplesOf[label] as number) + 0.6));
      for (let label = 0; label < odds.length; label += 1)
        odds[label] = (odds[label] as number) + (word[label] as number);
      for (const label of posting.byLabel.keys()) word[label] = this.#absent[label] as number;
    }
    const best = odds.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    return odds.map((value) => Math.max(lowestBayes, value - best));
  }
}
