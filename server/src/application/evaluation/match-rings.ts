/**
 * Which found ring is which planted one: they match when their members overlap by a Jaccard index of at least one
 * half, one to one, the greatest overlap first (ties: the earlier found, then the earlier planted).
 */

import { entityKey } from '../../domain/entity-key.ts';
import type { EntityRef } from '../../domain/records.ts';

const MATCH_JACCARD = 0.5;

export type Group = { readonly members: readonly EntityRef[] };
/** Positions in the two lists, and how many members they have in common. */
export type Overlap = {
  readonly found: number;
  readonly planted: number;
  readonly common: number;
  readonly jaccard: number;
};

/** Every pair that has a member in common. */
export function overlapsOf(found: readonly Group[], planted: readonly Group[]): Overlap[] {
  const plantedWith = indexMembers(planted);
  return found.flatMap((group, i) => {
    const common = new Map<number, number>();
    for (const member of group.members) {
      for (const j of plantedWith.get(entityKey(member)) ?? []) common.set(j, (common.get(j) ?? 0) + 1);
    }
    return [...common].map(([j, count]) => {
      const union = group.members.length + (planted[j]?.members.length ?? 0) - count;
      return { found: i, planted: j, common: count, jaccard: count / union };
    });
  });
}

function indexMembers(groups: readonly Group[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [i, group] of groups.entries()) {
    for (const member of group.members) {
      const positions = index.get(entityKey(member));
      if (positions) positions.push(i);
      else index.set(entityKey(member), [i]);
    }
  }
  return index;
}

/** Found position → planted position. */
export function matchOneToOne(overlaps: readonly Overlap[]): ReadonlyMap<number, Overlap> {
  const ordered = overlaps
    .filter((overlap) => overlap.jaccard >= MATCH_JACCARD)
    .sort((a, b) => b.jaccard - a.jaccard || a.found - b.found || a.planted - b.planted);
  const matches = new Map<number, Overlap>();
  const taken = new Set<number>();
  for (const overlap of ordered) {
    if (matches.has(overlap.found) || taken.has(overlap.planted)) continue;
    matches.set(overlap.found, overlap);
    taken.add(overlap.planted);
  }
  return matches;
}
