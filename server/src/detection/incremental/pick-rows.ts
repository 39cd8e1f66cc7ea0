/** Some rows of the columns as columns of their own; what they point at is found where it now stands. */
import type { EntityColumns, EventColumns, GraphColumns, LinkColumns, Texts } from '../columns.ts';
import { positionsWhere } from '../graph/edge-selection.ts';

/** 1 for each row to keep. */
export type KeptRows = { readonly entities: Uint8Array; readonly links: Uint8Array; readonly events: Uint8Array };

type Column = Uint8Array | Int16Array | Int32Array | Float32Array | Float64Array | BigInt64Array;

/** `entities`: those kept, by where they now stand. */
export type Picked = { readonly columns: GraphColumns; readonly entities: Int32Array };

/** Every end of a kept link or event must be kept; a reference to what is not becomes none. */
export function pickRows(columns: GraphColumns, kept: KeptRows): Picked {
  const at = positionsOf(kept.entities);
  const moved = new Int32Array(kept.entities.length).fill(-1);
  for (let i = 0; i < at.length; i++) moved[at[i] ?? 0] = i;
  const picked = {
    ...columns,
    entities: pickEntities(columns.entities, at),
    links: pickLinks(columns.links, positionsOf(kept.links), moved),
    events: pickEvents(columns.events, positionsOf(kept.events), moved),
  };
  return { columns: picked, entities: at };
}

const positionsOf = (kept: Uint8Array): Int32Array => positionsWhere(kept.length, (i) => kept[i] === 1);

/** Bit by bit, whatever they mean: a loop that met every kind of column would run at a fifth of its speed. */
function pick<T extends Column>(column: T, at: Int32Array): T {
  const picked = new (column.constructor as new (length: number) => T)(at.length);
  const width = column.BYTES_PER_ELEMENT;
  if (width === 1) copyBytes(bytesOf(column), at, bytesOf(picked));
  else if (width === 2) copyHalves(column as Int16Array, at, picked as Int16Array);
  else copyWords({ from: wordsOf(column), to: wordsOf(picked) }, at, width / 4);
  return picked;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Column) => new Uint8Array(buffer, byteOffset, byteLength);
const wordsOf = ({ buffer, byteOffset, byteLength }: Column) => new Int32Array(buffer, byteOffset, byteLength / 4);

function copyBytes(from: Uint8Array, at: Int32Array, to: Uint8Array): void {
  for (let i = 0; i < at.length; i++) to[i] = from[at[i] ?? 0] ?? 0;
}

function copyHalves(from: Int16Array, at: Int32Array, to: Int16Array): void {
  for (let i = 0; i < at.length; i++) to[i] = from[at[i] ?? 0] ?? 0;
}

type Words = { readonly from: Int32Array; readonly to: Int32Array };

function copyWords({ from, to }: Words, at: Int32Array, words: number): void {
  if (words === 1) {
    for (let i = 0; i < at.length; i++) to[i] = from[at[i] ?? 0] ?? 0;
    return;
  }
  for (let i = 0; i < at.length; i++) {
    const row = 2 * (at[i] ?? 0);
    to[2 * i] = from[row] ?? 0;
    to[2 * i + 1] = from[row + 1] ?? 0;
  }
}

function pickMoved(column: Int32Array, at: Int32Array, moved: Int32Array): Int32Array {
  const picked = new Int32Array(at.length);
  for (let i = 0; i < at.length; i++) {
    const entity = column[at[i] ?? 0] ?? -1;
    picked[i] = entity < 0 ? -1 : (moved[entity] ?? -1);
  }
  return picked;
}

/** Decoded when asked for: of most nobody asks. */
export class PickedTexts<T extends string | null> implements Texts<T> {
  readonly of: Texts<T>;
  readonly rows: Int32Array;

  constructor(of: Texts<T>, rows: Int32Array) {
    this.of = of;
    this.rows = rows;
  }

  get length(): number {
    return this.rows.length;
  }

  at(position: number): T | undefined {
    const row = this.rows[position];
    return row === undefined ? undefined : this.of.at(row);
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const row of this.rows) yield this.of.at(row) as T;
  }
}

function pickEntities(old: EntityColumns, at: Int32Array): EntityColumns {
  return {
    length: at.length,
    kind: pick(old.kind, at),
    id: new PickedTexts(old.id, at),
    label: new PickedTexts(old.label, at),
    createdAt: pick(old.createdAt, at),
    status: pick(old.status, at),
    riskLabel: pick(old.riskLabel, at),
    ...(old.clearedAt && { clearedAt: pick(old.clearedAt, at) }),
    market: pick(old.market, at),
    markets: old.markets,
    unsettled: pick(old.unsettled, at),
    reserved: pick(old.reserved, at),
    balanceScale: pick(old.balanceScale, at),
    balanceCurrency: pick(old.balanceCurrency, at),
  };
}

function pickLinks(old: LinkColumns, at: Int32Array, moved: Int32Array): LinkColumns {
  return {
    length: at.length,
    type: pick(old.type, at),
    from: pickMoved(old.from, at, moved),
    to: pickMoved(old.to, at, moved),
    firstSeen: pick(old.firstSeen, at),
    lastSeen: pick(old.lastSeen, at),
    count: pick(old.count, at),
  };
}

function pickEvents(old: EventColumns, at: Int32Array, moved: Int32Array): EventColumns {
  const references = Object.entries(old.references).map(([name, column]) => [name, pickMoved(column, at, moved)]);
  return {
    length: at.length,
    type: pick(old.type, at),
    from: pickMoved(old.from, at, moved),
    to: pickMoved(old.to, at, moved),
    at: pick(old.at, at),
    status: pick(old.status, at),
    order: pick(old.order, at),
    references: Object.fromEntries(references),
    failed: pick(old.failed, at),
    rating: pick(old.rating, at),
    action: pick(old.action, at),
    reason: pick(old.reason, at),
    amount: pick(old.amount, at),
    amountScale: pick(old.amountScale, at),
    discount: pick(old.discount, at),
    discountScale: pick(old.discountScale, at),
    currency: pick(old.currency, at),
  };
}
