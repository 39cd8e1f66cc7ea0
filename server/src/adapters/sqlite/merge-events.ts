/** Changed and new events among those of a snapshot, in the order of type and id. */

import type { EventColumns } from '../../detection/columns.ts';
import { EVENT_REFERENCE_LIST } from '../../domain/ontology.ts';
import { atOnce } from '../in-steps.ts';
import { CHANGED, countNoted, type JournalStart } from './column-journal.ts';
import { EVENT_ROW, eventColumnsOf, type Into, inOrderOfUse } from './event-columns.ts';
import { type MergedTexts, type Origin, pickBig, pickCodes, pickNumbers, pickPositions } from './merge-columns.ts';
import { type SqlRow, type StatementCache, toNumber, toRow, toRows } from './sql.ts';
import type { View } from './view.ts';

export type OldEvents = {
  readonly columns: EventColumns;
  /** By rank: the store's id, below 0 where the event is not in the view. */
  readonly ids: Int32Array;
};

export type EventDelta = {
  readonly origin: Origin;
  readonly columns: EventColumns;
  /** The order each event of the delta belongs to: of the old columns, or a new number above those. */
  readonly orders: Int32Array;
  readonly orderCount: number;
};

const SELECT = `SELECT ${EVENT_ROW} FROM event WHERE id IN (
  SELECT a FROM column_change WHERE kind = ${CHANGED.event} UNION SELECT id FROM event WHERE id >= ?
) ORDER BY +type, +ext`;
const BEFORE = `SELECT other.id FROM event own CROSS JOIN event other
  WHERE own.id = ? AND other.type = own.type AND other.ext < own.ext ORDER BY other.ext DESC LIMIT 1`;
const BEFORE_TYPE = 'SELECT id FROM event WHERE type < ? ORDER BY type DESC, ext DESC LIMIT 1';

/** `into` tells the new positions. Null where an event that was noted is no more. */
export function readEventDelta(
  prepare: StatementCache,
  old: OldEvents,
  start: JournalStart,
  view: View,
  into: Into,
): EventDelta | null {
  const rows = toRows(prepare(SELECT).all(start.nextEvent));
  const changed = rows.filter((row) => toNumber(row[0]) < start.nextEvent).length;
  if (changed !== countNoted(prepare, 'event', start.nextEvent)) return null;
  const rank = new Map(rows.map((row, i) => [row[0], i]));
  const isKept = new Uint8Array(rows.length);
  const slotOf = (row: SqlRow): number => rank.get(row[0] ?? 0) ?? 0;
  const columns = atOnce(eventColumnsOf(rows, slotOf, rows.length, view, { ...into, isKept }));
  const oldRank = new Int32Array(start.nextEvent).fill(-1);
  for (let i = 0; i < old.ids.length; i++) oldRank[Math.abs(old.ids[i] ?? 0)] = i;
  const placed = { rows, isKept, oldRank, start };
  const origin = interleave(prepare, old, placed);
  return { origin, columns, ...ordersOf(prepare, old, placed) };
}

type Placed = {
  readonly rows: readonly SqlRow[];
  readonly isKept: Uint8Array;
  readonly oldRank: Int32Array;
  readonly start: JournalStart;
};

function interleave(prepare: StatementCache, old: OldEvents, { rows, isKept, oldRank, start }: Placed): Origin {
  const changes = {
    changed: new Int32Array(old.ids.length).fill(-1),
    isGone: new Uint8Array(old.ids.length),
    added: [] as { readonly after: number; readonly place: number }[],
  };
  let before = { id: -1, after: -1 };
  let place = 0;
  const takeNew = (row: SqlRow, isIn: boolean): void => {
    const found = eventBefore(prepare, row);
    // One that follows another new one stands behind the same old one.
    const after = found === before.id ? before.after : (oldRank[found] ?? -1);
    before = { id: toNumber(row[0]), after };
    if (isIn) changes.added.push({ after, place });
  };
  rows.forEach((row, i) => {
    const isIn = isKept[i] === 1;
    const rank = toNumber(row[0]) < start.nextEvent ? (oldRank[toNumber(row[0])] ?? -1) : -1;
    if (rank < 0) takeNew(row, isIn);
    else {
      changes.isGone[rank] = 1;
      if (isIn) changes.changed[rank] = place;
    }
    if (isIn) place++;
  });
  return fill(old, changes, place);
}

type Changes = {
  /** By old rank: the place in the delta of the event that changed, −1 = none. */
  readonly changed: Int32Array;
  readonly isGone: Uint8Array;
  /** New ones, each behind the event of an old rank, −1 = before all. */
  readonly added: readonly { readonly after: number; readonly place: number }[];
};

