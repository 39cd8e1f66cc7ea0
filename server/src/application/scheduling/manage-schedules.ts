/** Schedules: made, paused, run at once and removed. Everybody who may see runs may see them. */
import { type Failure, failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Job, Schedule } from '../../domain/schedule.ts';
import { toTimePoint } from '../../domain/time-point.ts';
import type { EventLog } from '../ports/case-store.ts';
import type { Clock, Randomness } from '../ports/clock.ts';
import type { ScheduleStore } from '../ports/schedule-store.ts';
import { refusal } from '../reader.ts';
import { recordEvent } from '../record-event.ts';
import { nextRun, type Planning } from './next-run.ts';

export type ScheduleDependencies = Planning & {
  readonly schedules: ScheduleStore;
  readonly log: EventLog;
  readonly clock: Clock;
  readonly randomness: Randomness;
};
export type NewSchedule = { readonly job: Job; readonly cron: string; readonly timeZone: string };

const ID_BITS = 72;
const MOST_SCHEDULES = 50;

export async function listSchedules(
  { schedules, clock }: Pick<ScheduleDependencies, 'schedules' | 'clock'>,
  principal: Principal,
): Promise<Result<readonly Schedule[], Failure>> {
  const refused = refusal(principal, 'readRings');
  return refused ? fail(refused) : ok(await schedules.schedules(clock.now()));
}

export async function createSchedule(
  deps: ScheduleDependencies,
  principal: Principal,
  { job, cron, timeZone }: NewSchedule,
): Promise<Result<Schedule, Failure>> {
  const refused = refusal(principal, 'manageSchedules');
  if (refused) return fail(refused);
  const line = { cron: cron.trim(), timeZone: timeZone.trim() };
  const objection = deps.cron.objection(line.cron, line.timeZone);
  if (objection !== null) return fail(failure('INVALID_ARGUMENT', objection));
  const now = deps.clock.now();
  if ((await deps.schedules.schedules(now)).length >= MOST_SCHEDULES) {
    return fail(failure('LIMIT_EXCEEDED', `There are ${MOST_SCHEDULES} schedules already: remove one first.`));
  }
  const next = nextRun(deps, line, now);
  const schedule: Schedule = {
    ...{ id: `sch_${deps.randomness.token(ID_BITS)}`, job, ...line, paused: false },
    nextRunAt: next === null ? null : toTimePoint(next, 'MILLISECOND'),
    ...{ lastStartedAt: null, lastFinishedAt: null, problem: null, running: false, stage: null },
  };
  await deps.schedules.add(schedule);
  await recordEvent(deps, principal, { type: 'scheduleCreated', subject: schedule.id, details: { job, ...line } });
  return ok(schedule);
}

export async function setSchedulePaused(
  deps: ScheduleDependencies,
  principal: Principal,
  { id, paused }: { readonly id: string; readonly paused: boolean },
): Promise<Result<Schedule, Failure>> {
  const type = paused ? 'schedulePaused' : 'scheduleResumed';
  return change(deps, principal, id, {
    type,
    // Made elsewhere, it may name a zone that is unknown here.
    objection: ({ cron, timeZone }) => (paused ? null : deps.cron.objection(cron, timeZone)),
    act: (schedule) => deps.schedules.setPaused(id, paused, paused ? null : nextRun(deps, schedule, deps.clock.now())),
  });
}

/** Due at once, also when it is paused; its line stays as it is. */
export async function runScheduleNow(
  deps: ScheduleDependencies,
  principal: Principal,
  id: string,
): Promise<Result<Schedule, Failure>> {
  const act = ({ problem }: Schedule) => deps.schedules.plan(id, deps.clock.now(), problem);
  return change(deps, principal, id, { type: 'scheduleRunAsked', act });
}

export async function removeSchedule(
  deps: ScheduleDependencies,
  principal: Principal,
  id: string,
): Promise<Result<Schedule, Failure>> {
  return change(deps, principal, id, { type: 'scheduleRemoved', act: () => deps.schedules.remove(id) });
}

type Change = {
  readonly type: string;
  readonly objection?: (schedule: Schedule) => string | null;
  readonly act: (schedule: Schedule) => Promise<void>;
};

/** As it is afterwards; a removed one as it was. */
async function change(
  deps: ScheduleDependencies,
  principal: Principal,
  id: string,
  { type, objection, act }: Change,
): Promise<Result<Schedule, Failure>> {
  const refused = refusal(principal, 'manageSchedules');
  if (refused) return fail(refused);
  const find = async () => (await deps.schedules.schedules(deps.clock.now())).find((schedule) => schedule.id === id);
  const before = await find();
  if (before === undefined) return fail(failure('NOT_FOUND', `There is no schedule ${id}.`));
  const problem = objection?.(before) ?? null;
  if (problem !== null) return fail(failure('INVALID_ARGUMENT', problem));
  await act(before);
  await recordEvent(deps, principal, { type, subject: id });
  return ok((await find()) ?? before);
}
