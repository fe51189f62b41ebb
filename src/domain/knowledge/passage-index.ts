import { normalised } from '#domain/assistant/words';

/** Something to be found: what it says, and what belongs to it and counts less. */
export type Passage<Id extends string> = { readonly id: Id; readonly text: string; readonly context: string };

export type FoundPassage<Id extends string> = {
  readonly id: Id;
  /** 0..1: how much of what the question asks for the passage speaks of, rare words counting more. */
  readonly score: number;
  /** The same of its words alone, without the parts of words. */
  readonly words: number;
};

const k1 = 1.2;
const b = 0.75;
/** Of the context beside the text: measured for answers beside their questions. */
const contextShare = 0.4;
const smallest = 3;
const largest = 4;

/** Words that carry no question: they are in every one. */
const idle = new Set(
  (
    'a an the is are was were be been do does did can could will would shall should may might must i you he she it we they me my your our us of in on at to for from by with and or not if as there this that these those what which who when where why how have has had any some about please ' +
    'في من على الى عن مع هل ما ماذا متى اين كيف كم هو هي هذا هذه ان او و لا يا انا انت نحن لو سمحت عند عندكم لديكم ممكن'
  ).split(' '),
);

const withoutEnding = (word: string): string =>
  /^[a-z]{4,}$/.test(word)
    ? word.replace(/(?:ies)$/, 'y').replace(/(?:ing|ed|es|s)$/, '')
    : word
        .replace(/^(?:وال|بال|كال|فال|لل|ال)(?=\p{L}{2,})/u, '')
        .replace(/(?:ات|ون|ين|ها|كم|نا|ه|ي)$/u, (ending) => (word.length - ending.length >= 3 ? '' : ending));

const wordsIn = (text: string): readonly string[] => {
  const all = text.split(' ').filter((word) => word !== '');
  const telling = all.filter((word) => !idle.has(word));
  return (telling.length > 0 ? telling : all).map(withoutEnding);
};

const gramsIn = (text: string): readonly string[] => {
  const grams: string[] = [];
  for (const word of text.split(' ')) {
    if (idle.has(word) || word === '') continue;
    const padded = ` ${word} `;
    for (let size = smallest; size <= largest; size += 1)
      for (let at = 0; at + size <= padded.length; at += 1) grams.push(padded.slice(at, at + size));
  }
  return grams;
};

type Counts = ReadonlyMap<string, number>;

const counted = (parts: readonly (readonly [readonly string[], number])[]): Counts => {
  const counts = new Map<string, number>();
  for (const [terms, weight] of parts) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + weight);
  return counts;
};

type Posting = { readonly at: number; readonly weight: number };

/** BM25 over one kind of term, each score divided by the best a passage could have. */
class Field {
  readonly #postings = new Map<string, Posting[]>();
  readonly #lengths: readonly number[];
  readonly #meanLength: number;

  constructor(documents: readonly Counts[]) {
    this.#lengths = documents.map((counts) => [...counts.values()].reduce((sum, count) => sum + count, 0));
    this.#meanLength = this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documents.length);
    documents.forEach((counts, at) => {
      for (const [term, weight] of counts) {
        const known = this.#postings.get(term);
        if (known === undefined) this.#postings.set(term, [{ at, weight }]);
        else known.push({ at, weight });
      }
    });
  }

  #rarity(term: string): number {
    const holders = this.#postings.get(term)?.length ?? 0;
    return Math.log(1 + (this.#lengths.length - holders + 0.5) / (holders + 0.5));
  }

  /** Adds to `scores`, by place; nothing is said of passages that share no term. */
  score(query: readonly string[], scores: Map<number, number>): void {
    const asked = new Set(query);
    const whole = [...asked].reduce((sum, term) => sum + this.#rarity(term), 0);
    if (whole === 0) return;
    for (const term of asked) {
      const rarity = this.#rarity(term) / whole;
      for (const { at, weight } of this.#postings.get(term) ?? []) {
        const norm = k1 * (1 - b + (b * (this.#lengths[at] ?? 0)) / Math.max(1, this.#meanLength));
        const gain = Math.min(1, (weight * (k1 + 1)) / (weight + norm) / 1.1);
        scores.set(at, (scores.get(at) ?? 0) + rarity * gain);
      }
    }
  }
}

const best = (value: number): number => Math.min(1, value);

/** Passages by words and by parts of words, the scores fused evenly. Pure; the same question finds the same in the same order. */
export class PassageIndex<Id extends string> {
  readonly #ids: readonly Id[];
  readonly #words: Field;
  readonly #grams: Field;

  constructor(passages: readonly Passage<Id>[]) {
    this.#ids = passages.map(({ id }) => id);
    const texts = passages.map(({ text, context }) => [normalised(text), normalised(context)] as const);
    const weighed = (terms: (text: string) => readonly string[]): readonly Counts[] =>
      texts.map(([text, context]) =>
        counted([
          [terms(text), 1],
          [terms(context), contextShare],
        ]),
      );
    this.#words = new Field(weighed(wordsIn));
    this.#grams = new Field(weighed(gramsIn));
  }

  /** Best first, at most `limit`. */
  find(question: string, limit: number): readonly FoundPassage<Id>[] {
    const asked = normalised(question);
    const words = new Map<number, number>();
    const grams = new Map<number, number>();
    this.#words.score(wordsIn(asked), words);
    this.#grams.score(gramsIn(asked), grams);
    return [...new Set([...words.keys(), ...grams.keys()])]
      .map((at) => ({
        at,
        score: best(((words.get(at) ?? 0) + (grams.get(at) ?? 0)) / 2),
        words: best(words.get(at) ?? 0),
      }))
      .sort((x, y) => y.score - x.score || x.at - y.at)
      .slice(0, limit)
      .flatMap(({ at, score, words: share }) => {
        const id = this.#ids[at];
        return id === undefined ? [] : [{ id, score, words: share }];
      });
  }
}
