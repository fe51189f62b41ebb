import type { Supports } from './linear-svm.js';
import type { RowMatrix } from './row-matrix.js';
import type { SparseVector } from './vectoriser.js';

/** All labels' planes, made of their supports: feature by feature, so that a text touches few cache lines. */
export class SvmPlanes {
  readonly #weights: Float32Array;
  readonly #biases: Float64Array;

  constructor(matrix: RowMatrix, supports: readonly Supports[]) {
    const labels = supports.length;
    this.#weights = new Float32Array(matrix.columns * labels);
    this.#biases = new Float64Array(labels);
    const plane = new Float64Array(matrix.columns);
    supports.forEach(({ rows, pulls }, label) => {
      plane.fill(0);
      rows.forEach((row, at) => {
        const pull = pulls[at] as number;
        this.#biases[label] = (this.#biases[label] as number) + pull;
        for (let cell = matrix.starts[row] as number; cell < (matrix.starts[row + 1] as number); cell += 1) {
          const column = matrix.indices[cell] as number;
          plane[column] = (plane[column] as number) + pull * (matrix.values[cell] as number);
        }
      });
      for (let column = 0; column < matrix.columns; column += 1)
        this.#weights[column * labels + label] = plane[column] as number;
    });
  }

  get bytes(): number {
    return this.#weights.byteLength;
  }

  /** How far the text lies on each label's own side. */
  scores({ indices, values }: SparseVector): Float64Array {
    const scores = this.#biases.slice();
    const labels = scores.length;
    for (let at = 0; at < indices.length; at += 1) {
      const from = (indices[at] as number) * labels;
      const value = values[at] as number;
      for (let label = 0; label < labels; label += 1)
        scores[label] = (scores[label] as number) + value * (this.#weights[from + label] as number);
    }
    return scores;
  }
}
