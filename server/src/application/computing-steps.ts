/** The computing of a run, of everything or of what changed, in one shape. Pauses before each stage and group. */
import type { GraphColumns } from '../detection/columns.ts';
import { incrementalSteps, type Remembered, remember } from '../detection/incremental/incremental-steps.ts';
import type { DetectionParameters } from '../detection/parameters.ts';
import { type DetectionHooks, detectionSteps } from '../detection/pipeline.ts';
import type { IncrementalPart, StageTiming } from '../domain/detection-run.ts';
import type { IgnoredHub, RingCandidate } from '../domain/ring.ts';
import type { Basis } from './incremental-basis.ts';

export type Computed = {
  readonly computed: readonly RingCandidate[];
  /** As they were. */
  readonly standing: readonly RingCandidate[];
  /** With all rows of the members of computed rings. */
  readonly columns: GraphColumns;
  readonly ignoredHubs: readonly IgnoredHub[];
  readonly stages: readonly StageTiming[];
  readonly incremental: IncrementalPart | null;
  /** Worked out when it is wanted. */
  readonly remembered: () => Remembered;
};

export function* computingSteps(
  columns: GraphColumns,
  { parameters, basis }: { readonly parameters: DetectionParameters; readonly basis: Basis | null },
  hooks: DetectionHooks,
): Generator<void, Computed> {
  if (basis === null) {
    const { candidates, ignoredHubs, stages, norms, communityOf } = yield* detectionSteps(columns, parameters, hooks);
    const remembered = (): Remembered => remember(columns, { norms, communityOf });
    return { computed: candidates, standing: [], columns, ignoredHubs, stages, incremental: null, remembered };
  }
  const { counts, remembered, ...found } = yield* incrementalSteps(
    columns,
    { before: basis.before, parameters },
    hooks,
  );
  return {
    ...found,
    // A hub is a matter of all who hold it; which ones there are is told by full runs.
    ignoredHubs: basis.run.ignoredHubs,
    incremental: { ...counts, fullRunId: basis.remembered.fullRunId },
    remembered: () => remembered,
  };
}
