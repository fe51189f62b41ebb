import type { Form } from './form.js';

/** A document of the index: the forms that name it and further keys that merely belong to it. */
export type Entry = {
  readonly forms: readonly Form[];
  readonly context: ReadonlySet<string>;
  readonly contextWords: readonly string[];
  /** Runs of three words that its answer says. */
  readonly runs?: readonly string[];
};

/** Which entries hold a key in one of their forms, and how rare that is. Entries are numbered in the order given. */
export class InvertedIndex {
  readonly entries: readonly Entry[];
  readonly #postings = new Map<string, number[]>();
  readonly #byCanonical = new Map<string, number[]>();
  readonly #byRun = new Map<string, number[]>();
  /** By how many hold a key: asked for every word of every question. */
  readonly #rarities: Float64Array;

  constructor(entries: readonly Entry[]) {
    this.entries = entries;
    const most = Math.log(1 + entries.length);
    this.#rarities = Float64Array.from({ length: entries.length + 1 }, (_, holders) =>
      entries.length === 0 ? 1 : 0.35 + 0.65 * (Math.log(1 + entries.length / Math.max(1, holders)) / most),
    );
    entries.forEach((entry, id) => {
      for (const key of new Set(entry.forms.flatMap((form) => [...form.keys]))) this.#push(this.#postings, key, id);
      for (const text of new Set(entry.forms.map((form) => form.canonical))) this.#push(this.#byCanonical, text, id);
      for (const run of new Set(entry.runs)) this.#push(this.#byRun, run, id);
    });
  }

  /** From 0.35 for what every entry has to 1 for what one has. */
  rarity(key: string): number {
    return this.#rarities[this.#postings.get(key)?.length ?? 1] ?? 1;
  }

  holders(key: string): readonly number[] {
    return this.#postings.get(key) ?? [];
  }

  /** Entries one of whose forms says exactly this. */
  exactly(canonical: string): readonly number[] {
    return this.#byCanonical.get(canonical) ?? [];
  }

  /** Entries whose answer says these three words one after the other. */
  answering(run: string): readonly number[] {
    return this.#byRun.get(run) ?? [];
  }

  /** The entries that share most with the keys, by summed weight, at most `limit`, best first. */
  nearest(weights: ReadonlyMap<string, number>, limit: number): readonly number[] {
    const scores = new Float32Array(this.entries.length);
    for (const [key, weight] of weights) for (const id of this.holders(key)) scores[id] = (scores[id] ?? 0) + weight;
    let best = 0;
    for (const score of scores) if (score > best) best = score;
    if (best === 0) return [];
    const found: number[] = [];
    scores.forEach((score, id) => {
      if (score >= best * 0.3) found.push(id);
    });
    return found.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).slice(0, limit);
  }

  #push(map: Map<string, number[]>, key: string, id: number): void {
    const list = map.get(key);
    if (list === undefined) map.set(key, [id]);
    else list.push(id);
  }
}
