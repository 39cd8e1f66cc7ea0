/** Filters, orders and keyset pages of alerts as SQL. */
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { AlertFilter, AlertOrder } from '../../application/ports/alert-store.ts';
import type { Page, Paged } from '../../application/ports/graph-store.ts';
import type { Alert } from '../../domain/alert.ts';
import { SEVERITIES } from '../../domain/ring.ts';
import type { AlertTag } from './alert-tables.ts';
import { parseCursor, toCursor } from './cursor.ts';
import type { CaseTables } from './tables.ts';

export const MOST_URGENT_FIRST: AlertOrder = { field: 'priority', direction: 'desc' };

export type AlertRow = { readonly body: string; readonly last_step: number };
/** The body holds the revision it was written on, the column the one it has since. */
export const toAlert = ({ body, last_step }: AlertRow): Alert => ({
  ...(JSON.parse(body) as Alert),
  revision: Number(last_step),
});

/** After every place, and later than every hour, that can be. */
const NONE = 1_000_000_000;
/** Of `listed`, below: what a list is sorted by before the priority, and which way round it is descending. */
const SORTED_BY: Readonly<Record<AlertOrder['field'], { readonly column: string; readonly isTurned?: true }>> = {
  priority: { column: 'place', isTurned: true },
  severity: { column: 'severity' },
  raisedAt: { column: 'raised_at' },
  hoursLeft: { column: 'hours' },
};

type Question = { readonly filter: AlertFilter; readonly page: Page; readonly order: AlertOrder };
type ListedRow = AlertRow & {
  readonly id: string;
  readonly severity: number;
  readonly score: number;
  readonly place: number;
  readonly first_key: number;
};

/** The place of each alert: its best rank among those of a currency that the filter lets through. */
export async function pageOfAlerts(db: Kysely<CaseTables>, { filter, page, order }: Question): Promise<Paged<Alert>> {
  const wanted = sql.join(conditions(filter), sql` and `);
  const currency = filter.currency === undefined ? sql`1 = 1` : sql`currency = ${filter.currency}`;
  const places = sql`select alert_id, min(place) as place from (
    select alert_id, rank() over (partition by currency order by per_hour desc) as place
    from alert_priority join alert on alert.id = alert_id where ${wanted} and ${currency}) as ranked group by alert_id`;
  const { column, isTurned } = SORTED_BY[order.field];
  const isDescending = (order.direction === 'desc') !== (isTurned === true);
  const list = `alerts ${order.field} ${order.direction}`;
  const listed = sql`select id, body, last_step, severity, score, raised_at, coalesce(hours_left, ${NONE}) as hours,
    coalesce(place, ${NONE}) as place from alert left join (${places}) as placed on placed.alert_id = alert.id
    where ${wanted}`;
  const found = await sql<ListedRow>`select * from (
      select id, body, last_step, severity, score, place, ${sql.ref(column)} as first_key from (${listed}) as listed
    ) as keyed where ${beyond(list, page, isDescending)}
    order by first_key ${sql.raw(isDescending ? 'desc' : 'asc')}, place, severity desc, score desc, id
    limit ${page.first + 1}`.execute(db);
  const total = await sql<{ readonly total: number }>`select count(*) as total from alert where ${wanted}`.execute(db);
  return {
    items: found.rows.slice(0, page.first).map((row) => ({
      item: toAlert(row),
      cursor: toCursor(list, [Number(row.first_key), Number(row.place), row.severity, row.score, row.id]),
    })),
    hasNext: found.rows.length > page.first,
    totalCount: Number(total.rows[0]?.total ?? 0),
  };
}

type Condition = RawBuilder<SqlBool>;
const isIn = (column: string, values: readonly (string | number)[]): Condition =>
  sql<SqlBool>`${sql.ref(column)} in (${sql.join(values)})`;
const hasTag = (tag: AlertTag, values: readonly string[]): Condition =>
  sql<SqlBool>`alert.id in (select alert_id from alert_tag where tag = ${tag} and value in (${sql.join(values)}))`;

function conditions(filter: AlertFilter): readonly Condition[] {
  const { statuses, severities, assignee, typologies, causes, closeReasons, mostHoursLeft } = filter;
  const found = [sql<SqlBool>`1 = 1`];
  if (statuses?.length) found.push(isIn('alert.status', statuses));
  if (severities?.length) {
    const positions = severities.map((severity) => SEVERITIES.indexOf(severity));
    found.push(isIn('alert.severity', positions));
  }
  if (assignee === null) found.push(sql<SqlBool>`alert.assignee is null`);
  else if (assignee !== undefined) found.push(sql<SqlBool>`alert.assignee = ${assignee}`);
  if (typologies?.length) found.push(hasTag('typology', typologies));
  if (causes?.length) found.push(hasTag('cause', causes));
  if (closeReasons?.length) found.push(isIn('alert.close_reason', closeReasons));
  if (mostHoursLeft !== undefined) found.push(sql<SqlBool>`alert.hours_left <= ${mostHoursLeft}`);
  return found;
}

/** Strictly after the cursor's row in the order of the list. */
function beyond(list: string, { after }: Page, isDescending: boolean): Condition {
  if (after === undefined) return sql<SqlBool>`1 = 1`;
  const [first, place, severity, score, id] = parseCursor(list, after, 5);
  const farther = sql.raw(isDescending ? '<' : '>');
  return sql<SqlBool>`(first_key ${farther} ${first} or (first_key = ${first} and (place > ${place} or (place = ${place}
    and (severity < ${severity} or (severity = ${severity} and (score < ${score} or (score = ${score}
    and id > ${id}))))))))`;
}
