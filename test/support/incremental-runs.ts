/** Full runs and incremental ones after them, without a store, and how many rings of one the other finds. */
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import type { KeptMarket } from '../../server/src/detection/incremental/carry/advance-market.ts';
import { type FullOutcome, fullSteps } from '../../server/src/detection/incremental/full-steps.ts';
import {
  type Before,
  type IncrementalOutcome,
  incrementalSteps,
  ringsOf,
} from '../../server/src/detection/incremental/incremental-steps.ts';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { entityKey } from '../../server/src/domain/entity-key.ts';
import type { Ring, RingCandidate } from '../../server/src/domain/ring.ts';

const hooks = { now: () => performance.now() };

const toRing = (candidate: RingCandidate, i: number): Ring => ({ id: `rng_${i}`, status: 'ACTIVE', ...candidate });

type FullRun = Pick<FullOutcome, 'stood' | 'leads'> & {
  readonly rings: readonly RingCandidate[];
  readonly before: Before;
};

/** `before`: what it knows of an earlier run. */
export function runFull(columns: GraphColumns, before: Before | null = null): FullRun {
  const found = toEnd(fullSteps(columns, { before, parameters: DEFAULT_PARAMETERS }, hooks));
  const { candidates, stood, leads, remembered } = found;
  return { rings: candidates, stood, leads, before: { ...remembered(), rings: candidates.map(toRing), leads } };
}

/** `kept`: what an earlier run left in memory. */
export const runIncremental = (
  columns: GraphColumns,
  before: Before,
  kept: KeptMarket | null = null,
): IncrementalOutcome => toEnd(incrementalSteps(columns, { before, parameters: DEFAULT_PARAMETERS, kept }, hooks));

function toEnd<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** What the next run stands on. */
export const after = (found: IncrementalOutcome): Before => ({
  ...found.remembered,
  rings: ringsOf(found).map(toRing),
  leads: found.leads,
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
