/** Which published runs a ring's present picture can be compared with, and which of them is the one to begin with. */
import type { DetectionRun } from '../../api/use-detection-runs.ts';
import type { RingHead } from '../../api/use-ring.ts';

const momentOf = (at: string | null | undefined): number => (at ? Date.parse(at) : 0);

export type EarlierRun = Pick<DetectionRun, 'runId' | 'asOf' | 'finishedAt' | 'published'>;
type Ring = Pick<RingHead, 'run' | 'lineage'>;

/** Newest first, as given: many may have looked at one moment of the data. */
export const earlierRuns = <Run extends EarlierRun>(ring: Ring, runs: readonly Run[]): readonly Run[] =>
  runs
    .slice(runs.findIndex(({ runId }) => runId === ring.run?.runId) + 1)
    .filter(({ published, asOf }) => published && momentOf(asOf) <= momentOf(ring.run?.asOf ?? null));

/** The last run before anything happened to the ring: what an equal run found is no news. */
export function runToBeginWith(ring: Ring, earlier: readonly EarlierRun[]): string | null {
  const seenUntil = momentOf(ring.run?.asOf);
  const change = ring.lineage.filter(({ at, type }) => type !== 'BORN' && momentOf(at) <= seenUntil).at(-1);
  const before = change && runBefore(change, ring, earlier);
  return (before ?? earlier[0])?.runId ?? null;
}

function runBefore({ runId, at }: RingHead['lineage'][number], ring: Ring, earlier: readonly EarlierRun[]) {
  if (runId === ring.run?.runId) return earlier[0];
  const found = earlier.findIndex((run) => run.runId === runId);
  return found < 0 ? earlier.find(({ asOf }) => momentOf(asOf) < momentOf(at)) : earlier[found + 1];
}
