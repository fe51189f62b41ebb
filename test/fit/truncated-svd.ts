import { seededRandom } from '#domain/understanding/seeded-random';
import type { SparseCounts } from './sparse-counts.js';

const extra = 16;
const powerRounds = 5;

/** Modified Gram–Schmidt, twice where it matters little and costs little. */
const orthonormalise = (columns: readonly Float64Array[]): void => {
  columns.forEach((column, at) => {
    for (let pass = 0; pass < 2; pass += 1)
      for (const before of columns.slice(0, at)) {
        let product = 0;
        for (let row = 0; row < column.length; row += 1) product += column[row]! * before[row]!;
        for (let row = 0; row < column.length; row += 1) column[row] = column[row]! - product * before[row]!;
      }
    let length = 0;
    for (const value of column) length += value * value;
    length = Math.sqrt(length) || 1;
    for (let row = 0; row < column.length; row += 1) column[row] = column[row]! / length;
  });
};

/**
 * The first `dimensions` left singular vectors of a sparse table, each times the root of its singular value: one row for
 * each row of the table. Randomised subspace iteration from a fixed seed.
 */
export const truncatedSvd = (
  table: SparseCounts,
  height: number,
  width: number,
  dimensions: number,
): readonly Float64Array[] => {
  const random = seededRandom(3);
  const size = dimensions + extra;
  const times = (columns: readonly Float64Array<ArrayBuffer>[]) =>
    columns.map((column) => {
      const result = new Float64Array(height);
      for (const [row, cells] of table.rows) {
        let sum = 0;
        for (const [at, value] of cells) sum += value * column[at]!;
        result[row] = sum;
      }
      return result;
    });
  const transposedTimes = (columns: readonly Float64Array<ArrayBuffer>[]) =>
    columns.map((column) => {
      const result = new Float64Array(width);
      for (const [row, cells] of table.rows) {
        const factor = column[row]!;
        for (const [at, value] of cells) result[at] = result[at]! + value * factor;
      }
      return result;
    });
  let right = Array.from({ length: size }, () => Float64Array.from({ length: width }, () => random() - 0.5));
  let left = times(right);
  for (let round = 0; round < powerRounds; round += 1) {
    orthonormalise(left);
    right = transposedTimes(left);
    orthonormalise(right);
    left = times(right);
  }
  const ranked = left
    .map((column) => ({ column, value: Math.sqrt(column.reduce((sum, each) => sum + each * each, 0)) }))
    .sort((a, b) => b.value - a.value)
    .slice(0, dimensions);
  return Array.from({ length: height }, (_, row) =>
    Float64Array.from(ranked, ({ column, value }) => column[row]! / Math.sqrt(value || 1)),
  );
};
