/** Which communities may be rings by now: as near as they were, and with what came to them since. */
import type { Standings } from './seen-accounts.ts';

/** Points by which a row that only adds to what a group did may bring it nearer to a ring. */
const POINTS_OF_A_ROW = 6;

/** `waiting`: account → rows that were not looked at yet. */
export function communitiesNear(
  { community, nearness }: Omit<Standings, 'waiting'>,
  waiting: Uint8Array,
  minScore: number,
): ReadonlySet<number> {
  const count = community.reduce((most, one) => Math.max(most, one + 1), 0);
  const nearest = new Float32Array(count);
  const rows = new Float64Array(count);
  for (let a = 0; a < community.length; a++) {
    const own = community[a] ?? -1;
    if (own < 0) continue;
    nearest[own] = Math.max(nearest[own] ?? 0, nearness[a] ?? 0);
    rows[own] = (rows[own] ?? 0) + (waiting[a] ?? 0);
  }
  const near = new Set<number>();
  for (let c = 0; c < count; c++) {
    if ((rows[c] ?? 0) > 0 && (nearest[c] ?? 0) + POINTS_OF_A_ROW * (rows[c] ?? 0) >= minScore) near.add(c);
  }
  return near;
}
