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

/** The passages that hold a term, by place, and how much each would gain from it. */
type Postings = { readonly places: Uint32Array; readonly gains: Float32Array };

/** A term that nearly every passage holds tells them apart no more, and costs the most to look up. */
const mostHolders = 0.25;
const fewPassages = 200;
/** So many postings of rare terms are finished in one step; a term that many passages hold is a step or more of its own. */
const postingsInAStep = 500;

/** BM25 over one kind of term, each score divided by the best a passage could have. */
class Field {
  readonly #holders = new Map<string, { readonly places: number[]; readonly weights: number[] }>();
  readonly #lengths: number[] = [];
  readonly #postings = new Map<string, Postings>();

  get #size(): number {
    return this.#lengths.length;
  }

  add(counts: Counts): void {
    const at = this.#lengths.length;
    let length = 0;
    for (const [term, weight] of counts) {
      length += weight;
      const held = this.#holders.get(term);
      if (held === undefined) this.#holders.set(term, { places: [at], weights: [weight] });
      else {
        held.places.push(at);
        held.weights.push(weight);
      }
    }
    this.#lengths.push(length);
  }

  /** Once all are added. It can be asked when the last step is done. */
  *finishing(): Generator<undefined, void> {
    const mean = Math.max(1, this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, this.#size));
    let done = 0;
    for (const [term, { places, weights }] of this.#holders) {
      const gains = new Float32Array(places.length);
      for (let n = 0; n < places.length; n += 1) {
        const weight = weights[n] ?? 0;
        const norm = k1 * (1 - b + (b * (this.#lengths[places[n] ?? 0] ?? 0)) / mean);
        gains[n] = Math.min(1, (weight * (k1 + 1)) / (weight + norm) / 1.1);
      }
      this.#postings.set(term, { places: Uint32Array.from(places), gains });
      done += places.length;
      if (done < postingsInAStep) continue;
      done = 0;
      yield;
    }
    this.#holders.clear();
  }

  #rarity(term: string): number {
    const holders = this.#postings.get(term)?.places.length ?? 0;
    return Math.log(1 + (this.#size - holders + 0.5) / (holders + 0.5));
  }

  #tells(term: string): boolean {
    const holders = this.#postings.get(term)?.places.length ?? 0;
    return this.#size <= fewPassages || holders <= this.#size * mostHolders;
  }

  /** By place; 0 for passages that share no term. */
  scores(query: readonly string[]): Float32Array {
    const scores = new Float32Array(this.#size);
    const asked = [...new Set(query)];
    const telling = asked.filter((term) => this.#tells(term));
    const counted = telling.length > 0 ? telling : asked;
    const whole = counted.reduce((sum, term) => sum + this.#rarity(term), 0);
    for (const term of counted) {
      const rarity = this.#rarity(term) / whole;
      const { places, gains } = this.#postings.get(term) ?? nowhere;
      for (let n = 0; n < places.length; n += 1) {
        const at = places[n] ?? 0;
        scores[at] = (scores[at] ?? 0) + rarity * (gains[n] ?? 0);
      }
    }
    return scores;
  }
}

const nowhere: Postings = { places: new Uint32Array(0), gains: new Float32Array(0) };

const best = (value: number): number => Math.min(1, value);

/** Puts a place behind all that score as high or higher. */
const insert = (places: number[], at: number, scores: Float32Array): void => {
  const score = scores[at] as number;
  let place = places.length;
  while (place > 0 && (scores[places[place - 1] as number] as number) < score) place -= 1;
  places.splice(place, 0, at);
};

/** The places of the highest scores above 0, highest first, of equals the earlier; most of thousands are never put in order. */
const highest = (scores: Float32Array, limit: number): readonly number[] => {
  const places: number[] = [];
  let least = 0;
  for (let at = 0; at < scores.length; at += 1) {
    if ((scores[at] as number) <= least) continue;
    insert(places, at, scores);
    if (places.length > limit) places.pop();
    if (places.length === limit) least = scores[places[limit - 1] as number] as number;
  }
  return places;
};

/** Passages by words and by parts of words, the scores fused evenly. Pure; the same question finds the same in the same order. */
export class PassageIndex<Id extends string> {
  readonly #ids: Id[] = [];
  readonly #words = new Field();
  readonly #grams = new Field();

  private constructor() {
    // Made by `building`, so that no half of one is ever asked.
  }

  static of<Id extends string>(passages: Iterable<Passage<Id>>): PassageIndex<Id> {
    const building = PassageIndex.building(passages);
    let step = building.next();
    while (step.done !== true) step = building.next();
    return step.value;
  }

  /** The same, a passage or two at a time: thousands take a while, and whoever builds has other things to do in between. */
  static *building<Id extends string>(passages: Iterable<Passage<Id>>): Generator<undefined, PassageIndex<Id>> {
    const index = new PassageIndex<Id>();
    for (const passage of passages) {
      index.#add(passage);
      yield;
    }
    yield* index.#words.finishing();
    yield* index.#grams.finishing();
    return index;
  }

  #add({ id, text, context }: Passage<Id>): void {
    const [said, beside] = [normalised(text), normalised(context)];
    const weighed = (terms: (text: string) => readonly string[]): Counts =>
      counted([
        [terms(said), 1],
        [terms(beside), contextShare],
      ]);
    this.#ids.push(id);
    this.#words.add(weighed(wordsIn));
    this.#grams.add(weighed(gramsIn));
  }

  /** Best first, at most `limit`. */
  find(question: string, limit: number): readonly FoundPassage<Id>[] {
    const asked = normalised(question);
    const words = this.#words.scores(wordsIn(asked));
    const grams = this.#grams.scores(gramsIn(asked));
    const scores = words.map((score, at) => best((score + (grams[at] ?? 0)) / 2));
    return highest(scores, limit).flatMap((at) => {
      const id = this.#ids[at];
      return id === undefined ? [] : [{ id, score: scores[at] ?? 0, words: best(words[at] ?? 0) }];
    });
  }
}
