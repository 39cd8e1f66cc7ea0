/** Which published runs a ring's present picture can be compared with, and which of them is the one to begin with. */
import type { DetectionRun } from '../../api/use-detection-runs.ts';
import type { RingHead } from '../../api/use-ring.ts';

const momentOf = (at: string | null | undefined): number => (at ? Date.parse(at) : 0);

export type EarlierRun = Pick<DetectionRun, 'runId' | 'asOf' | 'published'>;
type Ring = Pick<RingHead, 'run' | 'lineage'>;

/** Newest first, as given. */
export const earlierRuns = <Run extends EarlierRun>(ring: Ring, runs: readonly Run[]): readonly Run[] =>
  runs.filter(
    ({ published, runId, asOf }) =>
      published && runId !== ring.run?.runId && momentOf(asOf) <= momentOf(ring.run?.asOf ?? null),
  );

/** The last run before anything happened to the ring: what an equal run found is no news. */
export function runToBeginWith(ring: Ring, earlier: readonly EarlierRun[]): string | null {
  const seenUntil = momentOf(ring.run?.asOf);
  const change = ring.lineage.filter(({ at, type }) => type !== 'BORN' && momentOf(at) <= seenUntil).at(-1);
  const before = change && earlier.find(({ asOf }) => momentOf(asOf) < momentOf(change.at));
  return (before ?? earlier[0])?.runId ?? null;
}
