/** The record of one detection run: what it read, with which settings, how long it took, what it found. */
import type { IgnoredHub, Severity } from './ring.ts';
import type { TimePoint } from './time-point.ts';

export type StageTiming = { readonly name: string; readonly durationMs: number };
export type RingChanges = Readonly<Record<'born' | 'grown' | 'shrunk' | 'merged' | 'split' | 'dormant', number>>;

/** What an incremental run computed; everything else stood as it was. */
export type IncrementalCounts = {
  /** Accounts that are new or of which anything changed; those computed again; all there are. */
  readonly touchedAccounts: number;
  readonly computedAccounts: number;
  readonly accounts: number;
  readonly computedRings: number;
  readonly standingRings: number;
};
/** `fullRunId`: the run whose thresholds it held. */
export type IncrementalPart = IncrementalCounts & { readonly fullRunId: string };

export type DetectionRun = {
  readonly id: string;
  readonly startedAt: TimePoint;
  readonly finishedAt: TimePoint;
  /** Verdicts on accounts given later were not known; absent in runs of versions that knew none. */
  readonly judgedBy?: TimePoint;
  /** By valid time: nothing later was read. Null where the data hold no time at all. */
  readonly asOf: TimePoint | null;
  readonly windowDays: number | null;
  /** The graph store's change number that was read. */
  readonly changeNumber: number;
  readonly codeVersion: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** SHA-256 of them, the same for equal ones; absent in runs of versions that did not keep it. */
  readonly parametersHash?: string;
  readonly published: boolean;
  /** Absent where everything was computed. */
  readonly incremental?: IncrementalPart;
  /** Rings that stand from the published run before, where this one alone would have found others; absent: none. */
  readonly stood?: readonly string[];
  readonly counts: { readonly entities: number; readonly links: number; readonly events: number };
  readonly rings: Readonly<Record<Severity, number>>;
  readonly changes: RingChanges;
  readonly ignoredHubs: readonly IgnoredHub[];
  readonly stages: readonly StageTiming[];
  readonly durationMs: number;
  readonly peakRssBytes: number;
  /** SHA-256 of the canonical rings: equal data, parameters and version, equal hash. */
  readonly resultHash: string;
};
