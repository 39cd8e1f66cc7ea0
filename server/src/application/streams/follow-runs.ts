/**
 * What scheduled jobs do, at once and on every change: a state, not a log, so there is nothing to resume. Runs that
 * another process publishes are told when they are there.
 */
import type { DetectionRun } from '../../domain/detection-run.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Schedule } from '../../domain/schedule.ts';
import type { RingStore } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { ScheduleStore } from '../ports/schedule-store.ts';
import { refusal } from '../reader.ts';
import type { Follower } from './follow-log.ts';

export type RunProgress = {
  readonly running: readonly RunningJob[];
  readonly lastRun: DetectionRun | null;
};
/** `share`: 0–1, by how long each stage took in the last published run; null where that does not tell. */
export type RunningJob = { readonly schedule: Schedule; readonly share: number | null };

type Watched = Follower & {
  readonly schedules: ScheduleStore;
  readonly rings: RingStore;
  readonly clock: Clock;
};
/** A job whose server was killed is known to be dead by time alone: nothing is written then. */
const LOOK_AGAIN_MS = 15_000;

export function followRuns(watched: Watched, principal: Principal): Result<AsyncGenerator<RunProgress, void>, Failure> {
  const refused = refusal(principal, 'readRings');
  return refused ? fail(refused) : ok(states(watched));
}

async function* states(watched: Watched): AsyncGenerator<RunProgress, void> {
  const { pulse, signal } = watched;
  let told = '';
  while (!signal.aborted) {
    const seen = await pulse.mark();
    const progress = await read(watched);
    const text = JSON.stringify([progress.running, progress.lastRun?.id]);
    if (text !== told) yield progress;
    told = text;
    await pulse.changed(seen, signal, LOOK_AGAIN_MS);
  }
}

async function read({ schedules, rings, clock }: Watched): Promise<RunProgress> {
  const [all, lastRun] = [await schedules.schedules(clock.now()), await rings.latestPublishedRun()];
  const running = all
    .filter((schedule) => schedule.running)
    .map((schedule) => ({ schedule, share: shareOf(schedule, lastRun) }));
  return { running, lastRun };
}

function shareOf({ stage }: Schedule, lastRun: DetectionRun | null): number | null {
  const stages = lastRun?.stages ?? [];
  const reached = stages.findIndex(({ name }) => name === stage);
  if (reached < 0) return null;
  const sum = (some: typeof stages): number => some.reduce((total, { durationMs }) => total + durationMs, 0);
  const whole = sum(stages);
  return whole === 0 ? null : sum(stages.slice(0, reached)) / whole;
}
