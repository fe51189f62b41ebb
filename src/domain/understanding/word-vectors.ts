import { fromBase64 } from './base64.js';

/** Vectors as they are written down: one signed byte per dimension, and each word's length. */
export type PackedVectors = {
  readonly dimensions: number;
  /** Stems, separated by spaces. */
  readonly words: string;
  /** Base64 of the directions, word after word. */
  readonly directions: string;
  /** Base64 of one byte per word: its length as a share of the longest. */
  readonly lengths: string;
  /** Base64 of one byte per word: how rare it is among public questions, in sixteenths of a nat. */
  readonly rarities: string;
};

export const raritySteps = 16;

const normalised = (vector: Float64Array): Float64Array => {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? vector : vector.map((value) => value / length);
};

/** What words are used alike, learnt from public questions: a text becomes the direction its words point to together. */
export class WordVectors {
  readonly #dimensions: number;
  readonly #numbers = new Map<string, number>();
  readonly #directions: Int8Array;
  readonly #lengths: Uint8Array;
  readonly #rarities: Uint8Array;

  constructor({ dimensions, words, directions, lengths, rarities }: PackedVectors) {
    this.#dimensions = dimensions;
    for (const [at, word] of words.split(' ').entries()) this.#numbers.set(word, at);
    this.#directions = new Int8Array(fromBase64(directions).buffer);
    this.#lengths = fromBase64(lengths);
    this.#rarities = fromBase64(rarities);
  }

  /** How rare a word is among public questions; null: it does not occur in them. */
  rarityOf(word: string): number | null {
    const rarity = this.#rarities[this.#numbers.get(word) ?? -1];
    return rarity === undefined ? null : rarity / raritySteps;
  }

  /** The stems it knows. */
  get words(): Iterable<string> {
    return this.#numbers.keys();
  }

  get dimensions(): number {
    return this.#dimensions;
  }

  /** Of unit length, or zero where no word is known. */
  directionOf(words: readonly string[]): Float64Array {
    const sum = new Float64Array(this.#dimensions);
    for (const word of new Set(words)) {
      const number = this.#numbers.get(word);
      if (number === undefined) continue;
      const length = this.#lengths[number] as number;
      const from = number * this.#dimensions;
      for (let at = 0; at < this.#dimensions; at += 1)
        sum[at] = (sum[at] as number) + length * (this.#directions[from + at] as number);
    }
    return normalised(sum);
  }
}

/** Packed vectors are unpacked once for all models, and not before the first one. */
const unpacked = new WeakMap<PackedVectors, WordVectors>();
export const unpackedVectors = ({ vectors }: { readonly vectors: PackedVectors }): WordVectors => {
  const known = unpacked.get(vectors) ?? new WordVectors(vectors);
  unpacked.set(vectors, known);
  return known;
};

export const isSilent = (direction: Float64Array): boolean => direction.every((value) => value === 0);

const product = (left: Float64Array, right: Float64Array): number => {
  let sum = 0;
  for (let at = 0; at < left.length; at += 1) sum += (left[at] as number) * (right[at] as number);
  return sum;
};

/** How near a text's direction is to the labels': to their examples together and to the best one of them. */
export class NearestDirections {
  readonly #examples: readonly Float64Array[];
  readonly #labels: Int32Array;
  readonly #centres: readonly Float64Array[];

  constructor(examples: readonly Float64Array[], labels: Int32Array, labelCount: number) {
    this.#labels = labels;
    this.#examples = examples;
    const [first = new Float64Array(0)] = this.#examples;
    const centres = Array.from({ length: labelCount }, () => new Float64Array(first.length));
    this.#examples.forEach((example, at) => {
      const centre = centres[labels[at] as number];
      example.forEach((value, place) => {
        if (centre !== undefined) centre[place] = (centre[place] as number) + value;
      });
    });
    this.#centres = centres.map(normalised);
  }

  toCentres(asked: Float64Array): Float64Array {
    const near = new Float64Array(this.#centres.length);
    for (let label = 0; label < near.length; label += 1)
      near[label] = product(this.#centres[label] as Float64Array, asked);
    return near;
  }

  nearness(asked: Float64Array): { readonly centre: Float64Array; readonly best: Float64Array } {
    const best = new Float64Array(this.#centres.length);
    for (let at = 0; at < this.#examples.length; at += 1) {
      const label = this.#labels[at] as number;
      const near = product(this.#examples[at] as Float64Array, asked);
      if (near > (best[label] as number)) best[label] = near;
    }
    return { centre: this.toCentres(asked), best };
  }
}
