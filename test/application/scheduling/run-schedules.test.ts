/** The scheduler over a real store, with a clock that is turned by hand and jobs that end when they are told to. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { croner } from '../../../server/src/adapters/cron.ts';
import { systemRandomness } from '../../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../../server/src/adapters/sql/sql-case-store.ts';
import type { CaseStore } from '../../../server/src/application/ports/case-store.ts';
import type { JobOutcome, JobRunner, JobWatch } from '../../../server/src/application/ports/job-runner.ts';
import {
  createSchedule,
  runScheduleNow,
  setSchedulePaused,
} from '../../../server/src/application/scheduling/manage-schedules.ts';
import { type Scheduler, startScheduler } from '../../../server/src/application/scheduling/run-schedules.ts';
import { OPERATOR } from '../../../server/src/domain/principal.ts';
import type { Schedule } from '../../../server/src/domain/schedule.ts';
import { millisecondsOf, toTimePoint } from '../../../server/src/domain/time-point.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 2, 1, 12, 0, 30);

let cases: CaseStore;
let now: number;
let running: Scheduler[];
let jobs: { readonly watch: JobWatch; readonly end: (outcome: JobOutcome) => void }[];
beforeEach(async () => {
  cases = await openSqliteCaseStore(':memory:');
  now = START;
  running = [];
  jobs = [];
});
afterEach(async () => {
  for (const { end } of jobs) end({ end: 'done' });
  for (const scheduler of running) await scheduler.stop();
  await cases.close();
});

const runJob: JobRunner = (_job, watch) =>
  new Promise((resolve) => {
    jobs.push({ watch, end: resolve });
    watch.signal.addEventListener('abort', () => resolve({ end: 'stopped' }));
  });
const planning = { cron: croner, chance: () => 0, clock: { now: () => now } };
const managing = () => ({ ...planning, schedules: cases.schedules, log: cases.log, randomness: systemRandomness });
const unexpected = vi.fn();
function start(holder = 'one'): Scheduler {
  const deps = { ...planning, schedules: cases.schedules, runJob, holder, onUnexpected: unexpected };
  const scheduler = startScheduler(deps, { everyMs: 3, leaseMs: 15_000 });
  running.push(scheduler);
  return scheduler;
}
async function schedule(cron = '*/10 * * * *', timeZone = 'UTC'): Promise<Schedule> {
  const made = await createSchedule(managing(), OPERATOR, { job: 'detection', cron, timeZone });
  if (!made.ok) throw new Error(made.failure.message);
  return made.value;
}
const only = async (): Promise<Schedule> => {
  const [one] = await cases.schedules.schedules(now);
  if (!one) throw new Error('there is no schedule');
  return one;
};
const nextOf = ({ nextRunAt }: Schedule): number | null => (nextRunAt === null ? null : millisecondsOf(nextRunAt));
const begun = (count: number): Promise<void> => vi.waitFor(() => expect(jobs).toHaveLength(count));
const ended = (): Promise<void> => vi.waitFor(async () => expect((await only()).running).toBe(false));
/** Long enough for several rounds of the loop. */
const rounds = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 40));

