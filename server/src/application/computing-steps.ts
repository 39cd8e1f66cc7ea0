/** The computing of a run, of everything or of what changed, in one shape. Pauses before each stage and group. */
import type { GraphColumns } from '../detection/columns.ts';
import type { KeptMarket } from '../detection/incremental/carry/advance-market.ts';
import { fullSteps } from '../detection/incremental/full-steps.ts';
import { type Before, incrementalSteps, type Remembered } from '../detection/incremental/incremental-steps.ts';
import type { DetectionParameters } from '../detection/parameters.ts';
import type { DetectionHooks } from '../detection/pipeline.ts';
import type { IncrementalPart, StageTiming } from '../domain/detection-run.ts';
import type { Lead } from '../domain/lead.ts';
import type { IgnoredHub, Ring, RingCandidate } from '../domain/ring.ts';
import type { Basis } from './incremental-basis.ts';

export type Computed = {
  readonly computed: readonly RingCandidate[];
  /** As they were. */
  readonly standing: readonly RingCandidate[];
  /** Of the computed ones of a full run: see DetectionOutcome. */
  readonly stood: readonly RingCandidate[];
  /** The likeliest first. */
  readonly leads: readonly Lead[];
  /** With all rows of the members of computed rings. */
  readonly columns: GraphColumns;
  readonly ignoredHubs: readonly IgnoredHub[];
  readonly stages: readonly StageTiming[];
  readonly incremental: IncrementalPart | null;
  /** Worked out when it is wanted. */
  readonly remembered: () => Remembered;
  /** Of an incremental run. */
  readonly market: KeptMarket | null;
};

type Given = {
  readonly parameters: DetectionParameters;
  /** Null for a full run. */
  readonly basis: Basis | null;
  /** What a full run knows of the one before. */
  readonly before: Before | null;
  /** What an incremental run of this process left in memory. */
  readonly kept: KeptMarket | null;
};

export function* computingSteps(
  columns: GraphColumns,
  { parameters, basis, before, kept }: Given,
  hooks: DetectionHooks,
): Generator<void, Computed> {
  if (basis === null) {
    const { candidates, ...found } = yield* fullSteps(columns, { before, parameters }, hooks);
    const { ignoredHubs, stages, stood, leads, remembered } = found;
    const told = { computed: candidates, standing: [], stood, leads, ignoredHubs };
    return { ...told, columns, stages, incremental: null, remembered, market: null };
  }
  const { counts, remembered, ...found } = yield* incrementalSteps(
    columns,
    { before: basis.before, parameters, kept },
    hooks,
  );
  return {
    ...found,
    stood: [],
    // A hub is a matter of all who hold it; which ones there are is told by full runs.
    ignoredHubs: basis.run.ignoredHubs,
    incremental: { ...counts, fullRunId: basis.remembered.fullRunId },
    remembered: () => remembered,
  };
}

/** Rings are named in the order in which they were found. */
export function idsOfStood({ computed, stood }: Computed, rings: readonly Ring[]): readonly string[] {
  const wanted = new Set(stood);
  return rings.filter((_, i) => computed[i] && wanted.has(computed[i])).map(({ id }) => id);
}
