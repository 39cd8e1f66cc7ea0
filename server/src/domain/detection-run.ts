/** The record of one detection run: what it read, with which settings, how long it took, what it found. */
import type { IgnoredHub, Severity } from './ring.ts';
import type { TimePoint } from './time-point.ts';

export type StageTiming = { readonly name: string; readonly durationMs: number };
export type RingChanges = Readonly<Record<'born' | 'grown' | 'shrunk' | 'merged' | 'split' | 'dormant', number>>;

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
