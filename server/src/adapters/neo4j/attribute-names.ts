/** At most 200 different attribute names a store: Neo4j keeps every property name for ever. */
import { FailureError } from '../../domain/failure.ts';
import type { GraphRecord } from '../../domain/records.ts';
import { MAX_ATTRIBUTE_NAMES, tooManyAttributes } from '../sqlite/attribute-names.ts';

/** Refuses the batch that would pass the limit, naming the attribute. */
export function attributeNamesWith(known: readonly string[], batch: readonly GraphRecord[]): readonly string[] {
  const names = new Set(known);
  for (const { attributes } of batch) {
    for (const name in attributes) {
      if (names.has(name)) continue;
      if (names.size >= MAX_ATTRIBUTE_NAMES) throw new FailureError(tooManyAttributes(name));
      names.add(name);
    }
  }
  return [...names];
}
