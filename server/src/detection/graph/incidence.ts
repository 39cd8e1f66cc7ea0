/**
 * A two-sided graph, rows × columns (accounts × identifiers), each pair once, readable from both sides. From the
 * column side: the entries of column c stand at columnOffsets[c] to columnOffsets[c + 1], sorted by row. From the
 * row side: rowEntries lists entry numbers.
 */
import { bucketBy, offsetsOf } from './csr.ts';

export type Incidence = {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly columnOffsets: Int32Array;
  readonly entryRow: Int32Array;
  readonly entryColumn: Int32Array;
  readonly entryFirst: Float64Array;
  readonly entryLast: Float64Array;
  readonly rowOffsets: Int32Array;
  readonly rowEntries: Int32Array;
};

export type IncidencePairs = {
  readonly row: Int32Array;
  readonly column: Int32Array;
  /** NaN = unknown. */
  readonly first: Float64Array;
  readonly last: Float64Array;
};

/** Radix sort by (column, row), then equal pairs become one entry that spans all their times. */
export function toIncidence(rowCount: number, columnCount: number, pairs: IncidencePairs): Incidence {
  const byRow = bucketBy(pairs.row, rowCount).items;
  const columnsByRow = byRow.map((pair) => pairs.column[pair] ?? -1);
  const order = bucketBy(columnsByRow, columnCount).items.map((place) => byRow[place] ?? 0);
  const entryRow = new Int32Array(order.length);
  const entryColumn = new Int32Array(order.length);
  const entryFirst = new Float64Array(order.length);
  const entryLast = new Float64Array(order.length);
  let count = 0;
  for (const pair of order) {
    const row = pairs.row[pair] ?? 0;
    const column = pairs.column[pair] ?? 0;
    const first = pairs.first[pair] ?? Number.NaN;
    const last = pairs.last[pair] ?? Number.NaN;
    const at = count - 1;
    if (at >= 0 && entryRow[at] === row && entryColumn[at] === column) {
      entryFirst[at] = earlier(entryFirst[at] ?? Number.NaN, first);
      entryLast[at] = -earlier(-(entryLast[at] ?? Number.NaN), -last);
      continue;
    }
    entryRow[count] = row;
    entryColumn[count] = column;
    entryFirst[count] = first;
    entryLast[count++] = last;
  }
  // Usually no pair comes twice, and nothing need be copied.
  const cut = <T extends Int32Array | Float64Array>(entries: T): T =>
    count === order.length ? entries : (entries.slice(0, count) as T);
  const rows = cut(entryRow);
  const columns = cut(entryColumn);
  const bySide = bucketBy(rows, rowCount);
  return {
    rowCount,
    columnCount,
    columnOffsets: offsetsOf(columns, columnCount),
    entryRow: rows,
    entryColumn: columns,
    entryFirst: cut(entryFirst),
    entryLast: cut(entryLast),
    rowOffsets: bySide.offsets,
    rowEntries: bySide.items,
  };
}

/** The smaller one; an unknown time (NaN) gives way to a known one. */
const earlier = (a: number, b: number): number => (Number.isNaN(a) || b < a ? b : a);

export const columnDegree = (incidence: Incidence, column: number): number =>
  (incidence.columnOffsets[column + 1] ?? 0) - (incidence.columnOffsets[column] ?? 0);

/** The same incidence with rows merged (`newRow[row]`), as for the accounts of one person. */
export function mergeRows(incidence: Incidence, newRow: Int32Array, newRowCount: number): Incidence {
  return toIncidence(newRowCount, incidence.columnCount, {
    row: incidence.entryRow.map((row) => newRow[row] ?? 0),
    column: incidence.entryColumn,
    first: incidence.entryFirst,
    last: incidence.entryLast,
  });
}
