/**
 * Which of several overlapping rings to keep. The strongest and widest first; a weaker one may share an actor with it only
 * where its own evidence is different (other identifiers, or another kind of act).
 */
import { compareText } from '../domain/compare-text.ts';
import { entityKey } from '../domain/entity-key.ts';
import type { Lead } from '../domain/lead.ts';
import type { RingCandidate } from '../domain/ring.ts';

const SAME_MEMBERS = 0.5;
const SAME_EVIDENCE = 0.34;

export const memberKeys = (ring: RingCandidate): string[] => ring.members.map(entityKey).sort(compareText);

/** Points a group gains over a part of itself for each doubling: the whole ring is the better finding. */
const POINTS_PER_DOUBLING = 4.5;

export const breadth = (ring: RingCandidate): number => gravityOf(ring) + POINTS_PER_DOUBLING * Math.log2(ring.size);

/** What a finding is worth, wherever in the queue it stands. */
export const gravityOf = ({ score, gravity = score }: Pick<RingCandidate, 'score' | 'gravity'>): number => gravity;

/** Score descending, then larger, then by members: a total order that depends on the data alone. */
export function compareRings(a: RingCandidate, b: RingCandidate): number {
  return b.score - a.score || b.size - a.size || compareText(memberKeys(a).join('\n'), memberKeys(b).join('\n'));
}

/** What comes first of two ranked rings; of equals the larger. */
export const byRank =
  (rankOf: (ring: RingCandidate) => number) =>
  (a: RingCandidate, b: RingCandidate): number =>
    rankOf(b) - rankOf(a) || b.size - a.size || compareRings(a, b);

/** Whether beside the first of two rings, which have some members in common, the second tells nothing of its own. */
export const repeats = (first: RingCandidate, second: RingCandidate, common: number): boolean =>
  common / Math.min(first.size, second.size) >= SAME_MEMBERS || sameEvidence(first, second);

/** `rankOf`: what comes first. */
export function selectRings(candidates: readonly RingCandidate[], rankOf = breadth): RingCandidate[] {
  const kept: RingCandidate[] = [];
  const ringsOf = new Map<string, number[]>();
  const widestFirst = [...candidates].sort(byRank(rankOf));
  for (const ring of widestFirst) {
    const members = memberKeys(ring);
    const overlap = new Map<number, number>();
    for (const member of members) {
      for (const other of ringsOf.get(member) ?? []) overlap.set(other, (overlap.get(other) ?? 0) + 1);
    }
    const isRepeated = [...overlap].some(([other, common]) => {
      const rival = kept[other];
      return rival !== undefined && repeats(rival, ring, common);
    });
    if (isRepeated) continue;
    const name = kept.push(ring) - 1;
    for (const member of members) ringsOf.set(member, [...(ringsOf.get(member) ?? []), name]);
  }
  return kept.sort(compareRings);
}

/** Pairs with a known fraudster that no ring holds are shown with the rings. */
export function addPairs(rings: readonly RingCandidate[], leads: readonly Lead[]): RingCandidate[] {
  const told = new Set(rings.flatMap(memberKeys));
  const pairs = leads
    .map(({ group }) => group)
    .filter((group) => group.size === 2 && !memberKeys(group).every((member) => told.has(member)));
  return [...rings, ...pairs].sort(compareRings);
}

function sameEvidence(a: RingCandidate, b: RingCandidate): boolean {
  const known = new Set(a.evidence.flatMap(({ entities }) => entities.map(entityKey)));
  const own = b.evidence.flatMap(({ entities }) => entities.map(entityKey));
  return own.length > 0 && own.filter((key) => known.has(key)).length / own.length >= SAME_EVIDENCE;
}
