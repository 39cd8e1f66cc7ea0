/** Runs one job, apart from the server that answers people. */
import type { Job } from '../../domain/schedule.ts';

export type JobOutcome =
  | { readonly end: 'done' }
  /** Why, as a sentence. */
  | { readonly end: 'failed'; readonly problem: string }
  /** The signal came first: it is due as before. */
  | { readonly end: 'stopped' };
export type JobWatch = { readonly signal: AbortSignal; readonly onStage: (name: string) => void };

export type JobRunner = (job: Job, watch: JobWatch) => Promise<JobOutcome>;
