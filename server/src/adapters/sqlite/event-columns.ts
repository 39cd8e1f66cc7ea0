/** Events as columns, as of a time; on the way, what they observe is summed where the caller asks for it. */
import type { EventColumns } from '../../detection/columns.ts';
import { type Decimal, toUnscaled } from '../../domain/decimal.ts';
import { EVENT_REFERENCE_LIST, EVENT_STATUSES } from '../../domain/ontology.ts';
import { rowByRow } from '../in-steps.ts';
import { type FoundEntities, timeOf } from './entity-columns.ts';
import { REFERENCE_COLUMNS } from './graph-schema.ts';
import type { LinkSightings } from './link-sightings.ts';
import { forEachObserved } from './observed-keys.ts';
import { type BlockQuery, exactReal, rowBlocks } from './row-blocks.ts';
import type { SortedTexts } from './sorted-texts.ts';
import { type SqlRow, type StatementCache, toIterable, toNullableNumber, toNumber, toRow } from './sql.ts';
import { FieldReader } from './versions.ts';
import { type View, wasSoBy } from './view.ts';

const REFERENCES_AT = 16;
/** The columns of `event` that make a row here, in the order in which they are read; versions may follow. */
export const EVENT_ROW = `id, type, from_id, to_id, at, status, order_id, declined, outcome, ${exactReal('rating')}, action,
  reason, amount, discount, currency, removed_at, ${REFERENCE_COLUMNS.join(', ')}`;
const VERSIONS_AT = REFERENCES_AT + REFERENCE_COLUMNS.length;
/** With versions, which only a view of the past asks for. */
const allEvents = ({ isPresent }: View): BlockQuery => ({
  columns: isPresent ? EVENT_ROW : `${EVENT_ROW}, updated_at, versions`,
  from: 'event',
  key: 'id',
  keysPerBlock: 1_000,
});
const NONE = 255;
const STATUS_CODE: ReadonlyMap<unknown, number> = new Map(EVENT_STATUSES.map((status, code) => [status, code]));

export type Into = {
  readonly found: FoundEntities;
  readonly currencies: SortedTexts;
  readonly texts: SortedTexts;
  readonly sightings: LinkSightings | null;
  /** By rank: filled with 1 where the event is in the view. */
  readonly isKept?: Uint8Array;
};

/** The columns, and by rank the store's id of every event, below 0 where it is not in the view. */
export type LoadedEvents = { readonly columns: EventColumns; readonly ids: Int32Array };

export function* loadEventColumns(prepare: StatementCache, view: View, into: Into): Generator<void, LoadedEvents> {
  const { slots, size } = yield* slotsByIdentity(prepare);
  const isKept = new Uint8Array(size);
  const slotOf = (row: SqlRow): number => slots[toNumber(row[0])] ?? 0;
  const columns = yield* eventColumnsOf(allRows(prepare, view), slotOf, size, view, { ...into, isKept });
  return { columns, ids: idsByRank(slots, isKept) };
}

function idsByRank(slots: Uint32Array, isKept: Uint8Array): Int32Array {
  const ids = new Int32Array(isKept.length);
  for (let id = slots.length - 1; id >= 0; id--) {
    const slot = slots[id] ?? NO_SLOT;
    if (slot !== NO_SLOT) ids[slot] = isKept[slot] === 1 ? id : -id;
  }
  return ids;
}

const NO_SLOT = 0xffff_ffff;

function* allRows(prepare: StatementCache, view: View): Iterable<SqlRow> {
  for (const block of rowBlocks(prepare, allEvents(view))) yield* block;
}

/** Of `size` rows in the order of the columns above; `slotOf` tells the rank of each by type and id. */
export function* eventColumnsOf(
  rows: Iterable<SqlRow>,
  slotOf: (row: SqlRow) => number,
  size: number,
  view: View,
  into: Into,
): Generator<void, EventColumns> {
  const builder = new EventBuilder(size, into);
  yield* rowByRow(rows, (row) => addRow(builder, row, view, into, slotOf(row)));
  return builder.columns();
}

function addRow(builder: EventBuilder, row: SqlRow, view: View, into: Into, slot: number): void {
  const at = toNullableNumber(row[4]);
  if ((at !== null && at > view.asOf) || view.isGone(toNullableNumber(row[15]), at)) return;
  const isInWindow = at === null || at >= view.from;
  if (into.sightings && !hasFailed(row)) observe(row, into.found, into.sightings, isInWindow);
  if (isInWindow) builder.add(slot, row, statusOf(row, view));
}

function statusOf(row: SqlRow, view: View): number {
  const code = STATUS_CODE.get(row[5]) ?? NONE;
  return wasSoBy(view, () => versionOfStatus(row)) ? code : NONE;
}

const versionOfStatus = (row: SqlRow): number =>
  new FieldReader(row[VERSIONS_AT], row[VERSIONS_AT + 1]).versionOf('status');

/** By the store's id: the rank by (type, id), read off the identity index without touching the rows. */
function* slotsByIdentity(
  prepare: StatementCache,
): Generator<void, { readonly slots: Uint32Array; readonly size: number }> {
  const slots = new Uint32Array(toNumber(toRow(prepare('SELECT max(id) FROM event').get())?.[0]) + 1).fill(NO_SLOT);
  let size = 0;
  yield* rowByRow(toIterable(prepare('SELECT id FROM event ORDER BY type, ext').iterate()), (row) => {
    slots[toNumber(row[0])] = size++;
  });
  return { slots, size };
}

const hasFailed = (row: SqlRow): boolean => row[7] === 1 || row[8] === 'failure';

