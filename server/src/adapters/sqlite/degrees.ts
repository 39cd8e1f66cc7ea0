/**
 * `entity.degree`: the number of live drawn links at an entity. An import adds its differences at its end; until then,
 * and after one that broke off, the state says that the column lags, and readers count the links themselves.
 */

import { isLive, linkColumns } from './link-rows.ts';
import type { SqliteDatabase } from './open-sqlite.ts';
import { prepareRows, type StatementCache, toIterable, toNumber, toRow, toRows } from './sql.ts';

export function addToDegrees(prepare: StatementCache, differences: ReadonlyMap<number, number>): void {
  const update = prepare('UPDATE entity SET degree = degree + ? WHERE id = ?');
  const ids = Float64Array.from(differences.keys()).sort();
  for (const id of ids) {
    const difference = differences.get(id) ?? 0;
    if (difference !== 0) update.run(difference, id);
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
