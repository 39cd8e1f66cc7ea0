/**
 * Pairs of a known fraudster and somebody tied to them stand among the rings, at MEDIUM at most, and are no rings to
 * score: whether both are in one planted ring, and how many name somebody of an honest structure instead.
 */
import { entityKey } from '../../domain/entity-key.ts';
import { type FoundRing, reaches, share } from './found-ring.ts';
import type { PlantedTruth } from './planted-truth.ts';

export type PairAccuracy = {
  readonly found: number;
  /** Both are in the same planted ring. */
  readonly right: number;
  readonly precision: number | null;
  /** One of them is in an innocent structure and in no planted ring. */
  readonly accusing: number;
};

export function measurePairs(pairs: readonly FoundRing[], truth: PlantedTruth): readonly [PairAccuracy, PairAccuracy] {
  const ringsOf = groupsOf(truth.rings);
  const homesOf = groupsOf(truth.innocents);
  const measure = (told: readonly FoundRing[]): PairAccuracy => {
    const keys = told.map(({ members }) => members.map(entityKey));
    const right = keys.filter(([a = '', b = '']) => ringsOf.get(a)?.some((ring) => ringsOf.get(b)?.includes(ring)));
    const accusing = keys.filter((both) => both.some((key) => homesOf.has(key) && !ringsOf.has(key)));
    const counts = { found: told.length, right: right.length, accusing: accusing.length };
    return { ...counts, precision: share(right.length, told.length) };
  };
  return [measure(pairs), measure(pairs.filter((pair) => reaches(pair, 'MEDIUM')))];
}

/** `Kind:id` → the groups with it. */
function groupsOf(groups: PlantedTruth['innocents'] | PlantedTruth['rings']): ReadonlyMap<string, readonly string[]> {
  const of = new Map<string, string[]>();
  for (const { id, members } of groups) {
    for (const key of members.map(entityKey)) of.set(key, [...(of.get(key) ?? []), id]);
  }
  return of;
}
