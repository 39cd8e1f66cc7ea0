/** Work that runs by itself: what, when, in which time zone, and how it went last. */
import type { TimePoint } from './time-point.ts';

export const JOBS = ['detection', 'incrementalDetection', 'screening', 'retention'] as const;
export type Job = (typeof JOBS)[number];

export type Schedule = {
  /** `sch_…` */
  readonly id: string;
  readonly job: Job;
  /** Five fields: minute, hour, day of month, month, day of week. */
  readonly cron: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly paused: boolean;
  /** Null while paused, and where its line cannot be read here or never comes true again. */
  readonly nextRunAt: TimePoint | null;
  readonly lastStartedAt: TimePoint | null;
  readonly lastFinishedAt: TimePoint | null;
  /** What went wrong last, as a sentence; null after a run without trouble. */
  readonly problem: string | null;
  readonly running: boolean;
  /** What a running job is doing; null where it does not say. */
  readonly stage: string | null;
};
