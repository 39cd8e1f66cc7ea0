/**
 * Adds rows to `link` that may or may not be there: inserts many at once and asks about a chunk only when some of it
 * was refused. Keeps `link_reverse`, the count of links and the degrees in step.
 */
import { LINK_TYPE_LIST } from '../../domain/ontology.ts';
import { KeyList, orderByKey } from './key-order.ts';
import { LINK_COLUMNS, linkColumns } from './link-rows.ts';
import {
  createBulkRead,
  createBulkWrite,
  ROWS_PER_STATEMENT,
  type SqlRow,
  type SqlValue,
  type StatementCache,
  toNumber,
} from './sql.ts';
import type { WriteContext } from './write-context.ts';

export type LinkKey = { readonly a: number; readonly b: number; readonly type: number };
export type NewLink = LinkKey & { readonly isLive: boolean };
export type Insertion<T> = {
  readonly columns: readonly string[];
  /** So many of them, at the end, are NULL in most rows: they are left out of a statement where all rows agree. */
  readonly seldom: number;
  /** Adds the values of all those columns. */
  readonly pushValues: (item: T, flat: SqlValue[]) => void;
  /** Called for every item whose row was there before this pass. */
  readonly mergeInto: (item: T, row: SqlRow) => void;
};

export class LinkInserter<T extends NewLink> {
  readonly #context: WriteContext;
  readonly #insert;
  readonly #insertShort;
  readonly #find;
  readonly #insertReverse;
  #chunk: T[] = [];
  readonly #created = new KeyList();
  readonly #insertion: Insertion<T>;
  #expectsExisting = false;

  constructor(context: WriteContext, insertion: Insertion<T>) {
    const { prepare } = context;
    const { columns } = insertion;
    this.#context = context;
    this.#insertion = insertion;
    this.#insert = createLinkInsert(prepare, columns);
    this.#insertShort = createLinkInsert(prepare, columns.slice(0, columns.length - insertion.seldom));
    this.#find = createLinkFinder(prepare);
    this.#insertReverse = createBulkWrite(
      prepare,
      3,
      (values) => `INSERT INTO link_reverse (b, a, type) VALUES ${values} ON CONFLICT DO NOTHING`,
    );
  }

  add(item: T): void {
    this.#chunk.push(item);
    if (this.#chunk.length === ROWS_PER_STATEMENT) this.#flushChunk();
  }

  /** Ends a pass: links seen from the other end are written in the order of that end. */
  flush(): void {
    if (this.#chunk.length > 0) this.#flushChunk();
    const { first, second, type } = this.#created.reversed;
    const flat: SqlValue[] = [];
    for (const position of orderByKey(this.#created.reversed)) {
      flat.push(first[position] ?? 0, second[position] ?? 0, type[position] ?? 0);
      if (flat.length === 3 * ROWS_PER_STATEMENT) {
        this.#insertReverse(flat);
        flat.length = 0;
      }
    }
    if (flat.length > 0) this.#insertReverse(flat);
    this.#created.clear();
  }

  #flushChunk(): void {
    const chunk = this.#chunk;
    this.#chunk = [];
    const rest = this.#expectsExisting ? this.#mergeExisting(chunk) : chunk;
    const created = rest.length === 0 ? 0 : this.#insertAll(rest);
    this.#expectsExisting = created < chunk.length;
    for (const item of created < rest.length ? this.#mergeExisting(rest) : rest) this.#noteCreated(item);
  }

  #insertAll(items: readonly T[]): number {
    const { stamp } = this.#context.state;
    const flat: SqlValue[] = [];
    for (const item of items) {
      flat.push(item.a, item.b, item.type, stamp);
      this.#insertion.pushValues(item, flat);
    }
    const { columns, seldom } = this.#insertion;
    const short = seldom === 0 ? null : withoutTail(flat, columns.length + 4, seldom);
    return short ? this.#insertShort(short) : this.#insert(flat);
  }

  /** Hands on what was there before this pass; returns the rest (rows of this pass carry its stamp). */
  #mergeExisting(items: readonly T[]): readonly T[] {
    const { stamp } = this.#context.state;
    const rows = this.#find(items.flatMap(({ a, b, type }) => [a, b, type]));
    const held = new Map(rows.filter((row) => toNumber(row[3]) !== stamp).map((row) => [keyText(row), row]));
    if (held.size === 0) return items;
    return items.filter((item) => {
      const row = held.get(`${item.a} ${item.b} ${item.type}`);
      if (row) this.#insertion.mergeInto(item, row);
      return row === undefined;
    });
  }

  #noteCreated({ a, b, type, isLive }: T): void {
    const { state, degrees } = this.#context;
    this.#created.push(a, b, type);
    if (type < LINK_TYPE_LIST.length) state.links++;
    if (isLive) degrees.addLink(a, b, 1);
  }
}

const createLinkInsert = (prepare: StatementCache, columns: readonly string[]) =>
  createBulkWrite(
    prepare,
    columns.length + 4,
    (values) => `INSERT INTO link (a, b, type, stamp, ${columns.join(', ')}) VALUES ${values} ON CONFLICT DO NOTHING`,
  );

/** The rows without their last `tail` values, or null where one of those is not NULL. */
function withoutTail(flat: readonly SqlValue[], width: number, tail: number): SqlValue[] | null {
  const short: SqlValue[] = [];
  for (let i = 0; i < flat.length; i++) {
    const value = flat[i] ?? null;
    if (i % width < width - tail) short.push(value);
    else if (value !== null) return null;
  }
  return short;
}

const keyText = (row: SqlRow): string => `${row[0]} ${row[1]} ${row[2]}`;

export const createLinkFinder = (prepare: StatementCache): ((flat: readonly SqlValue[]) => readonly SqlRow[]) =>
  createBulkRead(
    prepare,
    3,
    (values) => `WITH wanted (a, b, type) AS (VALUES ${values})
      SELECT ${linkColumns('link')} FROM wanted CROSS JOIN link
      ON link.a = wanted.a AND link.b = wanted.b AND link.type = wanted.type`,
  );

/** `row` with some columns replaced: what the row will be after an update. */
export function withColumns(row: SqlRow, columns: readonly string[], values: readonly SqlValue[]): SqlRow {
  const next = [...row];
  columns.forEach((column, position) => {
    next[LINK_COLUMNS.indexOf(column as (typeof LINK_COLUMNS)[number])] = values[position] ?? null;
  });
  return next;
}
