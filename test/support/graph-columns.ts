/**
 * Builds GraphColumns from plain records for tests of detection, in the order the columns promise, with the links
 * that events observe. Input order does not matter.
 */
import type { EntityColumns, EventColumns, GraphColumns, LinkColumns } from '../../server/src/detection/columns.ts';
import { compareText } from '../../server/src/domain/compare-text.ts';
import { parseDecimal, toUnscaled } from '../../server/src/domain/decimal.ts';
import {
  ENTITY_KIND_LIST,
  ENTITY_STATUSES,
  type EntityKind,
  type EntityStatus,
  EVENT_REFERENCE_LIST,
  EVENT_REFERENCES,
  EVENT_STATUSES,
  EVENT_TYPE_LIST,
  type EventReference,
  type EventStatus,
  type EventType,
  LINK_TYPE_LIST,
  type LinkType,
  RISK_LABELS,
  type RiskLabel,
} from '../../server/src/domain/ontology.ts';
import { parseTimePoint } from '../../server/src/domain/time-point.ts';
import { observedLinks, splitKey } from './observed-links.ts';

/** "Kind:id" */
export type Key = `${EntityKind}:${string}`;
export type EntityInput = {
  readonly key: Key;
  readonly createdAt?: string;
  readonly market?: string;
  readonly status?: EntityStatus;
  readonly risk?: RiskLabel;
  readonly unsettled?: string;
  readonly currency?: string;
};
export type LinkInput = {
  readonly type: LinkType;
  readonly from: Key;
  readonly to: Key;
  readonly at?: string;
  readonly count?: number;
};
export type EventInput = {
  readonly type: EventType;
  readonly id: string;
  readonly from: Key;
  readonly to: Key;
  readonly at?: string;
  readonly amount?: string;
  readonly discount?: string;
  readonly currency?: string;
  readonly orderId?: string;
  readonly status?: EventStatus;
  readonly failed?: boolean;
  readonly rating?: number;
  readonly action?: string;
  readonly reason?: string;
  readonly references?: Readonly<Partial<Record<EventReference, string>>>;
};
export type GraphInput = {
  readonly entities: readonly EntityInput[];
  readonly links: readonly LinkInput[];
  readonly events: readonly EventInput[];
};

const timeOf = (text: string | undefined): number =>
  text === undefined ? Number.NaN : (parseTimePoint(text) ?? Number.NaN);
const unscaledOf = (text: string | undefined) => {
  const decimal = text === undefined ? null : parseDecimal(text);
  return decimal === null ? { unscaled: 0n, scale: 0 } : toUnscaled(decimal);
};
const sortedDistinct = (texts: Iterable<string>): string[] => [...new Set(texts)].sort(compareText);
export function toGraphColumns(input: GraphInput): GraphColumns {
  const index = new Map<string, number>();
  const keys = sortedKeys(input);
  keys.forEach((key, i) => {
    index.set(key, i);
  });
  const positionOf = (key: string): number => index.get(key) ?? -1;
  const currencies = sortedDistinct(
    [...input.entities, ...input.events].flatMap(({ currency }) => (currency === undefined ? [] : [currency])),
  );
  const texts = sortedDistinct(
    input.events.flatMap(({ action, reason }) => [action, reason].filter((text) => text !== undefined)),
  );
  const links = toLinkColumns([...input.links, ...observedLinks(input.events)], positionOf);
  const events = toEventColumns(input.events, positionOf, currencies, texts);
  let latest = Number.NEGATIVE_INFINITY;
  for (const times of [links.firstSeen, links.lastSeen, events.at])
    for (const time of times) if (time > latest) latest = time;
  return {
    entities: toEntityColumns(keys, input.entities, currencies),
    links,
    events,
    currencies,
    texts,
    asOf: Number.isFinite(latest) ? latest : null,
  };
}

function sortedKeys(input: GraphInput): Key[] {
  const keys = new Set<Key>();
  for (const { key } of input.entities) keys.add(key);
  for (const { from, to } of [...input.links, ...input.events]) keys.add(from).add(to);
  for (const { references } of input.events) {
    for (const [name, id] of Object.entries(references ?? {})) {
      keys.add(`${EVENT_REFERENCES[name as EventReference].kind}:${id}`);
    }
  }
  return [...keys].sort((a, b) => {
    const x = splitKey(a);
    const y = splitKey(b);
    return ENTITY_KIND_LIST.indexOf(x.kind) - ENTITY_KIND_LIST.indexOf(y.kind) || compareText(x.id, y.id);
  });
}

