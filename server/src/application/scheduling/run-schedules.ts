/**
 * The scheduler: one server of several, by a lease in the database, begins what is due, one job at a time. What was
 * missed while no server ran is made up for once. A clock that was set back is noticed by a plan that lies further
 * ahead than the line allows.
 */
import type { Schedule } from '../../domain/schedule.ts';
import { millisecondsOf } from '../../domain/time-point.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobOutcome, JobRunner } from '../ports/job-runner.ts';
import type { ScheduleStore } from '../ports/schedule-store.ts';
import { MOST_JITTER_MS, nextRun, type Planning, timesDue } from './next-run.ts';

export type SchedulerDependencies = Planning & {
  readonly schedules: ScheduleStore;
  readonly runJob: JobRunner;
  readonly clock: Clock;
  readonly holder: string;
  /** Called when this server has come to be the one that runs schedules, before the first of them. */
  readonly onLead?: () => Promise<void>;
  readonly onUnexpected: (error: unknown) => void;
};
export type SchedulerOptions = { readonly everyMs?: number; readonly leaseMs?: number };

export type Scheduler = {
  /** Stops a running job, which is due as before, and lets another server take over. */
  stop(): Promise<void>;
};

const EVERY_MS = 1_000;
const LEASE_MS = 15_000;
const SET_BACK = 'The clock was set back: the next run was planned anew.';

export function startScheduler(deps: SchedulerDependencies, options: SchedulerOptions = {}): Scheduler {
  const { everyMs = EVERY_MS, leaseMs = LEASE_MS } = options;
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  let job: Promise<void> | null = null;
  let hasLed = false;

  const tick = async (): Promise<void> => {
    const isLeader = await deps.schedules.takeLease({ holder: deps.holder, now: deps.clock.now(), leaseMs });
    if (!isLeader || job !== null) return;
    if (!hasLed) await deps.onLead?.();
    hasLed = true;
    const due = await findDue(deps);
    if (due === null) return;
    job = runOne(deps, due, { signal: stopping.signal, aliveMs: leaseMs })
      .catch(deps.onUnexpected)
      .finally(() => {
        job = null;
      });
  };
  const next = (): void => {
    if (stopping.signal.aborted) return;
    timer = setTimeout(start, everyMs);
    timer.unref();
  };
  const start = (): void => {
    round = tick().catch(deps.onUnexpected).finally(next);
  };
  start();
  return {
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await round;
      await job;
      await deps.schedules.releaseLease(deps.holder).catch(deps.onUnexpected);
    },
  };
}

/** The one that has waited longest. Plans that the present clock cannot have made are made anew. */
async function findDue(deps: SchedulerDependencies): Promise<Schedule | null> {
  const now = deps.clock.now();
  const due: { readonly schedule: Schedule; readonly at: number }[] = [];
  for (const schedule of await deps.schedules.schedules(now)) {
    if (schedule.nextRunAt === null || schedule.running || (await putAside(deps, schedule))) continue;
    const at = millisecondsOf(schedule.nextRunAt);
    if (at <= now) due.push({ schedule, at });
    else await replanIfSetBack(deps, schedule, { now, at });
  }
  return due.sort((a, b) => a.at - b.at)[0]?.schedule ?? null;
}

/** A line made elsewhere may name a zone that is unknown here: that one waits for a person, and the others go on. */
async function putAside({ cron, schedules }: SchedulerDependencies, { id, ...line }: Schedule): Promise<boolean> {
  const objection = cron.objection(line.cron, line.timeZone);
  if (objection !== null) await schedules.plan(id, null, objection);
  return objection !== null;
}

async function replanIfSetBack(
  deps: SchedulerDependencies,
  schedule: Schedule,
  { now, at }: { readonly now: number; readonly at: number },
): Promise<void> {
  const due = deps.cron.next(schedule.cron, schedule.timeZone, now);
  if (due !== null && at > due + MOST_JITTER_MS) {
    await deps.schedules.plan(schedule.id, nextRun(deps, schedule, now) ?? due, SET_BACK);
  }
}

type Running = { readonly signal: AbortSignal; readonly aliveMs: number };

async function runOne(deps: SchedulerDependencies, schedule: Schedule, { signal, aliveMs }: Running): Promise<void> {
  const started = deps.clock.now();
  if (!(await deps.schedules.begin(schedule.id, { now: started, aliveMs }))) return;
  let stage: string | null = null;
  const tell = (): void => {
    const progress = { startedAt: started, now: deps.clock.now(), aliveMs, stage };
    void deps.schedules.progress(schedule.id, progress).catch(deps.onUnexpected);
  };
  const alive = setInterval(tell, aliveMs / 3);
  const onStage = (name: string): void => {
    stage = name;
    tell();
  };
  try {
    const outcome = await deps.runJob(schedule.job, { signal, onStage }).catch((error): JobOutcome => {
      deps.onUnexpected(error);
      return { end: 'failed', problem: 'It ended unexpectedly: see the log.' };
    });
    const at = deps.clock.now();
    const nextAt = outcome.end === 'stopped' ? started : nextRun(deps, schedule, at);
    const problem = toProblem(deps, schedule, { outcome, started, at });
    await deps.schedules.end(schedule.id, { startedAt: started, at, nextAt, problem });
  } finally {
    clearInterval(alive);
  }
}

type Ended = { readonly outcome: JobOutcome; readonly started: number; readonly at: number };

function toProblem(deps: SchedulerDependencies, schedule: Schedule, { outcome, started, at }: Ended): string | null {
  if (outcome.end === 'stopped') return 'The server was stopped while it ran: it starts again.';
  if (outcome.end === 'failed') return outcome.problem;
  const missed = timesDue(deps, schedule, { from: started, to: at });
  if (missed === 0) return null;
  const seconds = Math.round((at - started) / 1000);
  return `It took ${seconds} s and was due ${missed === 1 ? 'once' : `${missed} times`} meanwhile: choose a line that leaves it time.`;
}
