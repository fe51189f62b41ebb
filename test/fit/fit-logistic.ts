export type Row = { readonly values: readonly number[]; readonly isRight: boolean };

const mostSteps = 30;
const shrinkage = 0.01;

/** Gauss–Jordan with pivots: the step that the slopes and the curvature ask for. */
const solve = (matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] => {
  const rows = matrix.map((row, at) => [...row, right[at]!]);
  for (let at = 0; at < rows.length; at += 1) {
    let pivot = at;
    for (let row = at + 1; row < rows.length; row += 1)
      if (Math.abs(rows[row]![at]!) > Math.abs(rows[pivot]![at]!)) pivot = row;
    [rows[at], rows[pivot]] = [rows[pivot]!, rows[at]!];
    for (let row = 0; row < rows.length; row += 1) {
      if (row === at) continue;
      const factor = rows[row]![at]! / rows[at]![at]!;
      rows[row] = rows[row]!.map((value, column) => value - factor * rows[at]![column]!);
    }
  }
  return rows.map((row, at) => row.at(-1)! / row[at]!);
};

/** Logistic regression by Newton's method, from a first guess. */
export const fitLogistic = (rows: readonly Row[], guess: readonly number[]): readonly number[] => {
  let weights = [...guess];
  for (let step = 0; step < mostSteps; step += 1) {
    const slopes = weights.map((weight) => shrinkage * weight);
    const bends: number[][] = weights.map((_, row) => weights.map((__, column) => (row === column ? shrinkage : 0)));
    for (const { values, isRight } of rows) {
      const stated = 1 / (1 + Math.exp(-values.reduce((sum, value, at) => sum + value * weights[at]!, 0)));
      const miss = stated - (isRight ? 1 : 0);
      const bend = Math.max(1e-6, stated * (1 - stated));
      values.forEach((value, row) => {
        slopes[row] = slopes[row]! + miss * value;
        values.forEach((other, column) => {
          bends[row]![column] = bends[row]![column]! + bend * value * other;
        });
      });
    }
    const change = solve(bends, slopes);
    weights = weights.map((weight, at) => weight - change[at]!);
    if (Math.max(...change.map(Math.abs)) < 1e-7) break;
  }
  return weights;
};
