/** The tables of the scheduler as Kysely sees them. Times are UTC milliseconds. */
import type { Job } from '../../domain/schedule.ts';

export type ScheduleTable = {
  id: string;
  /** In the order of making. */
  number: number;
  job: Job;
  cron: string;
  time_zone: string;
  paused: number;
  next_at: number | null;
  started_at: number | null;
  finished_at: number | null;
  problem: string | null;
  /** Null when it does not run; past when its server has gone. */
  alive_until: number | null;
  stage: string | null;
};
type LeaseTable = { name: string; holder: string; expires_at: number };

export type ScheduleTables = { schedule: ScheduleTable; lease: LeaseTable };
