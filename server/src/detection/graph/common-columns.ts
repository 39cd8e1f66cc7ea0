/** The columns that two or more of some rows have in common: what a group of accounts shares, group after group. */
import { bucketBy } from './csr.ts';
import { positionsWhere } from './edge-selection.ts';
import { columnDegree, type Incidence } from './incidence.ts';

export type CommonColumns = {
  /** In the order in which the rows name them. */
  readonly columns: readonly number[];
  /** For each of these columns the rows that hold it, as their places in the rows asked for, ascending. */
  readonly holders: readonly (readonly number[])[];
};

export type ReadCommonColumns = (rows: ArrayLike<number>) => CommonColumns;

/** Keeps one column of counts for all its calls, and of each row only what some other row holds too. */
export function createCommonColumns(incidence: Incidence): ReadCommonColumns {
  const { offsets, columns: columnsOf } = sharedColumns(incidence);
  // 0 = not met; above, how many rows hold it; below, −1 − its place among the common ones. All 0 between calls.
  const state = new Int32Array(incidence.columnCount);
  const touched: number[] = [];

  const count = (row: number): void => {
    const end = offsets[row + 1] ?? 0;
    for (let i = offsets[row] ?? 0; i < end; i++) {
      const column = columnsOf[i] ?? 0;
      const before = state[column] ?? 0;
      if (before === 0) touched.push(column);
      state[column] = before + 1;
    }
  };
  const collect = (row: number, place: number, holders: readonly number[][]): void => {
    const end = offsets[row + 1] ?? 0;
    for (let i = offsets[row] ?? 0; i < end; i++) {
      const found = state[columnsOf[i] ?? 0] ?? 0;
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

const readers = new WeakMap<Incidence, ReadCommonColumns>();

/** One for all who ask about the same incidence: what it counts with is as long as there are columns. */
export function commonColumnsOf(incidence: Incidence): ReadCommonColumns {
  const reader = readers.get(incidence) ?? createCommonColumns(incidence);
  readers.set(incidence, reader);
  return reader;
}

/** The columns of each row that two rows or more hold, ascending. */
function sharedColumns(incidence: Incidence): { readonly offsets: Int32Array; readonly columns: Int32Array } {
  const { rowCount, entryRow, entryColumn } = incidence;
  const isShared = (entry: number): boolean => columnDegree(incidence, entryColumn[entry] ?? 0) > 1;
  const shared = positionsWhere(entryRow.length, isShared);
  const byRow = bucketBy(
    shared.map((entry) => entryRow[entry] ?? 0),
    rowCount,
  );
  return { offsets: byRow.offsets, columns: byRow.items.map((place) => entryColumn[shared[place] ?? 0] ?? 0) };
}
