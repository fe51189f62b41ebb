/** A sparse table of counts; rows and columns are named as they appear. */
export class SparseCounts {
  readonly rows = new Map<number, Map<number, number>>();

  add(row: number, column: number, count = 1): void {
    const cells = this.rows.get(row) ?? new Map<number, number>();
    cells.set(column, (cells.get(column) ?? 0) + count);
    this.rows.set(row, cells);
  }

  /** Positive pointwise mutual information, with frequent columns damped (Levy, Goldberg & Dagan 2015). */
  informative(damping = 0.75): SparseCounts {
    const rowSums = new Map<number, number>();
    const columnSums = new Map<number, number>();
    let total = 0;
    for (const [row, cells] of this.rows)
      for (const [column, count] of cells) {
        rowSums.set(row, (rowSums.get(row) ?? 0) + count);
        columnSums.set(column, (columnSums.get(column) ?? 0) + count);
        total += count;
      }
    const damped = [...columnSums.values()].reduce((sum, count) => sum + count ** damping, 0);
    const result = new SparseCounts();
    for (const [row, cells] of this.rows)
      for (const [column, count] of cells) {
        const expected = (rowSums.get(row)! / total) * (columnSums.get(column)! ** damping / damped);
        const information = Math.log(count / total / expected);
        if (information > 0) result.add(row, column, information);
      }
    return result;
  }
}
