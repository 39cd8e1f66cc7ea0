/** Which communities may be rings by now: as near as they were, and with what came to them since. */
import { type Communities, membersOf } from './marked-accounts.ts';
import type { Standings } from './seen-accounts.ts';

/** Points by which a row that only adds to what a group did may bring it nearer to a ring. */
const POINTS_OF_A_ROW = 6;

type Known = Pick<Standings, 'nearness' | 'waiting'>;

/** `waiting`: account → rows that were not looked at yet. Of a community that nobody is in: no. */
export function createNearTest(communities: Communities, { nearness, waiting }: Known, minScore: number) {
  const found = new Map<number, boolean>();
  const look = (community: number): boolean => {
    let nearest = 0;
    let rows = 0;
    for (const account of membersOf(communities.members, community)) {
      nearest = Math.max(nearest, nearness[account] ?? 0);
      rows += waiting[account] ?? 0;
    }
    return rows > 0 && nearest + POINTS_OF_A_ROW * rows >= minScore;
  };
  return (community: number): boolean => {
    const isNear = found.get(community) ?? look(community);
    found.set(community, isNear);
    return isNear;
  };
}
