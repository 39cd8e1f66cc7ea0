import { compareText } from '../domain/compare-text.ts';
import { ENTITY_KIND_LIST } from '../domain/ontology.ts';
import type { EntityRef } from '../domain/records.ts';
import type { EntityColumns, GraphColumns } from './columns.ts';
import type { Population } from './population.ts';

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

type Market = { readonly columns: GraphColumns; readonly population: Pick<Population, 'entityOf'> };

/** As accounts; −1 for one that is not there. Accounts stand in the order of the columns. */
export const accountsOf = ({ columns, population: { entityOf } }: Market, refs: readonly EntityRef[]): Int32Array =>
  Int32Array.from(refs, (ref) => accountAt({ entityOf }, findEntity(columns.entities, ref)));

/** −1 for an entity that is none. */
export function accountAt({ entityOf }: Pick<Population, 'entityOf'>, entity: number): number {
  const account = firstFrom(entityOf, entity);
  return entity >= 0 && entityOf[account] === entity ? account : -1;
}

function firstFrom(ascending: Int32Array, least: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
