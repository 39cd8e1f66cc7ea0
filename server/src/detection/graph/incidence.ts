/**
 * A two-sided graph, rows × columns (accounts × identifiers), each pair once, readable from both sides. From the
 * column side: the entries of column c stand at columnOffsets[c] to columnOffsets[c + 1], sorted by row. From the
 * row side: rowEntries lists entry numbers.
 */
import { bucketBy, inOrder, offsetsOf, valuesAt } from './csr.ts';

export type Incidence = {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly columnOffsets: Int32Array;
  readonly entryRow: Int32Array;
  readonly entryColumn: Int32Array;
  /** When each entry was seen. */
  readonly times: SpanOf;
  readonly rowOffsets: Int32Array;
  readonly rowEntries: Int32Array;
};

/** The first and the last time; NaN = unknown. */
export type SpanOf = { readonly first: (of: number) => number; readonly last: (of: number) => number };

export type IncidencePairs = {
  readonly row: Int32Array;
  readonly column: Int32Array;
  /** Absent where nothing about time matters. */
  readonly seen?: Sightings;
};

/** Pair → where it came from, from 0 on, and when that was: two columns of times would be the largest thing there is. */
export type Sightings = SpanOf & { readonly source: Int32Array };

/** Radix sort by (column, row), then equal pairs become one entry that spans all their times. */
export function toIncidence(rowCount: number, columnCount: number, pairs: IncidencePairs): Incidence {
  const order = inColumnOrder(rowCount, columnCount, pairs);
  const entryRow = new Int32Array(order.length);
  const entryColumn = new Int32Array(order.length);
  const { source } = pairs.seen ?? {};
  const spans = pairs.seen && new EntrySpans(pairs.seen, order.length);
  let count = 0;
  for (let i = 0; i < order.length; i++) {
    const pair = order[i] ?? 0;
    const row = pairs.row[pair] ?? 0;
    const column = pairs.column[pair] ?? 0;
    const at = count - 1;
    if (at >= 0 && entryRow[at] === row && entryColumn[at] === column) {
      spans?.extend(at, source?.[pair]);
      continue;
    }
    spans?.start(count, source?.[pair]);
    entryRow[count] = row;
    entryColumn[count++] = column;
  }
  // Usually no pair comes twice, and nothing need be copied.
  const cut = (entries: Int32Array): Int32Array => (count >= entries.length ? entries : entries.slice(0, count));
  const rows = cut(entryRow);
  const columns = cut(entryColumn);
  const bySide = bucketBy(rows, rowCount);
  return {
    rowCount,
    columnCount,
    columnOffsets: offsetsOf(columns, columnCount),
    entryRow: rows,
    entryColumn: columns,
    times: spans ?? NEVER_SEEN,
    rowOffsets: bySide.offsets,
    rowEntries: bySide.items,
  };
}

function inColumnOrder(rowCount: number, columnCount: number, { row, column }: IncidencePairs): Int32Array {
  const byRow = bucketBy(row, rowCount).items;
  return valuesAt(byRow, bucketBy(valuesAt(column, byRow), columnCount).items);
}

const NEVER_SEEN: SpanOf = { first: () => Number.NaN, last: () => Number.NaN };

/** Of entries made of one pair its source alone is kept; of the others, few, the span of all their pairs. */
class EntrySpans implements SpanOf {
  readonly #of: SpanOf;
  /** Entry → its source; below 0, −1 − its place among the spans. */
  readonly #source: Int32Array;
  readonly #firsts: number[] = [];
  readonly #lasts: number[] = [];

  constructor({ first, last }: SpanOf, room: number) {
    this.#of = { first, last };
    this.#source = new Int32Array(room);
  }

  start(entry: number, source = 0): void {
    this.#source[entry] = source;
  }

  extend(entry: number, source = 0): void {
    const first = earlier(this.first(entry), this.#of.first(source));
    const last = -earlier(-this.last(entry), -this.#of.last(source));
    const known = this.#source[entry] ?? 0;
    const place = known < 0 ? -1 - known : this.#firsts.length;
    this.#firsts[place] = first;
    this.#lasts[place] = last;
    this.#source[entry] = -1 - place;
  }

  first = (entry: number): number => {
    const source = this.#source[entry] ?? 0;
    return source < 0 ? (this.#firsts[-1 - source] ?? Number.NaN) : this.#of.first(source);
  };

  last = (entry: number): number => {
    const source = this.#source[entry] ?? 0;
    return source < 0 ? (this.#lasts[-1 - source] ?? Number.NaN) : this.#of.last(source);
  };
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
    row: valuesAt(newRow, incidence.entryRow),
    column: incidence.entryColumn,
    seen: { ...incidence.times, source: inOrder(incidence.entryRow.length) },
  });
}
