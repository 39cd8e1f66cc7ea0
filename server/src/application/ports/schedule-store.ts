/**
 * Schedules, and the lease by which one server of several runs them. Times are UTC milliseconds. Whoever began a run
 * says again and again that it is alive; a crash leaves that to run out, and the run is due as before.
 */
import type { Schedule } from '../../domain/schedule.ts';

export type LeaseRequest = { readonly holder: string; readonly now: number; readonly leaseMs: number };
export type RunMark = { readonly now: number; readonly aliveMs: number };
/** `startedAt`: which run of it, as `begin` was told. What has been begun anew since is not this one's to change. */
export type RunProgress = RunMark & { readonly startedAt: number; readonly stage: string | null };
export type RunEnd = {
  readonly startedAt: number;
  readonly at: number;
  readonly nextAt: number | null;
  readonly problem: string | null;
};

export interface ScheduleStore {
  /** Takes or renews it; false while another holds it. */
  takeLease(request: LeaseRequest): Promise<boolean>;
  releaseLease(holder: string): Promise<void>;
  add(schedule: Schedule): Promise<void>;
  /** Oldest first. `now` tells whether a run that began is still alive. */
  schedules(now: number): Promise<readonly Schedule[]>;
  setPaused(id: string, paused: boolean, nextAt: number | null): Promise<void>;
  /** Null: not until somebody says so. */
  plan(id: string, nextAt: number | null, problem: string | null): Promise<void>;
  remove(id: string): Promise<void>;
  /** False when it is running already: nobody begins it twice. */
  begin(id: string, mark: RunMark): Promise<boolean>;
  /** It is alive, and doing this. */
  progress(id: string, progress: RunProgress): Promise<void>;
  /** What was planned since it began stands before `nextAt`. */
  end(id: string, end: RunEnd): Promise<void>;
}
