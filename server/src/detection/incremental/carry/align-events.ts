/**
 * Which event of the columns of before stands where now. Both are in the order of type and id, but ids are not in the
 * columns, so events are known again by what they say: where two differ, the nearest place is looked for from which on
 * they agree. Two that say the same may stand for each other: nothing asks which is which.
 */
import { type EventColumns, type GraphColumns, namesAny } from '../../columns.ts';
import { halvesOf } from '../row-hashes.ts';
import type { EntityMoves } from './align-links.ts';
import { codeMap, type Moves, MovesBuilder } from './moves.ts';

/** So far a place is looked for along both, along one of them, and so often in vain. */
const NEAR = 1 << 6;
const FURTHEST = 1 << 16;
const MOST_IN_VAIN = 64;

/** Null where they have too little in common to be told. */
export function alignEvents(old: GraphColumns, now: GraphColumns, entities: EntityMoves): Moves | null {
  const [before, after] = [old.events, now.events];
  const moves = new MovesBuilder(before.length);
  const isSame = createSameEvent(old, now, entities);
  const step = createStep({ before, after, isSame });
  let [i, j, inVain] = [0, 0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && isSame(i, j)) {
      moves.stays(i++, j++);
      continue;
    }
    const { gone, came, isFound } = step(i, j);
    if (!isFound && ++inVain > MOST_IN_VAIN) return null;
    for (let k = 0; k < gone; k++) moves.isGone(i++);
    for (let k = 0; k < came; k++) moves.came(j++);
  }
  return moves.moves();
}

type Walk = {
  readonly before: EventColumns;
  readonly after: EventColumns;
  readonly isSame: (i: number, j: number) => boolean;
};
type Step = { readonly gone: number; readonly came: number; readonly isFound: boolean };

/** Past the end beyond all types. */
const typeAt = ({ type }: EventColumns, row: number): number => type[row] ?? Number.POSITIVE_INFINITY;

/** How many of one type there are from there on. */
function restOf({ type }: EventColumns, row: number): number {
  let rest = 1;
  while (type[row + rest] === type[row]) rest++;
  return rest;
}

/** How far to go along each where two differ. */
function createStep({ before, after, isSame }: Walk): (i: number, j: number) => Step {
  const found = (i: number, j: number, gone: number, came: number): Step | null => {
    const isAt = i + gone < before.length && j + came < after.length && isSame(i + gone, j + came);
    return isAt ? { gone, came, isFound: true } : null;
  };
  /** So far along one of them, and at most as far along the other. */
  const findNear = (i: number, j: number, d: number): Step | null => {
    for (let k = 1; k <= d; k++) {
      const step = found(i, j, k, d) ?? found(i, j, d, k);
      if (step) return step;
    }
    return null;
  };
  const findPast = (i: number, j: number, d: number): Step | null => {
    const type = typeAt(before, i);
    const isPast = typeAt(before, i + d) !== type && typeAt(after, j + d) !== type;
    return isPast ? { gone: restOf(before, i), came: restOf(after, j), isFound: true } : null;
  };
  return (i, j) => {
    const [type, newType] = [typeAt(before, i), typeAt(after, j)];
    if (type !== newType) return { gone: Number(type < newType), came: Number(newType < type), isFound: true };
    for (let d = 1; d <= FURTHEST; d++) {
      const along = found(i, j, 0, d) ?? found(i, j, d, 0);
      const step = along ?? (d <= NEAR ? findNear(i, j, d) : null) ?? findPast(i, j, d);
      if (step) return step;
    }
    return { gone: 1, came: 1, isFound: false };
  };
}

/** The ends first: most that differ differ there. Numbers of orders are not compared: they are of these columns only. */
function createSameEvent(old: GraphColumns, now: GraphColumns, entities: EntityMoves): Walk['isSame'] {
  const [a, b] = [old.events, now.events];
  const { to, restated } = entities;
  const namesSame = (entity: number, other: number): boolean =>
    entity < 0 ? other < 0 : to[entity] === other && (restated === null || restated[other] === 0);
  const saysSame = createSameContent(old, now);
  const [references, others] = usedReferences(a, b);
  const refersSame = (i: number, j: number): boolean => {
    for (let r = 0; r < references.length; r++) {
      if (!namesSame(references[r]?.[i] ?? -1, others[r]?.[j] ?? -1)) return false;
    }
    return true;
  };
  return (i, j) =>
    namesSame(a.from[i] ?? -1, b.from[j] ?? -1) &&
    namesSame(a.to[i] ?? -1, b.to[j] ?? -1) &&
    Object.is(a.at[i], b.at[j]) &&
    a.type[i] === b.type[j] &&
    saysSame(i, j) &&
    refersSame(i, j);
}

/** Columns of one and of the other, of references that either has. */
function usedReferences(a: EventColumns, b: EventColumns) {
  const names = Object.keys({ ...a.references, ...b.references }).filter((name) =>
    [a.references[name], b.references[name]].some(namesAny),
  );
  return [names.map((name) => a.references[name]), names.map((name) => b.references[name])] as const;
}

function createSameContent(old: GraphColumns, now: GraphColumns): Walk['isSame'] {
  const [a, b] = [old.events, now.events];
  const textTo = codeMap(old.texts, now.texts);
  const currencyTo = codeMap(old.currencies, now.currencies);
  const isSameMoney = createSameHalves(a.amount, b.amount);
  const isSameDiscount = createSameHalves(a.discount, b.discount);
  return (i, j) =>
    a.status[i] === b.status[j] &&
    a.failed[i] === b.failed[j] &&
    a.amountScale[i] === b.amountScale[j] &&
    a.discountScale[i] === b.discountScale[j] &&
    Object.is(a.rating[i], b.rating[j]) &&
    currencyTo(a.currency[i] ?? -1) === (b.currency[j] ?? -1) &&
    textTo(a.action[i] ?? -1) === (b.action[j] ?? -1) &&
    textTo(a.reason[i] ?? -1) === (b.reason[j] ?? -1) &&
    isSameMoney(i, j) &&
    isSameDiscount(i, j);
}

/** A BigInt made for each comparison takes several times as long. */
export function createSameHalves(before: BigInt64Array, after: BigInt64Array): Walk['isSame'] {
  const [a, b] = [halvesOf(before), halvesOf(after)];
  return (i, j) => a[2 * i] === b[2 * j] && a[2 * i + 1] === b[2 * j + 1];
}
