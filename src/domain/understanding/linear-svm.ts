import type { RowMatrix } from './row-matrix.js';
import { seededRandom } from './seeded-random.js';

export type SvmOptions = {
  /** The price of a row on the wrong side. */
  readonly cost: number;
  readonly rounds: number;
};

/** The rows that hold up one label's plane, and how hard: its weights are the sum of these rows times their pull. */
export type Supports = { readonly rows: Int32Array; readonly pulls: Float32Array };

const tolerance = 0.01;

/**
 * One label against all others: L2-loss linear SVM by dual coordinate descent with shrinking (Hsieh et al. 2008). The bias is
 * one more feature that every row has.
 */
class OneAgainstRest {
  readonly #matrix: RowMatrix;
  readonly #softness: number;
  readonly #curvature: Float64Array;
  readonly #weights: Float64Array;
  readonly #pulls: Float64Array;
  readonly #active: Int32Array;

  constructor(matrix: RowMatrix, cost: number) {
    this.#matrix = matrix;
    this.#softness = 1 / (2 * cost);
    this.#weights = new Float64Array(matrix.columns + 1);
    this.#pulls = new Float64Array(matrix.rows);
    this.#active = new Int32Array(matrix.rows);
    this.#curvature = new Float64Array(matrix.rows);
    for (let row = 0; row < matrix.rows; row += 1) {
      let norm = 0;
      for (let at = matrix.starts[row] as number; at < (matrix.starts[row + 1] as number); at += 1)
        norm += (matrix.values[at] as number) ** 2;
      this.#curvature[row] = norm + 1 + this.#softness;
    }
  }

  solve(isOwn: (row: number) => boolean, rounds: number, random: () => number): Supports {
    this.#weights.fill(0);
    this.#pulls.fill(0);
    const signs = Int8Array.from({ length: this.#matrix.rows }, (_, row) => (isOwn(row) ? 1 : -1));
    let active = this.#allActive();
    let shrinkAbove = Number.POSITIVE_INFINITY;
    for (let round = 0; round < rounds; round += 1) {
      this.#shuffle(active, random);
      const { kept, most } = this.#round(signs, active, shrinkAbove);
      const isWhole = active === this.#matrix.rows;
      active = kept;
      shrinkAbove = most > 0 ? most : Number.POSITIVE_INFINITY;
      if (most >= tolerance) continue;
      if (isWhole) break;
      active = this.#allActive();
      shrinkAbove = Number.POSITIVE_INFINITY;
    }
    return this.#supports(signs);
  }

  #allActive(): number {
    for (let row = 0; row < this.#matrix.rows; row += 1) this.#active[row] = row;
    return this.#matrix.rows;
  }

  #shuffle(active: number, random: () => number): void {
    for (let at = active - 1; at > 0; at -= 1) this.#swap(at, Math.floor(random() * (at + 1)));
  }

  #swap(one: number, other: number): void {
    const kept = this.#active[one] as number;
    this.#active[one] = this.#active[other] as number;
    this.#active[other] = kept;
  }

  /** Once over the rows still in play; a row far on its right side leaves. */
  #round(signs: Int8Array, before: number, shrinkAbove: number): { readonly kept: number; readonly most: number } {
    let kept = before;
    let most = 0;
    for (let at = 0; at < kept; at += 1) {
      const row = this.#active[at] as number;
      const slope = this.#slope(row, signs[row] as number);
      if (this.#pulls[row] === 0 && slope > shrinkAbove) {
        kept -= 1;
        this.#swap(at, kept);
        at -= 1;
        continue;
      }
      const projected = this.#pulls[row] === 0 ? Math.min(slope, 0) : slope;
      if (projected === 0) continue;
      most = Math.max(most, Math.abs(projected));
      this.#step(row, signs[row] as number, slope);
    }
    return { kept, most };
  }

  #slope(row: number, sign: number): number {
    const { starts, indices, values, columns } = this.#matrix;
    const weights = this.#weights;
    let score = weights[columns] as number;
    const end = starts[row + 1] as number;
    for (let at = starts[row] as number; at < end; at += 1)
      score += (weights[indices[at] as number] as number) * (values[at] as number);
    return sign * score - 1 + (this.#pulls[row] as number) * this.#softness;
  }

  #step(row: number, sign: number, slope: number): void {
    const { starts, indices, values, columns } = this.#matrix;
    const weights = this.#weights;
    const before = this.#pulls[row] as number;
    const after = Math.max(0, before - slope / (this.#curvature[row] as number));
    this.#pulls[row] = after;
    const change = (after - before) * sign;
    const end = starts[row + 1] as number;
    for (let at = starts[row] as number; at < end; at += 1)
      weights[indices[at] as number] = (weights[indices[at] as number] as number) + change * (values[at] as number);
    weights[columns] = (weights[columns] as number) + change;
  }

  #supports(signs: Int8Array): Supports {
    const rows = Int32Array.from([...this.#pulls.keys()].filter((row) => this.#pulls[row] !== 0));
    return { rows, pulls: Float32Array.from(rows, (row) => (this.#pulls[row] as number) * (signs[row] as number)) };
  }
}

/** @param labels the label of each row, as numbers below `labelCount`. */
export const trainSvm = (
  matrix: RowMatrix,
  labels: Int32Array,
  labelCount: number,
  { cost, rounds }: SvmOptions,
): readonly Supports[] => {
  const solver = new OneAgainstRest(matrix, cost);
  const random = seededRandom(7);
  return Array.from({ length: labelCount }, (_, label) => solver.solve((row) => labels[row] === label, rounds, random));
};
