/**
 * The columns of the present, from those of a snapshot and the rows that changed since (column-journal.ts): the same,
 * to the byte, as from all rows. Null where only the rows can tell: where an entity has come into view or left it, or
 * where something waited for its time when the snapshot was written and time has moved on.
 */
import type { GraphColumns } from '../../detection/columns.ts';
import { CHANGED, type JournalStart } from './column-journal.ts';
import { type Anchored, latestTime } from './load-columns.ts';
import { mergeTexts, onlyUsed } from './merge-columns.ts';
import { mergeEntities, readEntityDelta } from './merge-entities.ts';
import { mergeEvents, readEventDelta } from './merge-events.ts';
import { mergeLinks } from './merge-links.ts';
import { SortedTexts } from './sorted-texts.ts';
import { type StatementCache, toNullableNumber, toRow } from './sql.ts';
import { toView } from './view.ts';

export function applyDelta(
  prepare: StatementCache,
  { columns: old, anchors }: Anchored,
  start: JournalStart,
): GraphColumns | null {
  const asOf = latestSince(prepare, old.asOf);
  const view = toView(asOf, {});
  if (asOf !== old.asOf && !hasOnlyMovedOn(old.asOf, asOf, anchors.censored)) return null;
  const currencies = new SortedTexts();
  const texts = new SortedTexts();
  const before = { columns: old.entities, ids: anchors.entityIds, currencies: old.currencies };
  const entityDelta = readEntityDelta(prepare, before, start, view, currencies);
  if (!entityDelta) return null;
  const { moved, position } = entityDelta;
  const places = { columns: { ...old.entities, length: entityDelta.origin.length }, position };
  const found = { ...places, kind: new Uint8Array(0), censored: 0 };
  const oldEvents = { columns: old.events, ids: anchors.eventIds };
  const into = { found, currencies, texts, sightings: null };
  const eventDelta = readEventDelta(prepare, oldEvents, start, view, into);
  if (!eventDelta) return null;
  currencies.ranked(entityDelta.columns.balanceCurrency);
  currencies.ranked(eventDelta.columns.currency);
  texts.ranked(eventDelta.columns.action);
  texts.ranked(eventDelta.columns.reason);
  const allCurrencies = mergeTexts(old.currencies, currencies.sorted());
  const allTexts = mergeTexts(old.texts, texts.sorted());
  const entities = mergeEntities(old.entities, entityDelta, allCurrencies);
  const events = mergeEvents(old.events, eventDelta, { currencies: allCurrencies, texts: allTexts, moved });
  return {
    entities,
    links: mergeLinks(prepare, old.links, moved, view, found),
    events,
    currencies: onlyUsed(allCurrencies.texts, [entities.balanceCurrency, events.currency]),
    texts: onlyUsed(allTexts.texts, [events.action, events.reason]),
    asOf,
  };
}

/**
 * Without any time in the data nothing waits for its time; what is later than the first one that comes does. The same
 * where the newest goes.
 */
const hasOnlyMovedOn = (before: number | null, now: number | null, censored: number): boolean =>
  before !== null && now !== null && now > before && censored === 0;

const NEWEST_LINK = `SELECT max(max(coalesce(stated_first + stated_span, -1), coalesce(observed_first + observed_span, -1)))
  FROM column_change noted CROSS JOIN link ON link.a = noted.a AND link.b = noted.b AND link.type = noted.type
  WHERE noted.kind = ${CHANGED.link}`;

/** The latest time in the data, without reading every link where what is new is the newest. */
function latestSince(prepare: StatementCache, before: number | null): number | null {
  const newest = ['SELECT max(at) FROM event', NEWEST_LINK].map((sql) =>
    Number(toNullableNumber(toRow(prepare(sql).get())?.[0]) ?? -1),
  );
  const latest = Math.max(...newest);
  return before !== null && latest >= before ? latest : latestTime(prepare);
}
