/** From all that was described to what is reported: the best of those that repeat each other. */
import type { RingCandidate } from '../domain/ring.ts';
import type { ChosenRing } from './confidence/confirm-rings.ts';
import type { DescribedGroup, JoinedGroup } from './fragments.ts';
import { breadth, selectRings } from './selection.ts';

/** `rank`: what it is selected by. */
type Ranked = ChosenRing & { readonly rank: number };
export type RankedRing = Ranked & DescribedGroup;

export const rankCandidates = (
  described: readonly DescribedGroup[],
  joined: readonly JoinedGroup[],
): readonly RankedRing[] => [
  ...described.map(({ ring, group }) => ({ ring, group, rank: breadth(ring), isJoined: false })),
  ...joined.map(({ ring, group, rank }) => ({ ring, group, rank, isJoined: true })),
];

/** The rings to report, without what was told of them. */
export function chooseRings(ranked: readonly RankedRing[]): Ranked[] {
  const chosenOf = new Map<RingCandidate, Ranked>();
  for (const { ring, ...chosen } of ranked) chosenOf.set(ring, chosen);
  const rankOf = (ring: RingCandidate): number => chosenOf.get(ring)?.rank ?? breadth(ring);
  return selectRings([...chosenOf.keys()], rankOf).flatMap((ring) => chosenOf.get(ring) ?? []);
}