describe('the scheduler', () => {
  it('begins what is due when it is due, tells what it does, and plans the next', async () => {
    await schedule();
    start();
    await rounds();
    expect(jobs).toHaveLength(0);
    now = Date.UTC(2026, 2, 1, 12, 10);
    await begun(1);
    jobs[0]?.watch.onStage('communities');
    await vi.waitFor(async () => expect(await only()).toMatchObject({ running: true, stage: 'communities' }));
    jobs[0]?.end({ end: 'done' });
    await ended();
    expect(await only()).toMatchObject({ problem: null, stage: null });
    expect(nextOf(await only())).toBe(Date.UTC(2026, 2, 1, 12, 20));
    expect(unexpected).not.toHaveBeenCalled();
  });

  it('makes up once for what was missed while no server ran', async () => {
    await schedule();
    now += 5 * 60 * MINUTE;
    start();
    await begun(1);
    jobs[0]?.end({ end: 'done' });
    await ended();
    await rounds();
    expect(jobs).toHaveLength(1);
  });

  it('keeps a failure as a sentence and goes on by the line', async () => {
    await schedule();
    now += 10 * MINUTE;
    start();
    await begun(1);
    jobs[0]?.end({ end: 'failed', problem: 'The disk is full.' });
    await ended();
    expect(await only()).toMatchObject({ problem: 'The disk is full.' });
    now += 10 * MINUTE;
    await begun(2);
    jobs[1]?.end({ end: 'done' });
    await vi.waitFor(async () => expect(await only()).toMatchObject({ problem: null }));
  });

  it('says so when a line comes more often than its work can end, and does not run it twice at a time', async () => {
    await schedule('* * * * *');
    now += MINUTE;
    start();
    await begun(1);
    now += 3 * MINUTE;
    await rounds();
    expect(jobs).toHaveLength(1);
    jobs[0]?.end({ end: 'done' });
    await ended();
    expect((await only()).problem).toBe(
      'It took 180 s and was due 3 times meanwhile: choose a line that leaves it time.',
    );
  });

  it('asked to run while it runs, runs once more afterwards: what came since had not been read', async () => {
    const { id } = await schedule();
    now += 10 * MINUTE;
    start();
    await begun(1);
    now += MINUTE;
    await runScheduleNow(managing(), OPERATOR, id);
    now += MINUTE;
    jobs[0]?.end({ end: 'done' });
    await begun(2);
    jobs[1]?.end({ end: 'done' });
    await ended();
    expect(nextOf(await only())).toBe(Date.UTC(2026, 2, 1, 12, 20));
  });

  it('plans anew when the clock was set back, instead of waiting for days', async () => {
    await schedule();
    now -= 3 * 24 * 60 * MINUTE;
    start();
    await vi.waitFor(async () => expect((await only()).problem).toContain('The clock was set back'));
    expect(nextOf(await only())).toBe(Date.UTC(2026, 1, 26, 12, 10));
  });

  it('in the hour that comes twice runs once by its line, and takes the clock for no other than it is', async () => {
    now = Date.UTC(2026, 9, 25, 0, 56);
    await schedule('55 * * * *', 'Europe/Berlin');
    start();
    now = Date.UTC(2026, 9, 25, 1, 55);
    await begun(1);
    now += MINUTE;
    jobs[0]?.end({ end: 'done' });
    await ended();
    await rounds();
    expect(jobs).toHaveLength(1);
    expect(await only()).toMatchObject({ problem: null });
    expect(nextOf(await only())).toBe(Date.UTC(2026, 9, 25, 2, 55));
  });

  it('puts a line that cannot be read here aside with the reason, and goes on with the others', async () => {
    const next = toTimePoint(START, 'MILLISECOND');
    const elsewhere = { ...(await schedule()), id: 'sch_elsewhere', timeZone: 'Europe/Atlantis', nextRunAt: next };
    await cases.schedules.add(elsewhere);
    now += 10 * MINUTE;
    start();
    await begun(1);
    jobs[0]?.end({ end: 'done' });
    await ended();
    const [, aside] = await cases.schedules.schedules(now);
    expect(aside).toMatchObject({ paused: false, nextRunAt: null, lastStartedAt: null });
    const message = 'There is no time zone Europe/Atlantis: write it as Europe/Berlin.';
    expect(aside?.problem).toBe(message);
    const resumed = await setSchedulePaused(managing(), OPERATOR, { id: 'sch_elsewhere', paused: false });
    expect(resumed).toMatchObject({ ok: false, failure: { code: 'INVALID_ARGUMENT', message } });
    expect(unexpected).not.toHaveBeenCalled();
  });

  it('leaves a paused one alone, unless it is asked to run now', async () => {
    const { id } = await schedule();
    await setSchedulePaused(managing(), OPERATOR, { id, paused: true });
    now += 60 * MINUTE;
    start();
    await rounds();
    expect(jobs).toHaveLength(0);
    await runScheduleNow(managing(), OPERATOR, id);
    await begun(1);
    jobs[0]?.end({ end: 'done' });
    await ended();
    expect(await only()).toMatchObject({ paused: true, nextRunAt: null });
  });
});

describe('several servers', () => {
  it('run one job once, and another takes over when the first lets go', async () => {
    await schedule();
    const first = start('one');
    start('two');
    now += 10 * MINUTE;
    await begun(1);
    await rounds();
    expect(jobs).toHaveLength(1);
    await first.stop();
    await begun(2);
    expect(jobs[0]?.watch.signal.aborted).toBe(true);
    expect(jobs[1]?.watch.signal.aborted).toBe(false);
  });

  it('take over from one that is gone when its lease is over, and run again what it left', async () => {
    const { id } = await schedule();
    expect(await cases.schedules.takeLease({ holder: 'gone', now, leaseMs: 15_000 })).toBe(true);
    now += 10 * MINUTE;
    expect(await cases.schedules.takeLease({ holder: 'gone', now, leaseMs: 15_000 })).toBe(true);
    expect(await cases.schedules.begin(id, { now, aliveMs: 15_000 })).toBe(true);
    start();
    await rounds();
    expect(jobs).toHaveLength(0);
    now += 15_000;
    await begun(1);
  });

  it('do not end what another has begun anew since', async () => {
    await schedule();
    start('suspended');
    now += 10 * MINUTE;
    await begun(1);
    const { id } = await only();
    now += 20_000;
    expect(await cases.schedules.begin(id, { now, aliveMs: 15_000 })).toBe(true);
    jobs[0]?.end({ end: 'failed', problem: 'Another server runs the schedules by now.' });
    await rounds();
    expect(await only()).toMatchObject({ running: true, problem: null, lastFinishedAt: null });
  });
});
