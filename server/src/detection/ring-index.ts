/** Rings by their members: which of them a ring overlaps, and which it repeats. */
import type { RingCandidate } from '../domain/ring.ts';
import { memberKeys, repeats } from './selection.ts';

/** Equal for rings of the same members. */
export const nameOf = (ring: RingCandidate): string => memberKeys(ring).join('\n');

export function createRingIndex(rings: readonly RingCandidate[]) {
  const ringsOf = new Map<string, RingCandidate[]>();
  const add = (ring: RingCandidate): void => {
    for (const member of memberKeys(ring)) {
      const known = ringsOf.get(member);
      if (known) known.push(ring);
      else ringsOf.set(member, [ring]);
    }
  };
  const overlaps = (ring: RingCandidate): readonly (readonly [RingCandidate, number])[] => {
    const common = new Map<RingCandidate, number>();
    for (const member of memberKeys(ring)) {
      for (const other of ringsOf.get(member) ?? []) common.set(other, (common.get(other) ?? 0) + 1);
    }
    return [...common];
  };
  for (const ring of rings) add(ring);
  return {
    add,
    /** Each with the number of members in common. */
    overlaps,
    /** The one with the most members in common, of equals the first. */
    closest: (ring: RingCandidate): RingCandidate | null => {
      let best: readonly [RingCandidate | null, number] = [null, 0];
      for (const one of overlaps(ring)) if (one[1] > best[1]) best = one;
      return best[0];
    },
    /** Whether it repeats one of them, or one of them it. */
    isRepeat: (ring: RingCandidate): boolean =>
      overlaps(ring).some(([other, common]) => repeats(other, ring, common) || repeats(ring, other, common)),
  };
}
