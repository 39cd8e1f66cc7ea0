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
  /** NaN = unknown; empty where the pairs came without times. */
  readonly entryFirst: Float64Array;
  readonly entryLast: Float64Array;
  readonly rowOffsets: Int32Array;
  readonly rowEntries: Int32Array;
};

export type IncidencePairs = {
  readonly row: Int32Array;
  readonly column: Int32Array;
  /** NaN = unknown; both empty where nothing about time matters. */
  readonly first: Float64Array;
  readonly last: Float64Array;
};

export const NO_TIMES = new Float64Array(0);

/** Radix sort by (column, row), then equal pairs become one entry that spans all their times. */
export function toIncidence(rowCount: number, columnCount: number, pairs: IncidencePairs): Incidence {
  const byRow = bucketBy(pairs.row, rowCount).items;
  const columnsByRow = byRow.map((pair) => pairs.column[pair] ?? -1);
  const order = bucketBy(columnsByRow, columnCount).items.map((place) => byRow[place] ?? 0);
  const entryRow = new Int32Array(order.length);
  const entryColumn = new Int32Array(order.length);
  const spans = new Spans(pairs, order.length);
  let count = 0;
  for (let i = 0; i < order.length; i++) {
    const pair = order[i] ?? 0;
    const row = pairs.row[pair] ?? 0;
    const column = pairs.column[pair] ?? 0;
    const at = count - 1;
    if (at >= 0 && entryRow[at] === row && entryColumn[at] === column) {
      spans.extend(at, pair);
      continue;
    }
    spans.start(count, pair);
    entryRow[count] = row;
    entryColumn[count++] = column;
  }
  // Usually no pair comes twice, and nothing need be copied.
  const cut = <T extends Int32Array | Float64Array>(entries: T): T =>
    count >= entries.length ? entries : (entries.slice(0, count) as T);
  const rows = cut(entryRow);
  const columns = cut(entryColumn);
  const bySide = bucketBy(rows, rowCount);
  return {
    rowCount,
    columnCount,
    columnOffsets: offsetsOf(columns, columnCount),
    entryRow: rows,
    entryColumn: columns,
    entryFirst: cut(spans.first),
    entryLast: cut(spans.last),
    rowOffsets: bySide.offsets,
    rowEntries: bySide.items,
  };
}

class Spans {
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly #pairs: IncidencePairs;
  readonly #hasTimes: boolean;

  constructor(pairs: IncidencePairs, room: number) {
    this.#pairs = pairs;
    this.#hasTimes = pairs.first.length > 0;
    this.first = this.#hasTimes ? new Float64Array(room) : NO_TIMES;
    this.last = this.#hasTimes ? new Float64Array(room) : NO_TIMES;
  }

  start(at: number, pair: number): void {
    if (!this.#hasTimes) return;
    this.first[at] = this.#pairs.first[pair] ?? Number.NaN;
    this.last[at] = this.#pairs.last[pair] ?? Number.NaN;
  }

  extend(at: number, pair: number): void {
    if (!this.#hasTimes) return;
    this.first[at] = earlier(this.first[at] ?? Number.NaN, this.#pairs.first[pair] ?? Number.NaN);
    this.last[at] = -earlier(-(this.last[at] ?? Number.NaN), -(this.#pairs.last[pair] ?? Number.NaN));
  }
}

/** The smaller one; an unknown time (NaN) gives way to a known one. */
const earlier = (a: number, b: number): number => (Number.isNaN(a) || b < a ? b : a);

export const columnDegree = (incidence: Incidence, column: number): number =>
  (incidence.columnOffsets[column + 1] ?? 0) - (incidence.columnOffsets[column] ?? 0);

/** Each entry of some rows: its column, and the place of its row among them. */
export function eachColumn(
  { rowOffsets, rowEntries, entryColumn }: Incidence,
  rows: Int32Array,
  visit: (column: number, place: number) => void,
): void {
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0;
    const end = rowOffsets[row + 1] ?? 0;
    for (let r = rowOffsets[row] ?? 0; r < end; r++) visit(entryColumn[rowEntries[r] ?? 0] ?? 0, place);
  }
}

/** The same incidence with rows merged (`newRow[row]`), as for the accounts of one person. */
export function mergeRows(incidence: Incidence, newRow: Int32Array, newRowCount: number): Incidence {
  return toIncidence(newRowCount, incidence.columnCount, {
    row: incidence.entryRow.map((row) => newRow[row] ?? 0),
    column: incidence.entryColumn,
    first: incidence.entryFirst,
    last: incidence.entryLast,
  });
}
