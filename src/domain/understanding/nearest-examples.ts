import type { RowMatrix } from './row-matrix.js';
import type { SparseVector } from './vectoriser.js';

/** How near a text is to the examples of each label, by the angle between them. */
export type Nearness = { readonly best: Float64Array; readonly topThree: Float64Array; readonly mean: Float64Array };

/** The columns of a row matrix: which rows have a feature, and how much of it. */
const byColumn = (matrix: RowMatrix): RowMatrix => {
  const starts = new Int32Array(matrix.columns + 1);
  for (const column of matrix.indices) starts[column + 1] = (starts[column + 1] as number) + 1;
  for (let column = 0; column < matrix.columns; column += 1)
    starts[column + 1] = (starts[column + 1] as number) + (starts[column] as number);
  const free = starts.slice();
  const indices = new Int32Array(matrix.indices.length);
  const values = new Float64Array(matrix.indices.length);
  for (let row = 0; row < matrix.rows; row += 1)
    for (let at = matrix.starts[row] as number; at < (matrix.starts[row + 1] as number); at += 1) {
      const column = matrix.indices[at] as number;
      const place = free[column] as number;
      free[column] = place + 1;
      indices[place] = row;
      values[place] = matrix.values[at] as number;
    }
  return { rows: matrix.columns, columns: matrix.rows, starts, indices, values };
};

export class NearestExamples {
  readonly #columns: RowMatrix;
  readonly #labels: Int32Array;
  readonly #counts: Float64Array;

  constructor(matrix: RowMatrix, labels: Int32Array, labelCount: number) {
    this.#columns = byColumn(matrix);
    this.#labels = labels;
    this.#counts = new Float64Array(labelCount);
    for (const label of labels) this.#counts[label] = (this.#counts[label] as number) + 1;
  }

  nearness(vector: SparseVector): Nearness {
    const cosines = this.#cosines(vector);
    const first = new Float64Array(this.#counts.length);
    const second = first.slice();
    const third = first.slice();
    const sums = first.slice();
    for (let row = 0; row < cosines.length; row += 1) {
      const cosine = cosines[row] as number;
      const label = this.#labels[row] as number;
      sums[label] = (sums[label] as number) + cosine;
      if (cosine <= (third[label] as number)) continue;
      const low = Math.min(cosine, second[label] as number);
      third[label] = low;
      second[label] = Math.min(Math.max(cosine, second[label] as number), first[label] as number);
      first[label] = Math.max(cosine, first[label] as number);
    }
    return {
      best: first,
      topThree: first.map((value, label) => (value + (second[label] as number) + (third[label] as number)) / 3),
      mean: sums.map((sum, label) => sum / (this.#counts[label] as number)),
    };
  }

  #cosines({ indices, values }: SparseVector): Float64Array {
    const { starts, indices: rows, values: weights, columns } = this.#columns;
    const cosines = new Float64Array(columns);
    for (let at = 0; at < indices.length; at += 1) {
      const column = indices[at] as number;
      const value = values[at] as number;
      const end = starts[column + 1] as number;
      for (let place = starts[column] as number; place < end; place += 1) {
        const row = rows[place] as number;
        cosines[row] = (cosines[row] as number) + value * (weights[place] as number);
      }
    }
    return cosines;
  }
}
