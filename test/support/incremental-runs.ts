/** Full runs and incremental ones after them, without a store, and how many rings of one the other finds. */
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import {
  type Before,
  type IncrementalOutcome,
  incrementalSteps,
  remember,
  ringsOf,
} from '../../server/src/detection/incremental/incremental-steps.ts';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import { entityKey } from '../../server/src/domain/entity-key.ts';
import type { Ring, RingCandidate } from '../../server/src/domain/ring.ts';

const hooks = { now: () => performance.now() };

const toRing = (candidate: RingCandidate, i: number): Ring => ({ id: `rng_${i}`, status: 'ACTIVE', ...candidate });

export function runFull(columns: GraphColumns): { readonly rings: readonly RingCandidate[]; readonly before: Before } {
  const found = detectRings(columns, DEFAULT_PARAMETERS, hooks);
  return { rings: found.candidates, before: { ...remember(columns, found), rings: found.candidates.map(toRing) } };
}

export function runIncremental(columns: GraphColumns, before: Before): IncrementalOutcome {
  const steps = incrementalSteps(columns, { before, parameters: DEFAULT_PARAMETERS }, hooks);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** What the next run stands on. */
export const after = (found: IncrementalOutcome): Before => ({
  ...found.remembered,
  rings: ringsOf(found).map(toRing),
});

/** Share of the wanted rings that one of the others has a Jaccard index of `least` and more with. */
export function shareFound(wanted: readonly RingCandidate[], found: readonly RingCandidate[], least: number): number {
  const members = found.map((ring) => new Set(ring.members.map(entityKey)));
  const isFound = (ring: RingCandidate): boolean =>
    members.some((other) => {
      const common = ring.members.filter((member) => other.has(entityKey(member))).length;
      return common / (ring.size + other.size - common) >= least;
    });
  return wanted.filter(isFound).length / Math.max(1, wanted.length);
}
