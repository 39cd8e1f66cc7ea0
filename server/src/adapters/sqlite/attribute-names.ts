/**
 * At most 200 different attribute names a store: every name is kept for ever in some stores, and an export whose
 * columns are data would fill them. A batch that would pass the limit is refused as a whole, naming the attribute.
 */
import { FailureError, failure } from '../../domain/failure.ts';
import type { GraphRecord } from '../../domain/records.ts';
import { type StatementCache, toRows, toText } from './sql.ts';

export const MAX_ATTRIBUTE_NAMES = 200;

export const readAttributeNames = (prepare: StatementCache): Set<string> =>
  new Set(toRows(prepare('SELECT name FROM attribute_name').all()).map((row) => toText(row[0])));

export function noteAttributeNames(prepare: StatementCache, known: Set<string>, records: readonly GraphRecord[]): void {
  for (const { attributes } of records) {
    for (const name in attributes) {
      if (known.has(name)) continue;
      if (known.size >= MAX_ATTRIBUTE_NAMES) throw new FailureError(tooManyAttributes(name));
      prepare('INSERT INTO attribute_name (name) VALUES (?)').run(name);
      known.add(name);
    }
  }
}

export const tooManyAttributes = (name: string) =>
  failure(
    'LIMIT_EXCEEDED',
    `The attribute “${name.slice(0, 64)}” would be the ${MAX_ATTRIBUTE_NAMES + 1}st different one in this store, which keeps at most ${MAX_ATTRIBUTE_NAMES}: leave the column out, or map it to a field.`,
  );
