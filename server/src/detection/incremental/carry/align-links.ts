/** Which link of the columns of before stands where now: both are in the order of type and ends, one walk along both. */
import type { LinkColumns } from '../../columns.ts';
import { leave, type Moves, MovesBuilder } from './moves.ts';

export type EntityMoves = {
  /** Old position → new one, −1 where it is gone. */
  readonly to: Int32Array;
  /** Entity, where it now stands → 1 where rows that name it say something else now; null for nowhere. */
  readonly restated: Uint8Array | null;
};

export function alignLinks(old: LinkColumns, now: LinkColumns, entities: EntityMoves): Moves {
  const moves = new MovesBuilder(old.length);
  const isSame = createSameLink(old, now, entities);
  const order = createOrder(old, now, entities);
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    const by = order(i, j);
    if (by === 0 && isSame(i, j)) {
      moves.stays(i++, j++);
      continue;
    }
    if (by <= 0) moves.isGone(i++);
    if (by >= 0) moves.came(j++);
  }
  return leave(moves, { from: i, length: old.length }, { from: j, length: now.length });
}

/** Below 0 where the old one comes first, or one of its ends is gone. */
function createOrder(old: LinkColumns, now: LinkColumns, { to }: EntityMoves): (i: number, j: number) => number {
  return (i, j) => {
    const [from, end] = [to[old.from[i] ?? 0] ?? -1, to[old.to[i] ?? 0] ?? -1];
    if (from < 0 || end < 0) return -1;
    return (old.type[i] ?? 0) - (now.type[j] ?? 0) || from - (now.from[j] ?? 0) || end - (now.to[j] ?? 0);
  };
}

function createSameLink(old: LinkColumns, now: LinkColumns, { restated }: EntityMoves) {
  const isSameTime = (a: number | undefined, b: number | undefined): boolean => a === b || Object.is(a, b);
  return (i: number, j: number): boolean =>
    old.count[i] === now.count[j] &&
    isSameTime(old.firstSeen[i], now.firstSeen[j]) &&
    isSameTime(old.lastSeen[i], now.lastSeen[j]) &&
    (restated === null || (restated[now.from[j] ?? 0] === 0 && restated[now.to[j] ?? 0] === 0));
}
