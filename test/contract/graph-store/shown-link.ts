/** A drawn link without what only some reads tell. */
import type { DrawnLink } from '../../../server/src/domain/graph-view.ts';

export type Shown = Pick<DrawnLink, 'type' | 'from' | 'to' | 'count'> & {
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  readonly strength?: number;
};
export const withoutStrength = ({ type, from, to, firstSeen, lastSeen, count }: Shown) => ({
  type,
  from,
  to,
  firstSeen,
  lastSeen,
  count,
});
export const pick = ({ type, from, to, firstSeen, lastSeen, count, strength }: Shown) => ({
  type,
  from,
  to,
  firstSeen,
  lastSeen,
  count,
  ...(strength !== undefined && { strength }),
});
