/**
 * The graph as detection reads it: columns of typed arrays, sorted, so that equal graphs give equal columns in any
 * store. Entities by (kind, id in UTF-8 byte order); links by (type, from, to); events by (type, id). Ends are
 * positions in the entity columns; −1 means none. Times are TimePoints (milliseconds × 4 + precision); NaN means
 * unknown. Codes are positions in the lists of ontology.ts. Removed things are not in here.
 */

/** A list of texts, decoded or packed: an array is one too. */
export type Texts<T extends string | null = string> = Iterable<T> & {
  readonly length: number;
  /** Positions are never below 0. */
  at(position: number): T | undefined;
  /** How many texts from a position on are those of another list from one on; null where there is no faster way than to read them. */
  equalRun?(from: number, other: Texts<T>, otherFrom: number): number | null;
};

export type EntityColumns = {
  readonly length: number;
  readonly kind: Uint8Array;
  readonly id: Texts;
  readonly label: Texts<string | null>;
  readonly createdAt: Float64Array;
  /** Position in ENTITY_STATUSES, as of the time asked for. */
  readonly status: Uint8Array;
  /** Position in RISK_LABELS, 255 = no label, as of the time asked for. */
  readonly riskLabel: Uint8Array;
  /** Until when the data were known to whoever found it not to be involved, NaN = nobody did; absent where nobody was. */
  readonly clearedAt?: Float64Array;
  /** Position in `markets`, −1 = unknown. */
  readonly market: Int16Array;
  readonly markets: readonly string[];
  /** Exact money: unscaled integer, decimal places, position in `currencies` (−1 = no money here). */
  readonly unsettled: BigInt64Array;
  readonly reserved: BigInt64Array;
  readonly balanceScale: Uint8Array;
  readonly balanceCurrency: Int16Array;
};

export type LinkColumns = {
  readonly length: number;
  /** Position in LINK_TYPE_LIST: stated and observed links only; dealings are in the events. */
  readonly type: Uint8Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly firstSeen: Float64Array;
  readonly lastSeen: Float64Array;
  readonly count: Float64Array;
};

export type EventColumns = {
  readonly length: number;
  /** Position in EVENT_TYPE_LIST. */
  readonly type: Uint8Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly at: Float64Array;
  /** Position in EVENT_STATUSES, 255 = none. */
  readonly status: Uint8Array;
  /** Position in an order dictionary (equal number = equal orderId), −1 = none. */
  readonly order: Int32Array;
  /** One column for each name in EVENT_REFERENCE_LIST: positions in the entity columns, −1 = none. */
  readonly references: Readonly<Record<string, Int32Array>>;
  /** Declined payment or failed outcome. */
  readonly failed: Uint8Array;
  /** NaN = none. */
  readonly rating: Float32Array;
  /** Position in `texts`, −1 = none. */
  readonly action: Int32Array;
  readonly reason: Int32Array;
  readonly amount: BigInt64Array;
  readonly amountScale: Uint8Array;
  readonly discount: BigInt64Array;
  readonly discountScale: Uint8Array;
  /** Position in `currencies`, −1 = no money. */
  readonly currency: Int16Array;
};

export type GraphColumns = {
  readonly entities: EntityColumns;
  readonly links: LinkColumns;
  readonly events: EventColumns;
  readonly currencies: readonly string[];
  /** Sorted, distinct texts of `action` and `reason`. */
  readonly texts: readonly string[];
  /** The valid time the columns were cut at: given, or the latest time in the data; null without any time. */
  readonly asOf: number | null;
};

/** Columns do not change: each is gone through once. */
const known = new WeakMap<Int32Array, boolean>();

/** Whether anything stands in a column of positions. */
export function namesAny(positions: Int32Array | undefined): boolean {
  if (!positions) return false;
  const names = known.get(positions) ?? hasAny(positions);
  known.set(positions, names);
  return names;
}

/** A plain loop: a typed array's own `some` takes several times as long. */
function hasAny(positions: Int32Array): boolean {
  for (let i = 0; i < positions.length; i++) if ((positions[i] ?? -1) >= 0) return true;
  return false;
}
