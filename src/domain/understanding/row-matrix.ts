import type { SparseVector } from './vectoriser.js';

/** Sparse rows laid end to end, which is what makes the solver fast. */
export type RowMatrix = {
  readonly rows: number;
  readonly columns: number;
  /** Where each row begins, and after the last one its end. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
};

export const rowMatrix = (vectors: readonly SparseVector[], columns: number): RowMatrix => {
  const starts = new Int32Array(vectors.length + 1);
  vectors.forEach((vector, row) => {
    starts[row + 1] = (starts[row] ?? 0) + vector.indices.length;
  });
  const size = starts[vectors.length] ?? 0;
  const indices = new Int32Array(size);
  const values = new Float64Array(size);
  vectors.forEach((vector, row) => {
    indices.set(vector.indices, starts[row]);
    values.set(vector.values, starts[row]);
  });
  return { rows: vectors.length, columns, starts, indices, values };
};
