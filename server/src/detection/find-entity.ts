import { compareText } from '../domain/compare-text.ts';
import { ENTITY_KIND_LIST } from '../domain/ontology.ts';
import type { EntityRef } from '../domain/records.ts';
import type { EntityColumns } from './columns.ts';

/** Its position in the columns, which are sorted by kind and id; −1 where it is not in them. */
export function findEntity({ kind: kinds, id: ids, length }: EntityColumns, { kind, id }: EntityRef): number {
  const code = ENTITY_KIND_LIST.indexOf(kind);
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = (kinds[middle] ?? 0) - code || compareText(ids.at(middle) ?? '', id);
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return low < length && kinds[low] === code && ids.at(low) === id ? low : -1;
}
