/**
 * What the last published run leaves for an incremental one: its thresholds, and the accounts as it saw them. Worth
 * nothing but time: where it is lost, damaged or of another version, the next run computes everything.
 */
import type { Remembered } from '../../detection/incremental/incremental-steps.ts';

export type RememberedRun = Remembered & {
  /** The published run that left it. */
  readonly runId: string;
  /** The run whose thresholds it holds: the same, or the last full one before it. */
  readonly fullRunId: string;
  readonly codeVersion: string;
  readonly parametersHash: string;
  readonly windowDays: number | null;
};

export interface RunMemory {
  read(): Promise<RememberedRun | null>;
  /** Never throws for want of room or rights: what cannot be kept is lost. */
  write(run: RememberedRun): Promise<void>;
}
