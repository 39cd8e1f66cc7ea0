/** Alerts as rows: their present shape as a body, their history as steps. */
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { AlertFilter, AlertStore } from '../../application/ports/alert-store.ts';
import type { Page, Paged } from '../../application/ports/graph-store.ts';
import type { Alert, AlertStep } from '../../domain/alert.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import type { AlertStepTable } from './alert-tables.ts';
import { lastStepOf, writeChanges } from './alert-writer.ts';
import { parseCursor, toCursor } from './cursor.ts';
import { chunks } from './ring-rows.ts';
import { appendEvent } from './sql-event-log.ts';
import type { CaseTables } from './tables.ts';

type Database = Kysely<CaseTables>;

export function createSqlAlertStore(db: Database): AlertStore {
  return {
    alerts: (filter, page) => pageOfAlerts(db, filter, page),
    async alert(id) {
      const row = await db.selectFrom('alert').select('body').where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toAlert(row.body);
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
    .select(['ring_id', 'body'])
    .orderBy(sql`case when live_ring_id is null then 0 else 1 end`)
    .orderBy('last_step');

const toAlert = (body: string): Alert => JSON.parse(body) as Alert;

/** Of several the last one stays. */
const byRing = (rows: readonly { readonly ring_id: string; readonly body: string }[]): ReadonlyMap<string, Alert> =>
  new Map(rows.map(({ ring_id, body }) => [ring_id, toAlert(body)]));

const toStep = ({ number, alert_id: alertId, ring_id: ringId, type, at, by, note }: AlertStepTable): AlertStep => ({
  ...{ number: Number(number), alertId, ringId, type, at: Number(at) as TimePoint, by, note },
});

const LIST = 'alerts';
/** After every place that can be. */
const NO_PLACE = 1_000_000_000;

/** The place of each alert: its best rank among those of a currency that the filter lets through. */
async function pageOfAlerts(db: Database, filter: AlertFilter, page: Page): Promise<Paged<Alert>> {
  const statuses = filter.statuses?.length ? filter.statuses : null;
  const wanted = statuses === null ? sql`1 = 1` : sql`alert.status in (${sql.join(statuses)})`;
  const currency = filter.currency === undefined ? sql`1 = 1` : sql`currency = ${filter.currency}`;
  const places = sql`select alert_id, min(place) as place from (
    select alert_id, rank() over (partition by currency order by per_hour desc) as place
    from alert_priority join alert on alert.id = alert_id where ${wanted} and ${currency}) as ranked group by alert_id`;
  const found = await sql<Row>`select * from (
      select id, body, severity, score, coalesce(place, ${NO_PLACE}) as place
      from alert left join (${places}) as placed on placed.alert_id = alert.id where ${wanted}) as listed
    where ${beyond(page)} order by place, severity desc, score desc, id limit ${page.first + 1}`.execute(db);
  const total = await sql<{ readonly total: number }>`select count(*) as total from alert where ${wanted}`.execute(db);
  return {
    items: found.rows.slice(0, page.first).map(({ id, body, severity, score, place }) => ({
      item: toAlert(body),
      cursor: toCursor(LIST, [Number(place), severity, score, id]),
    })),
    hasNext: found.rows.length > page.first,
    totalCount: Number(total.rows[0]?.total ?? 0),
  };
}

type Row = {
  readonly id: string;
  readonly body: string;
  readonly severity: number;
  readonly score: number;
  readonly place: number;
};

function beyond({ after }: Page) {
  if (after === undefined) return sql<SqlBool>`1 = 1`;
  const [place, severity, score, id] = parseCursor(LIST, after, 4);
  return sql<SqlBool>`(place > ${place} or (place = ${place} and (severity < ${severity} or (severity = ${severity}
    and (score < ${score} or (score = ${score} and id > ${id}))))))`;
}
