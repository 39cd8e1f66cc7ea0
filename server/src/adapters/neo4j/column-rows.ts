/** What the server sent, as the rows of which columns are made: in key order, with small ids of their own. */
import { compareText } from '../../domain/compare-text.ts';
import { EVENT_REFERENCE_LIST, EVENT_REFERENCES } from '../../domain/ontology.ts';
import { entityColumnsOf } from '../sqlite/entity-columns.ts';
import { eventColumnsOf } from '../sqlite/event-columns.ts';
import { linkColumnsOf } from '../sqlite/link-columns.ts';
import type { ColumnSource } from '../sqlite/load-columns.ts';
import type { SqlRow, SqlValue } from '../sqlite/sql.ts';
import type { Row } from './connection.ts';
import { nodeKey } from './entity-properties.ts';
import { type LinkBlocks, latestOfLinks, linkRows } from './link-blocks.ts';

export type NodeList = { readonly node: number; readonly list: readonly Row[] };
export type LoadedRows = {
  readonly entities: readonly Row[];
  readonly links: LinkBlocks;
  readonly eventLists: readonly NodeList[];
  readonly events: number;
};

/** Small ids: positions in key order, from 1, for 0 means none. */
type SmallIds = { readonly ofNode: ReadonlyMap<number, number>; readonly ofKey: ReadonlyMap<string, number> };

export function columnSourceOf(rows: LoadedRows): ColumnSource {
  const entities = [...rows.entities].sort((x, y) => compareText(String(x[1]), String(y[1])));
  const ids: SmallIds = {
    ofNode: new Map(entities.map((row, position) => [Number(row[0]), position + 1])),
    ofKey: new Map(entities.map((row, position) => [String(row[1]), position + 1])),
  };
  return {
    latest: latestOf(rows),
    entities: (view, currencies) => entityColumnsOf(entityRows(entities), entities.length + 1, view, currencies),
    events: (view, into) => {
      const { events, slots } = eventRows(rows.eventLists, ids);
      return eventColumnsOf(events, (row) => slots[Number(row[0])] ?? 0, events.length, view, into);
    },
    links: (view, found, sightings) =>
      linkColumnsOf(
        linkRows(rows.links, (node) => ids.ofNode.get(node) ?? 0),
        rows.links.total,
        view,
        found,
        sightings,
      ),
  };
}

const EVENT_AT = 3;

function latestOf({ links, eventLists }: LoadedRows): number | null {
  let latest = latestOfLinks(links);
  for (const { list } of eventLists) for (const row of list) latest = Math.max(latest, Number(row[EVENT_AT] ?? -1));
  return latest < 0 ? null : latest;
}

function* entityRows(entities: readonly Row[]): Iterable<SqlRow> {
  for (let i = 0; i < entities.length; i++) {
    const [, key, label, market, createdAt, status, riskLabel, riskAt, ...rest] = entities[i] as readonly SqlValue[];
    const text = String(key);
    const kind = Number(text.slice(0, 2));
    yield [i + 1, kind, text.slice(3), label, market, createdAt, status, riskLabel, riskAt, ...rest] as SqlRow;
  }
}

type EventRows = { readonly events: readonly SqlRow[]; readonly slots: Uint32Array };

function eventRows(lists: readonly NodeList[], ids: SmallIds): EventRows {
  const events: SqlRow[] = [];
  const names: string[] = [];
  for (const { node, list } of lists) {
    const from = ids.ofNode.get(node) ?? 0;
    for (const row of list) {
      names.push(String(row[2]));
      events.push(eventRow(events.length, from, row as readonly SqlValue[], ids));
    }
  }
  const order = events.map((_, position) => position);
  order.sort((x, y) => Number(events[x]?.[1]) - Number(events[y]?.[1]) || compareText(names[x] ?? '', names[y] ?? ''));
  const slots = new Uint32Array(events.length);
  order.forEach((position, slot) => {
    slots[position] = slot;
  });
  return { events, slots };
}

const REFERENCES_AT = 15;
const KIND_PREFIXES = EVENT_REFERENCE_LIST.map((name) => nodeKey({ kind: EVENT_REFERENCES[name].kind, id: '' }));

function eventRow(position: number, from: number, row: readonly SqlValue[], ids: SmallIds): SqlRow {
  const [type, to, , at, status, order, declined, outcome, ...rest] = row.slice(0, REFERENCES_AT);
  const references = KIND_PREFIXES.map((prefix, i) => {
    const id = row[REFERENCES_AT + i];
    return typeof id === 'string' ? (ids.ofKey.get(`${prefix}${id}`) ?? null) : null;
  });
  const ends = [from, ids.ofNode.get(Number(to)) ?? 0];
  const isDeclined = declined === null || declined === undefined ? null : Number(declined);
  const versions = row.slice(REFERENCES_AT + KIND_PREFIXES.length);
  return [
    position,
    type,
    ...ends,
    at,
    status,
    order,
    isDeclined,
    outcome,
    ...rest,
    ...references,
    ...versions,
  ] as SqlRow;
}