function fill({ ids, columns }: OldEvents, { changed, isGone, added }: Changes, places: number): Origin {
  const origin = new Int32Array(columns.length + places);
  let length = 0;
  let a = 0;
  const addBehind = (rank: number): void => {
    while (added[a]?.after === rank) origin[length++] = -1 - (added[a++]?.place ?? 0);
  };
  addBehind(-1);
  for (let rank = 0, position = 0; rank < ids.length; rank++) {
    const isIn = (ids[rank] ?? 0) > 0;
    const place = changed[rank] ?? -1;
    if (isIn && isGone[rank] === 0) origin[length++] = position;
    if (place >= 0) origin[length++] = -1 - place;
    if (isIn) position++;
    addBehind(rank);
  }
  return origin.slice(0, length);
}

/** The id of the event just before one in the order of type and id, −1 for the first of all. */
function eventBefore(prepare: StatementCache, row: SqlRow): number {
  const found = toRow(prepare(BEFORE).get(row[0] ?? 0)) ?? toRow(prepare(BEFORE_TYPE).get(row[1] ?? 0));
  return found === undefined ? -1 : toNumber(found[0]);
}

const OF_ORDER = 'SELECT id FROM event WHERE order_id = ?';

function ordersOf(prepare: StatementCache, old: OldEvents, { rows, isKept, oldRank, start }: Placed) {
  const position = new Int32Array(old.ids.length);
  for (let rank = 0, next = 0; rank < position.length; rank++) position[rank] = (old.ids[rank] ?? 0) > 0 ? next++ : -1;
  const isRead = new Set(rows.map((row) => toNumber(row[0])));
  let orderCount = 0;
  for (const order of old.columns.order) if (order >= orderCount) orderCount = order + 1;
  const numberIn = (id: number): number => {
    if (id >= start.nextEvent || isRead.has(id)) return -1;
    const at = position[oldRank[id] ?? -1] ?? -1;
    return at < 0 ? -1 : (old.columns.order[at] ?? -1);
  };
  const numbers = new Map<string, number>();
  const numberOf = (orderId: string): number => {
    const known = numbers.get(orderId);
    if (known !== undefined) return known;
    const ofOld = toRows(prepare(OF_ORDER).all(orderId)).map((row) => numberIn(toNumber(row[0])));
    const number = ofOld.find((each) => each >= 0) ?? orderCount++;
    numbers.set(orderId, number);
    return number;
  };
  const kept = rows.filter((_, i) => isKept[i] === 1);
  const orders = Int32Array.from(kept, (row) => (typeof row[6] === 'string' ? numberOf(row[6]) : -1));
  return { orders, orderCount };
}

type Dictionaries = { readonly currencies: MergedTexts; readonly texts: MergedTexts; readonly moved: Int32Array };

export function mergeEvents(
  old: EventColumns,
  { origin, columns: delta, orders, orderCount }: EventDelta,
  { currencies, texts, moved }: Dictionaries,
): EventColumns {
  const { length } = origin;
  const bytes = (name: 'type' | 'status' | 'failed' | 'amountScale' | 'discountScale') =>
    pickNumbers(origin, old[name], delta[name], new Uint8Array(length));
  const coded = (name: 'action' | 'reason') => pickCodes(origin, old[name], delta[name], texts, new Int32Array(length));
  const none = new Int32Array(0);
  return {
    length,
    type: bytes('type'),
    from: pickPositions(origin, old.from, delta.from, moved),
    to: pickPositions(origin, old.to, delta.to, moved),
    at: pickNumbers(origin, old.at, delta.at, new Float64Array(length)),
    status: bytes('status'),
    order: inOrderOfUse(pickNumbers(origin, old.order, orders, new Int32Array(length)), orderCount),
    failed: bytes('failed'),
    rating: pickNumbers(origin, old.rating, delta.rating, new Float32Array(length)),
    action: coded('action'),
    reason: coded('reason'),
    amount: pickBig(origin, old.amount, delta.amount),
    amountScale: bytes('amountScale'),
    discount: pickBig(origin, old.discount, delta.discount),
    discountScale: bytes('discountScale'),
    currency: pickCodes(origin, old.currency, delta.currency, currencies, new Int16Array(length)),
    references: Object.fromEntries(
      EVENT_REFERENCE_LIST.map((name) => [
        name,
        pickPositions(origin, old.references[name] ?? none, delta.references[name] ?? none, moved),
      ]),
    ),
  };
}
