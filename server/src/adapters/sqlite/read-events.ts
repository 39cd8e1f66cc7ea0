/** Events by id, and pages of events by who is in them, type, order and time. */
import type { EventFilter, Page, Paged } from '../../application/ports/graph-store.ts';
import type { GraphEvent } from '../../domain/graph-view.ts';
import { EVENT_REFERENCE_LIST, EVENT_REFERENCES, EVENT_TYPE_LIST, type EventType } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { eventTypeCode } from './codes.ts';
import { parseCursor, toCursor } from './cursor.ts';
import { UNKNOWN_AT } from './event-entities.ts';
import { EVENT_ENTITY_JOINS, EVENT_READ_COLUMNS, parseEvent } from './event-rows.ts';
import { referenceColumn } from './graph-schema.ts';
import { entityIdOf } from './read-entities.ts';
import { type SqlRow, type SqlValue, type StatementCache, toNumber, toRow, toRows } from './sql.ts';

export function readEvent(prepare: StatementCache, id: string, type?: EventType): GraphEvent | null {
  const find = prepare(
    `SELECT ${EVENT_READ_COLUMNS} FROM event ${EVENT_ENTITY_JOINS} WHERE event.type = ? AND event.ext = ?`,
  );
  for (const candidate of type === undefined ? EVENT_TYPE_LIST : [type]) {
    const row = toRow(find.get(eventTypeCode(candidate), id));
    if (row) return parseEvent(row);
  }
  return null;
}

/** SQL conditions with the values they name. */
type Conditions = { readonly sql: readonly string[]; readonly values: Record<string, SqlValue> };

export function readEvents(prepare: StatementCache, filter: EventFilter, page: Page): Paged<GraphEvent> {
  const source = sourceOf(prepare, filter);
  const { sql, values } = conditionsOf(filter, source);
  const after = page.after === undefined ? null : afterCondition(page.after, source);
  const where = (extra: readonly string[]): string => [...source.conditions, ...sql, ...extra].join(' AND ');
  const counted = source.repeats ? 'DISTINCT event.id' : '*';
  const total = toRow(prepare(`SELECT count(${counted}) FROM ${source.from} WHERE ${where([])}`).get(values))?.[0];
  // The page is cut on the ids first; only what is shown is joined with its entities.
  const rows = toRows(
    prepare(
      `WITH shown AS MATERIALIZED (
        SELECT ${source.repeats ? 'DISTINCT' : ''} event.id AS id, ${source.at}, event.type, event.ext FROM ${source.from}
        WHERE ${where(after ? after.sql : [])} ORDER BY ${source.at} DESC, event.type, event.ext LIMIT :limit)
      SELECT ${EVENT_READ_COLUMNS} FROM shown CROSS JOIN event ON event.id = shown.id ${EVENT_ENTITY_JOINS}
      ORDER BY event.at DESC, event.type, event.ext`,
    ).all({ ...values, ...after?.values, limit: page.first + 1 }),
  );
  const shown = rows.slice(0, page.first);
  return {
    items: shown.map((row) => ({ item: parseEvent(row), cursor: cursorOf(row) })),
    hasNext: rows.length > page.first,
    totalCount: toNumber(total),
  };
}

const cursorOf = (row: SqlRow): string => toCursor([row[3] ?? null, row[1] ?? null, row[2] ?? null]);

function afterCondition(cursor: string, { at: column, unknownAt }: Source): Conditions {
  const [at, type, ext] = parseCursor(cursor, ['number?', 'number', 'string']);
  const values = { afterType: type ?? null, afterExt: ext ?? null };
  const later = '(event.type, event.ext) > (:afterType, :afterExt)';
  if (at === null || at === undefined) return { sql: [`${unknownAt} AND ${later}`], values };
  return {
    sql: [`(${column} < :afterAt OR ${unknownAt} OR (${column} = :afterAt AND ${later}))`],
    values: { ...values, afterAt: at },
  };
}

function conditionsOf({ types, orderId, window }: EventFilter, { at, values: own }: Source): Conditions {
  const sql: string[] = [];
  const values: Record<string, SqlValue> = { ...own };
  if (types) {
    sql.push('event.type IN (SELECT value FROM json_each(:types))');
    values['types'] = JSON.stringify(types.map(eventTypeCode));
  }
  if (orderId !== undefined) {
    sql.push('event.order_id = :orderId');
    values['orderId'] = orderId;
  }
  if (window?.from !== undefined) {
    sql.push(`${at} >= :from`);
    values['from'] = window.from;
  }
  if (window?.to !== undefined) {
    sql.push(`${at} <= :to AND event.at IS NOT NULL`);
    values['to'] = window.to;
  }
  // Removed events are still there in views of an earlier date.
  const before = window?.to === undefined ? '' : ' OR event.removed_at > :to';
  sql.push(`(event.removed_at IS NULL OR event.removed_at < event.at${before})`);
  return { sql, values };
}

/** Where the events of a filter are read from. */
type Source = {
  readonly from: string;
  readonly conditions: readonly string[];
  readonly values: Record<string, SqlValue>;
  /** Its column of times, and the condition under which a time is unknown. */
  readonly at: string;
  readonly unknownAt: string;
  /** An event may come several times: once for each entity asked for. */
  readonly repeats: boolean;
};

function sourceOf(prepare: StatementCache, { of, among }: EventFilter): Source {
  if (!of) {
    return { from: 'event', conditions: [], values: {}, at: 'event.at', unknownAt: 'event.at IS NULL', repeats: false };
  }
  const ids = of.map((ref) => entityIdOf(prepare, ref)).filter((id) => id !== 0);
  const values: Record<string, SqlValue> = {};
  if (ids.length !== 1 || among) values['of'] = JSON.stringify(ids);
  if (ids.length === 1) values['entity'] = ids[0] ?? 0;
  // Pinned: from the entity to its events. Of one entity they come in the order of the page, and no further than it.
  const places =
    ids.length === 1 ? 'event_entity x' : 'json_each(:of) s CROSS JOIN event_entity x ON x.entity = s.value';
  return {
    from: `${places} CROSS JOIN event ON event.id = x.event`,
    conditions: [...(ids.length === 1 ? ['x.entity = :entity'] : []), ...(among ? [amongCondition(of)] : [])],
    values,
    at: 'x.at',
    unknownAt: `x.at = ${UNKNOWN_AT}`,
    repeats: ids.length !== 1,
  };
}

function amongCondition(of: readonly EntityRef[]): string {
  const isAmong = (column: string): string => `event.${column} IN (SELECT value FROM json_each(:of))`;
  const [from, to] = [isAmong('from_id'), isAmong('to_id')];
  const references = referencesTo(of).map(isAmong);
  if (references.length === 0) return `(${from} AND ${to})`;
  return `((${from} AND ${to}) OR ((${from} OR ${to}) AND (${references.join(' OR ')})))`;
}

/** The reference columns in which entities of these kinds can stand. */
function referencesTo(refs: readonly EntityRef[]): readonly string[] {
  const kinds = new Set(refs.map(({ kind }) => kind));
  return EVENT_REFERENCE_LIST.filter((name) => kinds.has(EVENT_REFERENCES[name].kind)).map(referenceColumn);
}
