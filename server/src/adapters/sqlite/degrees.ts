/**
 * `entity.degree`: the number of live drawn links at an entity. An import adds its differences at its end; until then,
 * and after one that broke off, the state says that the column lags, and readers count the links themselves.
 */

import { isLive, linkColumns } from './link-rows.ts';
import type { SqliteDatabase } from './open-sqlite.ts';
import {
  createBulkWrite,
  prepareRows,
  ROWS_PER_STATEMENT,
  type SqlValue,
  type StatementCache,
  toIterable,
  toNumber,
  toRow,
  toRows,
} from './sql.ts';

/** What an import changed, by entity id. */
export class DegreeDifferences {
  #differences = new Int32Array(1024);
  #isEmpty = true;

  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  addLink(a: number, b: number, difference: number): void {
    if (difference === 0) return;
    const last = Math.max(a, b);
    if (last >= this.#differences.length) this.#grow(last);
    this.#differences[a] = (this.#differences[a] ?? 0) + difference;
    this.#differences[b] = (this.#differences[b] ?? 0) + difference;
    this.#isEmpty = false;
  }

  clear(): void {
    this.#differences = new Int32Array(1024);
    this.#isEmpty = true;
  }

  addToStore(prepare: StatementCache): void {
    const add = createBulkWrite(
      prepare,
      2,
      (values) => `WITH change (id, difference) AS (VALUES ${values})
        UPDATE entity SET degree = degree + change.difference FROM change WHERE entity.id = change.id`,
    );
    const flat: SqlValue[] = [];
    this.#differences.forEach((difference, id) => {
      if (difference !== 0) flat.push(id, difference);
      if (flat.length === 2 * ROWS_PER_STATEMENT) add(flat.splice(0));
    });
    add(flat);
  }

  #grow(last: number): void {
    const differences = new Int32Array(2 ** Math.ceil(Math.log2(last + 1)));
    differences.set(this.#differences);
    this.#differences = differences;
  }
}

/** From the links alone, after an import that broke off. */
export function recountDegrees(database: SqliteDatabase, prepare: StatementCache): void {
  const last = toNumber(toRow(prepare('SELECT max(id) FROM entity').get())?.[0]);
  const degrees = new Float64Array(last + 1);
  for (const row of toIterable(prepareRows(database, `SELECT ${linkColumns('link')} FROM link`).iterate())) {
    if (!isLive(row)) continue;
    const a = toNumber(row[0]);
    const b = toNumber(row[1]);
    degrees[a] = (degrees[a] ?? 0) + 1;
    degrees[b] = (degrees[b] ?? 0) + 1;
  }
  const update = prepare('UPDATE entity SET degree = ? WHERE id = ?');
  for (const row of toRows(prepare('SELECT id, degree FROM entity').all())) {
    const id = toNumber(row[0]);
    if (row[1] !== degrees[id]) update.run(degrees[id] ?? 0, id);
  }
}