function observe(row: SqlRow, found: FoundEntities, sightings: LinkSightings, isInWindow: boolean): void {
  const at = toNullableNumber(row[4]);
  const to = toNumber(row[3]);
  const shape = {
    type: toNumber(row[1]),
    from: toNumber(row[2]),
    to,
    toKind: found.kind[to] ?? 0,
    references: row.slice(REFERENCES_AT, VERSIONS_AT).map(toNumber),
  };
  forEachObserved(shape, (a, b, type) => sightings.add(a, b, type, at, isInWindow));
}

class EventBuilder {
  readonly #into: Into;
  readonly #isKept: Uint8Array;
  readonly #orders = new Map<string, number>();
  readonly #columns;
  /** Made when the first event has one: most kinds of event have few of them, and a column of nothing costs as much. */
  readonly #references: (Int32Array | null)[];
  #kept = 0;

  constructor(size: number, into: Into) {
    this.#into = into;
    this.#isKept = into.isKept ?? new Uint8Array(size);
    this.#columns = {
      type: new Uint8Array(size),
      from: new Int32Array(size),
      to: new Int32Array(size),
      at: new Float64Array(size),
      status: new Uint8Array(size),
      order: new Int32Array(size),
      failed: new Uint8Array(size),
      rating: new Float32Array(size),
      action: new Int32Array(size),
      reason: new Int32Array(size),
      amount: new BigInt64Array(size),
      amountScale: new Uint8Array(size),
      discount: new BigInt64Array(size),
      discountScale: new Uint8Array(size),
      currency: new Int16Array(size),
    };
    this.#references = EVENT_REFERENCE_LIST.map(() => null);
  }

  /** Left out where an end is not in the view. */
  add(slot: number, row: SqlRow, status: number): void {
    const { position } = this.#into.found;
    const from = position[toNumber(row[2])] ?? -1;
    const to = position[toNumber(row[3])] ?? -1;
    if (from < 0 || to < 0) return;
    const columns = this.#columns;
    this.#isKept[slot] = 1;
    this.#kept++;
    columns.type[slot] = toNumber(row[1]);
    columns.from[slot] = from;
    columns.to[slot] = to;
    columns.at[slot] = timeOf(row[4]);
    columns.status[slot] = status;
    columns.order[slot] = this.#orderOf(row[6]);
    columns.failed[slot] = Number(hasFailed(row));
    columns.rating[slot] = timeOf(row[9]);
    columns.action[slot] = this.#into.texts.add(row[10]);
    columns.reason[slot] = this.#into.texts.add(row[11]);
    columns.currency[slot] = this.#into.currencies.add(row[14]);
    if (row[12] !== null) setMoney(columns.amount, columns.amountScale, slot, row[12]);
    if (row[13] !== null) setMoney(columns.discount, columns.discountScale, slot, row[13]);
    for (let i = 0; i < this.#references.length; i++) {
      const id = row[REFERENCES_AT + i];
      if (id === null) continue;
      const column = this.#references[i] ?? new Int32Array(this.#isKept.length).fill(-1);
      this.#references[i] = column;
      column[slot] = position[toNumber(id)] ?? -1;
    }
  }

  #orderOf(orderId: unknown): number {
    if (typeof orderId !== 'string') return -1;
    const known = this.#orders.get(orderId);
    if (known !== undefined) return known;
    this.#orders.set(orderId, this.#orders.size);
    return this.#orders.size - 1;
  }

  columns(): EventColumns {
    const own = this.#columns;
    const none = new Int32Array(this.#kept).fill(-1);
    const reference = (column: Int32Array | null | undefined) => (column ? keep(column) : none);
    const keep = <T extends Column>(column: T): T => compact(column, this.#isKept, this.#kept);
    return {
      length: this.#kept,
      type: keep(own.type),
      from: keep(own.from),
      to: keep(own.to),
      at: keep(own.at),
      status: keep(own.status),
      order: inOrderOfUse(keep(own.order), this.#orders.size),
      failed: keep(own.failed),
      rating: keep(own.rating),
      action: keep(own.action),
      reason: keep(own.reason),
      amount: keep(own.amount),
      amountScale: keep(own.amountScale),
      discount: keep(own.discount),
      discountScale: keep(own.discountScale),
      currency: keep(own.currency),
      references: Object.fromEntries(EVENT_REFERENCE_LIST.map((name, i) => [name, reference(this.#references[i])])),
    };
  }
}

function setMoney(amounts: BigInt64Array, scales: Uint8Array, slot: number, value: unknown): void {
  const { unscaled, scale } = toUnscaled(String(value) as Decimal);
  amounts[slot] = unscaled;
  scales[slot] = scale;
}

/** Numbers orders as they first appear in the sorted events, so that the order of arrival cannot show. */
export function inOrderOfUse(order: Int32Array, size: number): Int32Array {
  const numbers = new Int32Array(size).fill(-1);
  let next = 0;
  for (let i = 0; i < order.length; i++) {
    const provisional = order[i] ?? -1;
    if (provisional < 0) continue;
    if (numbers[provisional] === -1) numbers[provisional] = next++;
    order[i] = numbers[provisional] ?? -1;
  }
  return order;
}

type Column = Uint8Array | Int16Array | Int32Array | Float32Array | Float64Array | BigInt64Array;

/** In place: what is kept moves to the front. */
function compact<T extends Column>(column: T, isKept: Uint8Array, kept: number): T {
  if (kept === isKept.length) return column;
  let next = 0;
  for (let i = 0; i < isKept.length; i++) {
    if (isKept[i] === 1) column[next++] = column[i] ?? 0;
  }
  return column.slice(0, kept) as T;
}
