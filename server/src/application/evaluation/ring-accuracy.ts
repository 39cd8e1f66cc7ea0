/** Precision and recall of rings and of their members at a severity floor, and the two ways a ring goes half right. */
import { entityKey } from '../../domain/entity-key.ts';
import { harmonicMean, share } from './found-ring.ts';
import { type Group, matchOneToOne, type Overlap, overlapsOf } from './match-rings.ts';
import type { PlantedRing } from './planted-truth.ts';

type Accuracy = {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
};
export type RingAccuracy = Accuracy & {
  readonly found: number;
  readonly planted: number;
  readonly matched: number;
  /** Planted rings that no found ring matches, though two or more together hold half of them. */
  readonly fragmented: number;
  /** Found rings that hold at least half of each of two or more planted rings. */
  readonly overMerged: number;
  /** Accounts: those in any found ring against those in any planted one. */
  readonly members: Accuracy & { readonly meanRingF1: number | null };
};

export function measureRings(found: readonly Group[], planted: readonly PlantedRing[]): RingAccuracy {
  const overlaps = overlapsOf(found, planted);
  const matches = matchOneToOne(overlaps);
  const precision = share(matches.size, found.length);
  const recall = share(matches.size, planted.length);
  return {
    found: found.length,
    planted: planted.length,
    matched: matches.size,
    precision,
    recall,
    f1: harmonicMean(precision, recall),
    fragmented: countFragmented(overlaps, matches, planted),
    overMerged: countOverMerged(overlaps, planted),
    members: { ...measureMembers(found, planted), meanRingF1: meanRingF1([...matches.values()], found, planted) },
  };
}

function countFragmented(
  overlaps: readonly Overlap[],
  matches: ReadonlyMap<number, Overlap>,
  planted: readonly PlantedRing[],
): number {
  const matched = new Set([...matches.values()].map((match) => match.planted));
  return planted.filter((ring, position) => {
    // One account in common is chance, not a fragment.
    const parts = overlaps.filter((overlap) => overlap.planted === position && overlap.common >= 2);
    const covered = parts.reduce((sum, part) => sum + part.common, 0);
    return !matched.has(position) && parts.length >= 2 && covered >= ring.members.length / 2;
  }).length;
}

function countOverMerged(overlaps: readonly Overlap[], planted: readonly PlantedRing[]): number {
  const held = new Map<number, number>();
  for (const { found, planted: position, common } of overlaps) {
    const size = planted[position]?.members.length ?? 0;
    if (common >= size / 2) held.set(found, (held.get(found) ?? 0) + 1);
  }
  return [...held.values()].filter((rings) => rings >= 2).length;
}

const accountsOf = (groups: readonly { readonly members: PlantedRing['members'] }[]): Set<string> =>
  new Set(groups.flatMap((group) => group.members.map(entityKey)));

function measureMembers(found: readonly Group[], planted: readonly PlantedRing[]): Accuracy {
  const [named, guilty] = [accountsOf(found), accountsOf(planted)];
  const right = [...named].filter((account) => guilty.has(account)).length;
  const precision = share(right, named.size);
  const recall = share(right, guilty.size);
  return { precision, recall, f1: harmonicMean(precision, recall) };
}

function meanRingF1(
  matches: readonly Overlap[],
  found: readonly Group[],
  planted: readonly PlantedRing[],
): number | null {
  const scores = matches.map(({ found: f, planted: p, common }) => {
    const sizes = (found[f]?.members.length ?? 0) + (planted[p]?.members.length ?? 0);
    return (2 * common) / sizes;
  });
  return share(
    scores.reduce((sum, score) => sum + score, 0),
    scores.length,
  );
}
