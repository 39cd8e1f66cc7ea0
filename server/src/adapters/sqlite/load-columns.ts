/**
 * The whole graph as columns for detection, as of a time: what was first seen later is left out, spans are cut, and the
 * observed part of links is computed from the events up to then. What a thing is (name, market, amount, ends) holds of
 * all times; where it stands (status, balances, the status of an event) holds from the version on that says so, for none
 * is kept of what was said before. Without a time asked for, the latest time in the data is meant; at or after that,
 * everything removed is out, whenever it was removed, and balances and events stand as they were last told.
 */
import type { ColumnsRequest } from '../../application/ports/graph-store.ts';
import type { EventColumns, GraphColumns, LinkColumns } from '../../detection/columns.ts';
import { LINK_TYPE_LIST } from '../../domain/ontology.ts';
import { type FoundEntities, loadEntityColumns } from './entity-columns.ts';
import { type Into, loadEventColumns } from './event-columns.ts';
import { loadLinkColumns } from './link-columns.ts';
import { LinkSightings } from './link-sightings.ts';
import { SortedTexts } from './sorted-texts.ts';
import { type StatementCache, toNullableNumber, toRow } from './sql.ts';
import { toView, type View } from './view.ts';

/** What a store holds; the order is that in which they are asked for. */
export type ColumnSource = {
  /** The latest time in the data. */
  readonly latest: number | null;
  readonly entities: (view: View, currencies: SortedTexts) => Generator<void, FoundEntities>;
  readonly events: (view: View, into: Into) => Generator<void, EventColumns>;
  readonly links: (view: View, found: FoundEntities, sightings: LinkSightings | null) => Generator<void, LinkColumns>;
};

/** What a delta needs beside the columns. */
export type Anchors = {
  /** By position: the store's id. */
  readonly entityIds: Int32Array;
  /** By rank of type and id: the store's id, below 0 where the event is not in the view. */
  readonly eventIds: Int32Array;
  /** Entities of which something is of later than the newest time. */
  readonly censored: number;
};
export type Anchored = { readonly columns: GraphColumns; readonly anchors: Anchors };

/** With what a later delta needs to find its places in them. */
export function* loadColumns(prepare: StatementCache, request: ColumnsRequest): Generator<void, Anchored> {
  let anchors: Anchors = { entityIds: new Int32Array(0), eventIds: new Int32Array(0), censored: 0 };
  const columns = yield* columnsFrom(
    {
      latest: latestTime(prepare),
      entities: function* (view, currencies) {
        const found = yield* loadEntityColumns(prepare, view, currencies);
        anchors = { ...anchors, entityIds: idsByPosition(found), censored: found.censored };
        return found;
      },
      events: function* (view, into) {
        const found = yield* loadEventColumns(prepare, view, into);
        anchors = { ...anchors, eventIds: found.ids };
        return found.columns;
      },
      links: (view, found, sightings) => loadLinkColumns(prepare, view, found, sightings),
    },
    request,
  );
  return { columns, anchors };
}

function idsByPosition({ position, columns }: FoundEntities): Int32Array<ArrayBuffer> {
  const ids = new Int32Array(columns.length);
  for (let id = 0; id < position.length; id++) if ((position[id] ?? -1) >= 0) ids[position[id] ?? 0] = id;
  return ids;
}

export function* columnsFrom(source: ColumnSource, request: ColumnsRequest): Generator<void, GraphColumns> {
  const { latest } = source;
  const asOf = request.asOf ?? latest;
  const view = toView(latest, request);
  const currencies = new SortedTexts();
  const texts = new SortedTexts();
  const found = yield* source.entities(view, currencies);
  const sightings = view.isPresent && request.windowDays === undefined ? null : new LinkSightings();
  const events = yield* source.events(view, { found, currencies, texts, sightings });
  const links = yield* source.links(view, found, sightings);
  return {
    entities: { ...found.columns, balanceCurrency: currencies.ranked(found.columns.balanceCurrency) },
    links,
    events: {
      ...events,
      currency: currencies.ranked(events.currency),
      action: texts.ranked(events.action),
      reason: texts.ranked(events.reason),
    },
    currencies: currencies.sorted(),
    texts: texts.sorted(),
    asOf,
  };
}

export function latestTime(prepare: StatementCache): number | null {
  const event = toRow(prepare('SELECT max(at) FROM event').get())?.[0];
  const link = toRow(
    prepare(
      `SELECT max(max(coalesce(stated_first + stated_span, -1), coalesce(observed_first + observed_span, -1)))
       FROM link WHERE type < ${LINK_TYPE_LIST.length}`,
    ).get(),
  )?.[0];
  const latest = Math.max(toNullableNumber(event) ?? -1, toNullableNumber(link) ?? -1);
  return latest < 0 ? null : latest;
}
