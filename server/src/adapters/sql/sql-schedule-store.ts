/** Schedules and the scheduler's lease. A time further ahead than it can be was written by a clock set back since. */
import { type Kysely, sql } from 'kysely';
import type { ScheduleStore } from '../../application/ports/schedule-store.ts';
import type { Schedule } from '../../domain/schedule.ts';
import { millisecondsOf, type TimePoint, toTimePoint } from '../../domain/time-point.ts';
import type { ScheduleTable } from './schedule-tables.ts';
import type { CaseTables } from './tables.ts';

type Database = Kysely<CaseTables>;
const LEASE = 'scheduler';
/** No lease is longer. */
const LONGEST_ALIVE_MS = 600_000;

export function createSqlScheduleStore(db: Database): ScheduleStore {
  return { ...leaseMethods(db), ...planMethods(db), ...runMethods(db) };
}

function leaseMethods(db: Database): Pick<ScheduleStore, 'takeLease' | 'releaseLease'> {
  return {
    takeLease: ({ holder, now, leaseMs }) =>
      db.transaction().execute(async (tx) => {
        const held = await tx.selectFrom('lease').selectAll().where('name', '=', LEASE).executeTakeFirst();
        const isFree = !held || held.holder === holder || held.expires_at <= now || held.expires_at > now + leaseMs;
        if (!isFree) return false;
        const row = { name: LEASE, holder, expires_at: now + leaseMs };
        await tx
          .insertInto('lease')
          .values(row)
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ holder, expires_at: row.expires_at }))
          .execute();
        return true;
      }),
    async releaseLease(holder) {
      await db.deleteFrom('lease').where('name', '=', LEASE).where('holder', '=', holder).execute();
    },
  };
}

/**
 * Whether nobody has taken it since: one that ran out is its holder's until then. The clock is not asked, for that of a
 * server that was suspended is behind what happened.
 */
export async function holdsLease(db: Database, holder: string): Promise<boolean> {
  const held = await db.selectFrom('lease').select('holder').where('name', '=', LEASE).executeTakeFirst();
  return held?.holder === holder;
}

type PlanMethods = Pick<ScheduleStore, 'add' | 'schedules' | 'setPaused' | 'plan' | 'remove'>;

function planMethods(db: Database): PlanMethods {
  return {
    async add({ id, job, cron, timeZone, nextRunAt }) {
      const number = sql<number>`(select coalesce(max(number), 0) + 1 from schedule)`;
      const none = { started_at: null, finished_at: null, problem: null, alive_until: null, stage: null };
      const row = { id, number, job, cron, time_zone: timeZone, paused: 0, next_at: toMs(nextRunAt), ...none };
      await db.insertInto('schedule').values(row).execute();
    },
    async schedules(now) {
      const rows = await db.selectFrom('schedule').selectAll().orderBy('number').execute();
      return rows.map((row) => toSchedule(row, now));
    },
    async setPaused(id, paused, nextAt) {
      await db
        .updateTable('schedule')
        .set({ paused: paused ? 1 : 0, next_at: nextAt })
        .where('id', '=', id)
        .execute();
    },
    async plan(id, nextAt, problem) {
      await db.updateTable('schedule').set({ next_at: nextAt, problem }).where('id', '=', id).execute();
    },
    async remove(id) {
      await db.deleteFrom('schedule').where('id', '=', id).execute();
    },
  };
}

function runMethods(db: Database): Pick<ScheduleStore, 'begin' | 'progress' | 'end'> {
  return {
    async begin(id, { now, aliveMs }) {
      const begun = await db
        .updateTable('schedule')
        .set({ started_at: now, alive_until: now + aliveMs, stage: null })
        .where('id', '=', id)
        .where((is) =>
          is.or([
            is('alive_until', 'is', null),
            is('alive_until', '<=', now),
            is('alive_until', '>', now + LONGEST_ALIVE_MS),
          ]),
        )
        .executeTakeFirst();
      return begun.numUpdatedRows > 0n;
    },
    async progress(id, { startedAt, now, aliveMs, stage }) {
      const alive = db
        .updateTable('schedule')
        .set({ alive_until: now + aliveMs, stage })
        .where('id', '=', id);
      await alive.where('started_at', '=', startedAt).where('alive_until', 'is not', null).execute();
    },
    async end(id, { startedAt, at, nextAt, problem }) {
      const over = { finished_at: at, problem, alive_until: null, stage: null };
      // Planned while it ran: somebody asked for one more, which sees what this one had not read yet. Else one that was
      // paused while it ran, or run by hand while paused, has no next time.
      const next = sql<number | null>`case when next_at > ${startedAt} then next_at
        when paused = 1 then null else ${nextAt} end`;
      await db
        .updateTable('schedule')
        .set({ ...over, next_at: next })
        .where('id', '=', id)
        .where('started_at', '=', startedAt)
        .execute();
    },
  };
}

const toMs = (time: TimePoint | null): number | null => (time === null ? null : millisecondsOf(time));
const toTime = (ms: number | null): TimePoint | null => (ms === null ? null : toTimePoint(ms, 'MILLISECOND'));

function toSchedule(row: ScheduleTable, now: number): Schedule {
  const aliveUntil = row.alive_until ?? 0;
  const running = aliveUntil > now && aliveUntil <= now + LONGEST_ALIVE_MS;
  return {
    id: row.id,
    job: row.job,
    cron: row.cron,
    timeZone: row.time_zone,
    paused: row.paused === 1,
    nextRunAt: toTime(row.next_at),
    lastStartedAt: toTime(row.started_at),
    lastFinishedAt: toTime(row.finished_at),
    problem: row.problem,
    running,
    stage: running ? row.stage : null,
  };
}