function toEntityColumns(
  keys: readonly Key[],
  inputs: readonly EntityInput[],
  currencies: readonly string[],
): EntityColumns {
  const given = new Map(inputs.map((input) => [input.key, input]));
  const markets = sortedDistinct(inputs.flatMap(({ market }) => (market === undefined ? [] : [market])));
  const of = (key: Key): EntityInput => given.get(key) ?? { key };
  return {
    length: keys.length,
    kind: Uint8Array.from(keys, (key) => ENTITY_KIND_LIST.indexOf(splitKey(key).kind)),
    id: keys.map((key) => splitKey(key).id),
    label: keys.map(() => null),
    createdAt: Float64Array.from(keys, (key) => timeOf(of(key).createdAt)),
    status: Uint8Array.from(keys, (key) => ENTITY_STATUSES.indexOf(of(key).status ?? 'active')),
    riskLabel: Uint8Array.from(keys, (key) => {
      const { risk } = of(key);
      return risk === undefined ? 255 : RISK_LABELS.indexOf(risk);
    }),
    market: Int16Array.from(keys, (key) => markets.indexOf(of(key).market ?? '')),
    markets,
    unsettled: BigInt64Array.from(keys, (key) => unscaledOf(of(key).unsettled).unscaled),
    reserved: new BigInt64Array(keys.length),
    balanceScale: Uint8Array.from(keys, (key) => unscaledOf(of(key).unsettled).scale),
    balanceCurrency: Int16Array.from(keys, (key) => currencies.indexOf(of(key).currency ?? '')),
  };
}

function toLinkColumns(inputs: readonly LinkInput[], positionOf: (key: string) => number): LinkColumns {
  const merged = new Map<
    string,
    { type: number; from: number; to: number; first: number; last: number; count: number }
  >();
  for (const { type, from, to, at, count = 1 } of inputs) {
    const time = timeOf(at);
    const name = `${type}\n${from}\n${to}`;
    const known = merged.get(name);
    if (!known) {
      merged.set(name, {
        type: LINK_TYPE_LIST.indexOf(type),
        from: positionOf(from),
        to: positionOf(to),
        first: time,
        last: time,
        count,
      });
      continue;
    }
    known.count += count;
    if (!(known.first <= time)) known.first = Number.isNaN(time) ? known.first : time;
    if (!(known.last >= time)) known.last = Number.isNaN(time) ? known.last : time;
  }
  const rows = [...merged.values()].sort((a, b) => a.type - b.type || a.from - b.from || a.to - b.to);
  return {
    length: rows.length,
    type: Uint8Array.from(rows, (row) => row.type),
    from: Int32Array.from(rows, (row) => row.from),
    to: Int32Array.from(rows, (row) => row.to),
    firstSeen: Float64Array.from(rows, (row) => row.first),
    lastSeen: Float64Array.from(rows, (row) => row.last),
    count: Float64Array.from(rows, (row) => row.count),
  };
}

function toEventColumns(
  inputs: readonly EventInput[],
  positionOf: (key: string) => number,
  currencies: readonly string[],
  texts: readonly string[],
): EventColumns {
  const rows = [...inputs].sort(
    (a, b) => EVENT_TYPE_LIST.indexOf(a.type) - EVENT_TYPE_LIST.indexOf(b.type) || compareText(a.id, b.id),
  );
  const orderIds = sortedDistinct(rows.flatMap(({ orderId }) => (orderId === undefined ? [] : [orderId])));
  const orders = new Map(orderIds.map((id, i) => [id, i]));
  const currencyOf = new Map(currencies.map((currency, i) => [currency, i]));
  const textOf = new Map(texts.map((text, i) => [text, i]));
  const amounts = rows.map(({ amount }) => unscaledOf(amount));
  const discounts = rows.map(({ discount }) => unscaledOf(discount));
  return {
    length: rows.length,
    type: Uint8Array.from(rows, (row) => EVENT_TYPE_LIST.indexOf(row.type)),
    from: Int32Array.from(rows, (row) => positionOf(row.from)),
    to: Int32Array.from(rows, (row) => positionOf(row.to)),
    at: Float64Array.from(rows, (row) => timeOf(row.at)),
    status: Uint8Array.from(rows, ({ status }) => (status === undefined ? 255 : EVENT_STATUSES.indexOf(status))),
    order: Int32Array.from(rows, ({ orderId }) => orders.get(orderId ?? '') ?? -1),
    references: Object.fromEntries(
      EVENT_REFERENCE_LIST.map((name) => [
        name,
        Int32Array.from(rows, ({ references }) =>
          references?.[name] === undefined ? -1 : positionOf(`${EVENT_REFERENCES[name].kind}:${references[name]}`),
        ),
      ]),
    ),
    failed: Uint8Array.from(rows, ({ failed }) => (failed === true ? 1 : 0)),
    rating: Float32Array.from(rows, ({ rating }) => rating ?? Number.NaN),
    action: Int32Array.from(rows, ({ action }) => textOf.get(action ?? '') ?? -1),
    reason: Int32Array.from(rows, ({ reason }) => textOf.get(reason ?? '') ?? -1),
    amount: BigInt64Array.from(amounts, ({ unscaled }) => unscaled),
    amountScale: Uint8Array.from(amounts, ({ scale }) => scale),
    discount: BigInt64Array.from(discounts, ({ unscaled }) => unscaled),
    discountScale: Uint8Array.from(discounts, ({ scale }) => scale),
    currency: Int16Array.from(rows, ({ currency }) => currencyOf.get(currency ?? '') ?? -1),
  };
}
