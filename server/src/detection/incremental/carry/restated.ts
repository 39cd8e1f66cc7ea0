/**
 * Of which entities rows say something else now though they name them as before: those that are labelled otherwise, which
 * is part of every row's hash, and things that belong to another account.
 */
import type { Overview } from '../overview.ts';
import type { Moves } from './moves.ts';

export type AlignedEntities = {
  readonly entities: Moves;
  /** Old account → account, −1 where it is gone; the same of identifiers. */
  readonly accountTo: Int32Array;
  readonly identifierTo: Int32Array;
};

/** Entity, where it now stands → 1; null where there is none. */
export function restated(old: Overview, now: Overview, { entities: { to }, accountTo }: AlignedEntities) {
  const marks = new Uint8Array(now.columns.entities.length);
  const { riskLabel: label, clearedAt } = old.columns.entities;
  const { riskLabel: newLabel, clearedAt: newClearedAt } = now.columns.entities;
  const { ownerOf } = old.ends;
  let any = false;
  for (let e = 0; e < to.length; e++) {
    const here = to[e] ?? -1;
    if (here < 0) continue;
    const owner = ownerOf[e] ?? -1;
    const isSame =
      label[e] === newLabel[here] &&
      (owner < 0 ? -1 : (accountTo[owner] ?? -1)) === now.ends.ownerOf[here] &&
      Object.is(clearedAt?.[e] ?? Number.NaN, newClearedAt?.[here] ?? Number.NaN);
    if (isSame) continue;
    marks[here] = 1;
    any = true;
  }
  return any ? marks : null;
}

/** Old number → new one, of accounts or of identifiers, by where they stand among the entities. */
export function numbersTo(entityOf: Int32Array, { to }: Moves, numberOf: Int32Array): Int32Array {
  const numbers = new Int32Array(entityOf.length);
  for (let i = 0; i < entityOf.length; i++) {
    const entity = to[entityOf[i] ?? 0] ?? -1;
    numbers[i] = entity < 0 ? -1 : (numberOf[entity] ?? -1);
  }
  return numbers;
}
