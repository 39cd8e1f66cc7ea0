/**
 * Rings of the last published run of which nobody was touched since are not cut anew because of what changed beside
 * them: what evolutionary clustering calls history cost (Chakrabarti, Kumar & Tomkins, KDD 2006), here in the points
 * that rings are selected by. Such a ring is described anew, by today's data and with those newcomers that the search
 * brings to it; where that is still worth reporting, it gives way only to something better by LEAST_GAIN, or to itself
 * with more members. What it takes the place of is decided among the rings around it alone, and what those had kept
 * away is looked at again. A run that computes a part lets those it tells of stand in the same way, those whose own ties
 * changed where nothing is found in their place. Done once more on the same data, with what came out standing, the same comes out.
 */
import type { RingCandidate } from '../domain/ring.ts';
import type { RankedRing } from './choose-rings.ts';
import type { ChanceNorms } from './confidence/chance.ts';
import { type ConfirmSetting, confirmRings } from './confidence/confirm-rings.ts';
import { gravityBeforeChance } from './confidence/discount-chance.ts';
import { retell } from './confidence/retell.ts';
import { createRingIndex, nameOf } from './ring-index.ts';
import { byRank, compareRings, repeats } from './selection.ts';
import { createStandingGroups } from './standing-groups.ts';

export type Standing = {
  /** Of the last published run, and nothing that ties anybody in them was touched since. */
  readonly rings: readonly RingCandidate[];
  /** Of these the ones that give way to anything that is found in their place. */
  readonly yielding?: ReadonlySet<RingCandidate>;
  /** Of these the ones whose surroundings are not all there: how surely they come back is what was known of them. */
  readonly retold?: ReadonlySet<RingCandidate>;
  /** Account → whether anything of it has changed since. */
  readonly isTouched: (account: number) => boolean;
};

/** What the search found without knowing of them. */
type Found = {
  readonly chosen: readonly Pick<RankedRing, 'rank'>[];
  /** The chosen ones, confirmed. */
  readonly fresh: readonly RingCandidate[];
  /** Whatever could have been chosen. */
  readonly ranked: readonly RankedRing[];
};
type Setting = ConfirmSetting & { readonly chance: ChanceNorms };

/** Points by which something else must be the better finding: as many as a group gains that is twice as large. */
const LEAST_GAIN = 4.5;
/** Two are no ring: a lead comes and goes with what is known of either. */
const LEAST_MEMBERS = 3;

export function* letStand(
  standing: Standing,
  { chosen, fresh, ranked }: Found,
  setting: Setting,
): Generator<void, { readonly rings: readonly RingCandidate[]; readonly stood: readonly RingCandidate[] }> {
  const names = new Set(fresh.map(nameOf));
  const isMissing = (ring: RingCandidate): boolean => ring.size >= LEAST_MEMBERS && !names.has(nameOf(ring));
  const describe = createStandingGroups(standing.isTouched, { fresh, ranked }, setting);
  const anchors = standing.rings.flatMap((before): Anchor[] => {
    const isRetold = standing.retold?.has(before) ?? false;
    const found = isRetold || isMissing(before) ? describe(before) : null;
    return found && (isRetold || isMissing(found.ring))
      ? [{ ...found, before: isRetold ? before : null, yields: standing.yielding?.has(before) ?? false }]
      : [];
  });
  const rankOf = new Map(fresh.map((ring, i) => [ring, chosen[i]?.rank ?? 0]));
  for (const { ring, rank } of anchors) rankOf.set(ring, rank + LEAST_GAIN);
  const { kept, gone } = takePlaces(anchors, fresh, (ring) => rankOf.get(ring) ?? 0);
  if (kept.length === 0) return { rings: fresh, stood: [] };
  const left = fresh.filter((ring) => !gone.has(ring));
  const filled = fillIn(ranked, [...left, ...kept.map(({ ring }) => ring)], gone);
  const searched = kept.filter(({ before }) => before === null);
  const fixed = [...searched, ...filled].map((one) => ({ ...one, isFixed: true }));
  const { rings } = yield* confirmRings(fixed, setting, setting.chance);
  const retold = yield* retell(kept, setting);
  return { rings: [...left, ...rings, ...retold].sort(compareRings), stood: rings.slice(0, searched.length) };
}

/** `before`: the ring as it was, where it is told of again without a search. */
type Anchor = RankedRing & { readonly before: RingCandidate | null; readonly yields: boolean };

/** The anchors that stand, and the fresh rings they take the place of: those of which one of the two repeats the other. */
function takePlaces(
  anchors: readonly Anchor[],
  fresh: readonly RingCandidate[],
  rankOf: (ring: RingCandidate) => number,
) {
  const around = createRingIndex(fresh);
  const kept: Anchor[] = [];
  const gone = new Set<RingCandidate>();
  const order = byRank(rankOf);
  for (const anchor of [...anchors].sort((a, b) => order(a.ring, b.ring))) {
    const { ring } = anchor;
    const rivals = [...around.overlaps(ring)].filter(
      ([other, common]) =>
        !gone.has(other) && (order(ring, other) < 0 ? repeats(ring, other, common) : repeats(other, ring, common)),
    );
    if (anchor.yields ? rivals.length > 0 : rivals.some((rival) => order(rival[0], ring) < 0 || completes(rival, ring)))
      continue;
    for (const [other] of rivals) gone.add(other);
    around.add(ring);
    kept.push(anchor);
  }
  return { kept, gone };
}

/** Has all of its members and more, and says no less for it. */
const completes = ([other, common]: readonly [RingCandidate, number], ring: RingCandidate): boolean =>
  common === ring.size && gravityBeforeChance(other) >= gravityBeforeChance(ring);

/** What only the rings that are gone had kept away, the best first. */
function fillIn(
  ranked: readonly RankedRing[],
  rings: readonly RingCandidate[],
  gone: ReadonlySet<RingCandidate>,
): RankedRing[] {
  const lost = createRingIndex([...gone]);
  const around = createRingIndex(rings);
  const rankOf = new Map(ranked.map(({ ring, rank }) => [ring, rank]));
  const order = byRank((ring) => rankOf.get(ring) ?? 0);
  const filled: RankedRing[] = [];
  for (const found of ranked.filter(({ ring }) => lost.isRepeat(ring)).sort((a, b) => order(a.ring, b.ring))) {
    if (around.isRepeat(found.ring)) continue;
    around.add(found.ring);
    filled.push(found);
  }
  return filled;
}
