/** How far somebody has read a source: a row of `meta` each, written in the transaction of a batch. */
import type { Bookmark } from '../../application/ports/graph-store.ts';
import { type StatementCache, toRow } from './sql.ts';

const rowOf = (name: string): string => `bookmark ${name}`;

export function readBookmark(prepare: StatementCache, name: string): string | null {
  const row = toRow(prepare('SELECT value FROM meta WHERE name = ?').get(rowOf(name)));
  return row === undefined ? null : String(row[0]);
}

export function writeBookmark(prepare: StatementCache, { name, value }: Bookmark): void {
  prepare('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(
    rowOf(name),
    value,
  );
}
