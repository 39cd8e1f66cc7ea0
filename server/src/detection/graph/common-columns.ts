/** The columns that two or more of some rows have in common: what a group of accounts shares, group after group. */
import { bucketBy, valuesAt } from './csr.ts';
import { positionsWhere } from './edge-selection.ts';
import { columnDegree, type Incidence } from './incidence.ts';

export type CommonColumns = {
  /** In the order in which the rows name them. */
  readonly columns: readonly number[];
  /** For each of these columns the rows that hold it, as their places in the rows asked for, ascending. */
  readonly holders: readonly (readonly number[])[];
};

export type ReadCommonColumns = (rows: ArrayLike<number>) => CommonColumns;

/** Keeps counts for all its calls, of shared columns alone: of each row only what some other row holds too. */
export function createCommonColumns(incidence: Incidence): ReadCommonColumns {
  const { offsets, places: columnsOf, columns: named } = sharedColumns(incidence);
  // 0 = not met; above, how many rows hold it; below, −1 − its place among the common ones. All 0 between calls.
  const state = new Int32Array(named.length);
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

  const numberCommon = (): number[] => {
    const common: number[] = [];
    for (const column of touched) state[column] = (state[column] ?? 0) > 1 ? -common.push(column) : 0;
    touched.length = 0;
    return common;
  };

  return (rows) => {
    for (let i = 0; i < rows.length; i++) count(rows[i] ?? 0);
    const common = numberCommon();
    const holders: number[][] = common.map(() => []);
    if (common.length > 0) for (let i = 0; i < rows.length; i++) collect(rows[i] ?? 0, i, holders);
    for (const column of common) state[column] = 0;
    return { columns: common.map((column) => named[column] ?? 0), holders };
  };
}

const readers = new WeakMap<Incidence, ReadCommonColumns>();

/** One for all who ask about the same incidence: what it counts with is as long as there are columns. */
export function commonColumnsOf(incidence: Incidence): ReadCommonColumns {
  const reader = readers.get(incidence) ?? createCommonColumns(incidence);
  readers.set(incidence, reader);
  return reader;
}

type SharedColumns = {
  /** Those that two rows or more hold, ascending. */
  readonly columns: Int32Array;
  /** For each row the places of its own in that list, ascending, at offsets[row] to offsets[row + 1]. */
  readonly offsets: Int32Array;
  readonly places: Int32Array;
};

function sharedColumns(incidence: Incidence): SharedColumns {
  const { rowCount, columnCount, columnOffsets, entryRow } = incidence;
  const columns = positionsWhere(columnCount, (column) => columnDegree(incidence, column) > 1);
  const rows = new Int32Array(columns.reduce((sum, column) => sum + columnDegree(incidence, column), 0));
  const placeOf = new Int32Array(rows.length);
  let at = 0;
  for (let place = 0; place < columns.length; place++) {
    const column = columns[place] ?? 0;
    const end = columnOffsets[column + 1] ?? 0;
    for (let entry = columnOffsets[column] ?? 0; entry < end; entry++) {
      rows[at] = entryRow[entry] ?? 0;
      placeOf[at++] = place;
    }
  }
  const { offsets, items } = bucketBy(rows, rowCount);
  return { columns, offsets, places: valuesAt(placeOf, items) };
}
