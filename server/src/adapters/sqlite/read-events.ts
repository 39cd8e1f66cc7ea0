/** Events by id, and pages of events by who is in them, type, order and time. */
import type { EventFilter, Page, Paged } from '../../application/ports/graph-store.ts';
import type { GraphEvent } from '../../domain/graph-view.ts';
import { EVENT_REFERENCE_LIST, EVENT_REFERENCES, EVENT_TYPE_LIST, type EventType } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { eventTypeCode } from './codes.ts';
import { parseCursor, toCursor } from './cursor.ts';
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
  const { sql, values } = conditionsOf(filter);
  const after = page.after === undefined ? null : afterCondition(page.after);
  const sources = sourcesOf(prepare, filter, values);
  const matching = (extra: readonly string[]): string => unionOf(sources, [...sql, ...extra]);
  const total = toRow(prepare(`SELECT count(*) FROM (${matching([])})`).get(values))?.[0];
  // The page is cut on the ids first; only what is shown is joined with its entities.
  const rows = toRows(
    prepare(
      `WITH shown AS MATERIALIZED (
        SELECT event.id AS id FROM (${matching(after ? after.sql : [])}) m CROSS JOIN event ON event.id = m.id
        ORDER BY event.at DESC, event.type, event.ext LIMIT :limit)
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

function afterCondition(cursor: string): Conditions {
  const [at, type, ext] = parseCursor(cursor, ['number?', 'number', 'string']);
  const values = { afterType: type ?? null, afterExt: ext ?? null };
  const later = '(event.type, event.ext) > (:afterType, :afterExt)';
  if (at === null || at === undefined) return { sql: [`event.at IS NULL AND ${later}`], values };
  return {
    sql: [`(event.at < :afterAt OR event.at IS NULL OR (event.at = :afterAt AND ${later}))`],
    values: { ...values, afterAt: at },
  };
}

function conditionsOf({ types, orderId, window }: EventFilter): Conditions {
  const sql: string[] = [];
  const values: Record<string, SqlValue> = {};
  if (types) {
    sql.push('event.type IN (SELECT value FROM json_each(:types))');
    values['types'] = JSON.stringify(types.map(eventTypeCode));
  }
  if (orderId !== undefined) {
    sql.push('event.order_id = :orderId');
    values['orderId'] = orderId;
  }
  if (window?.from !== undefined) {
    sql.push('event.at >= :from');
    values['from'] = window.from;
  }
  if (window?.to !== undefined) {
    sql.push('event.at <= :to');
    values['to'] = window.to;
  }
  // Removed events are still there in views of an earlier date.
  const before = window?.to === undefined ? '' : ' OR event.removed_at > :to';
  sql.push(`(event.removed_at IS NULL OR event.removed_at < event.at${before})`);
  return { sql, values };
}

/** One way an event can match: rows of `from` with these conditions. */
type Source = { readonly from: string; readonly conditions: readonly string[] };

function sourcesOf(prepare: StatementCache, filter: EventFilter, values: Record<string, SqlValue>): readonly Source[] {
  if (!filter.of) return [{ from: 'event', conditions: [] }];
  values['of'] = JSON.stringify(filter.of.map((ref) => entityIdOf(prepare, ref)).filter((id) => id !== 0));
  const references = referencesTo(filter.of);
  const isAmong = (column: string): string => `event.${column} IN (SELECT value FROM json_each(:of))`;
  const anyReference = references.map(isAmong);
  const source = (column: string, others: readonly string[]): Source => ({
    from: `json_each(:of) s CROSS JOIN event ON event.${column} = s.value`,
    conditions: filter.among ? [`(${others.join(' OR ')})`] : [],
  });
  return [
    source('from_id', [isAmong('to_id'), ...anyReference]),
    source('to_id', [isAmong('from_id'), ...anyReference]),
    ...references.map((column) => source(column, [isAmong('from_id'), isAmong('to_id')])),
  ];
}

/** The reference columns in which entities of these kinds can stand. */
function referencesTo(refs: readonly EntityRef[]): readonly string[] {
  const kinds = new Set(refs.map(({ kind }) => kind));
  return EVENT_REFERENCE_LIST.filter((name) => kinds.has(EVENT_REFERENCES[name].kind)).map(referenceColumn);
}

const unionOf = (sources: readonly Source[], conditions: readonly string[]): string =>
  sources
    .map((source) => `SELECT event.id FROM ${source.from} WHERE ${[...source.conditions, ...conditions].join(' AND ')}`)
    .join(' UNION ');
