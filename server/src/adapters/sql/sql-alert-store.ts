/** Alerts as rows: their present shape as a body, their history as steps. */
import { type Kysely, sql } from 'kysely';
import type { AlertStore } from '../../application/ports/alert-store.ts';
import type { Alert, AlertStep } from '../../domain/alert.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import { type AlertRow, MOST_URGENT_FIRST, pageOfAlerts, toAlert } from './alert-query.ts';
import type { AlertStepTable } from './alert-tables.ts';
import { lastStepOf, writeChanges } from './alert-writer.ts';
import { chunks } from './ring-rows.ts';
import { appendEvent } from './sql-event-log.ts';
import type { CaseTables } from './tables.ts';

type Database = Kysely<CaseTables>;

export function createSqlAlertStore(db: Database): AlertStore {
  return {
    alerts: (filter, page, order) => pageOfAlerts(db, { filter, page, order: order ?? MOST_URGENT_FIRST }),
    async alert(id) {
      const row = await db.selectFrom('alert').select(['body', 'last_step']).where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toAlert(row);
    },
    async picture() {
      // First: whatever is written between the two makes what is based on them be done again.
      const lastStep = await lastStepOf(db);
      const rows = await newestLast(db).execute();
      return { lastStep, latest: byRing(rows) };
    },
    async latestOf(ringIds) {
      const latest = new Map<string, Alert>();
      for (const ids of chunks(ringIds)) {
        const rows = await newestLast(db).where('ring_id', 'in', ids).execute();
        for (const [ringId, alert] of byRing(rows)) latest.set(ringId, alert);
      }
      return latest;
    },
    change: (changes, basedOn, event) =>
      db.transaction().execute(async (tx) => {
        if ((await lastStepOf(tx)) !== basedOn) return false;
        await writeChanges(tx, changes);
        await appendEvent(tx, event);
        return true;
      }),
    async steps(alertId) {
      const rows = await db
        .selectFrom('alert_step')
        .selectAll()
        .where('alert_id', '=', alertId)
        .orderBy('number')
        .execute();
      return rows.map(toStep);
    },
    async stepsAfter(number, most) {
      const after = db.selectFrom('alert_step').selectAll().where('number', '>', number);
      return (await after.orderBy('number').limit(most).execute()).map(toStep);
    },
    lastStep: () => lastStepOf(db),
  };
}

/** Those that are not closed come last of all. */
const newestLast = (db: Database) =>
  db
    .selectFrom('alert')
    .select(['ring_id', 'body', 'last_step'])
    .orderBy(sql`case when live_ring_id is null then 0 else 1 end`)
    .orderBy('last_step');

/** Of several the last one stays. */
const byRing = (rows: readonly ({ readonly ring_id: string } & AlertRow)[]): ReadonlyMap<string, Alert> =>
  new Map(rows.map((row) => [row.ring_id, toAlert(row)]));

const toStep = ({ number, alert_id: alertId, ring_id: ringId, at, ...step }: AlertStepTable): AlertStep => ({
  ...step,
  ...{ number: Number(number), alertId, ringId, at: Number(at) as TimePoint },
});
