/** One row of the table: how many edits turn the beginning of `left` into each beginning of `right`. */
type Row = readonly number[];

const cell = (row: Row, at: number): number => row[at] ?? Number.POSITIVE_INFINITY;

const nextRow = (left: string, right: string, i: number, last: Row, beforeLast: Row): number[] => {
  const row = [i];
  for (let j = 1; j <= right.length; j += 1) {
    const changed = cell(last, j - 1) + (left[i - 1] === right[j - 1] ? 0 : 1);
    const isSwap = left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
    const swapped = isSwap ? cell(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY;
    row.push(Math.min(cell(last, j) + 1, cell(row, j - 1) + 1, changed, swapped));
  }
  return row;
};

/**
 * Damerau–Levenshtein distance (optimal string alignment): one edit is a letter lost, added, changed or swapped with
 * its neighbour. Answers `limit + 1` as soon as it is certain to be above `limit`.
 */
export const editDistance = (left: string, right: string, limit: number): number => {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforeLast: Row = [];
  let last: Row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const row = nextRow(left, right, i, last, beforeLast);
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(cell(last, right.length), limit + 1);
};
