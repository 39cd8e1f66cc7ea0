/** The columns that two or more of some rows have in common: what a group of accounts shares, group after group. */
import { columnDegree, type Incidence } from './incidence.ts';

export type CommonColumns = {
  /** In the order in which the rows name them. */
  readonly columns: readonly number[];
  /** For each of these columns the rows that hold it, as their places in the rows asked for, ascending. */
  readonly holders: readonly (readonly number[])[];
};

/** Keeps one column of counts for all its calls; most columns of most rows are held once, and cost no more than that. */
export function createCommonColumns(incidence: Incidence): (rows: ArrayLike<number>) => CommonColumns {
  const { rowOffsets, rowEntries, entryColumn } = incidence;
  // 0 = not met; above, how many rows hold it; below, −1 − its place among the common ones. All 0 between calls.
  const state = new Int32Array(incidence.columnCount);
  const touched: number[] = [];

  const count = (row: number): void => {
    for (let r = rowOffsets[row] ?? 0; r < (rowOffsets[row + 1] ?? 0); r++) {
      const column = entryColumn[rowEntries[r] ?? 0] ?? 0;
      if (columnDegree(incidence, column) < 2) continue;
      const before = state[column] ?? 0;
      if (before === 0) touched.push(column);
      state[column] = before + 1;
    }
  };
  const collect = (row: number, place: number, holders: readonly number[][]): void => {
    for (let r = rowOffsets[row] ?? 0; r < (rowOffsets[row + 1] ?? 0); r++) {
      const found = state[entryColumn[rowEntries[r] ?? 0] ?? 0] ?? 0;
      if (found < 0) holders[-1 - found]?.push(place);
    }
  };

  const numberCommon = (columns: number[]): void => {
    for (const column of touched) state[column] = (state[column] ?? 0) > 1 ? -columns.push(column) : 0;
    touched.length = 0;
  };

  return (rows) => {
    for (let i = 0; i < rows.length; i++) count(rows[i] ?? 0);
    const columns: number[] = [];
    numberCommon(columns);
    const holders: number[][] = columns.map(() => []);
    if (columns.length > 0) for (let i = 0; i < rows.length; i++) collect(rows[i] ?? 0, i, holders);
    for (const column of columns) state[column] = 0;
    return { columns, holders };
  };
}
