/**
 * Columns of a made-up marketplace straight into typed arrays: buyers with one to three identifiers of each kind,
 * families, a heavy tail of shared addresses and IP addresses, shops with power-law custom, rings of 4–30 accounts.
 * Links and events count together towards the size asked for.
 */
import { packTexts } from '../../server/src/adapters/sqlite/packed-texts.ts';
import type { EventColumns, GraphColumns, LinkColumns } from '../../server/src/detection/columns.ts';
import {
  ENTITY_KIND_LIST,
  type EntityKind,
  EVENT_REFERENCE_LIST,
  EVENT_TYPE_LIST,
  LINK_TYPE_LIST,
  type LinkType,
} from '../../server/src/domain/ontology.ts';
import { toTimePoint } from '../../server/src/domain/time-point.ts';
import { seeded } from '../detection/graph/random-graph.ts';
import { Rows } from './marketplace-rows.ts';

const START = Date.UTC(2026, 0, 1);
const PERIOD_MS = 180 * 86_400_000;
const LINKS_PER_BUYER = 6;

export function generateColumns(size: number, seed: number): GraphColumns {
  const random = seeded(seed);
  const buyers = Math.round((size * 0.6) / LINKS_PER_BUYER);
  const entities = new Entities();
  const kindStart = {} as Record<EntityKind, number>;
  const room = (kind: EntityKind, count: number): void => {
    kindStart[kind] = entities.add(kind, count);
  };
  room('Seller', Math.max(3, Math.round(buyers / 15)));
  room('Buyer', buyers);
  room('Device', Math.round(buyers * 1.4));
  room('PaymentInstrument', Math.round(buyers * 1.2));
  room('Address', buyers);
  room('IpAddress', buyers);
  const links = new Rows(LINK_TYPE_LIST, size);
  const events = new Rows(EVENT_TYPE_LIST, size);
  const moment = (): number => START + Math.floor(random() * PERIOD_MS);
  /** Mostly one's own; now and then one of everybody's, busy ones far more often. */
  const pick = (kind: EntityKind, own: number, strangers: number): number => {
    const count = entities.countOf(kind);
    return kindStart[kind] + (random() < strangers ? Math.floor(random() ** 6 * count * 0.2) : own % count);
  };
  const join = (type: LinkType, kind: EntityKind, i: number, strangers: number): void => {
    const to = pick(kind, i + Math.floor(random() * 2) * buyers, strangers);
    links.add(type, kindStart.Buyer + i, to, moment());
  };
  for (let i = 0; i < buyers; i++) {
    const home = random() < 0.25 ? i - (i % 4) : i;
    join('USES_DEVICE', 'Device', i, 0.02);
    join('PAYS_WITH', 'PaymentInstrument', i, 0.005);
    if (random() < 0.8) join('USES_DEVICE', 'Device', home, 0.02);
    if (random() < 0.7) join('PAYS_WITH', 'PaymentInstrument', i, 0.005);
    links.add('HAS_ADDRESS', kindStart.Buyer + i, pick('Address', home, 0.1), moment());
    links.add('SEEN_AT_IP', kindStart.Buyer + i, pick('IpAddress', home, 0.25), moment());
  }
  const sellers = entities.countOf('Seller');
  while (links.length + events.length < size * 0.97) {
    const shop = kindStart.Seller + Math.floor(random() ** 3 * sellers);
    const who = kindStart.Buyer + Math.floor(random() * buyers);
    events.add(random() < 0.04 ? 'REFUND' : 'ORDER', who, shop, moment());
  }
  while (links.length + events.length < size) plantRing(links, events, { random, kindStart, buyers, sellers });
  return toColumns(entities, links, events);
}

type Scene = {
  readonly random: () => number;
  readonly kindStart: Readonly<Record<EntityKind, number>>;
  readonly buyers: number;
  readonly sellers: number;
};

function plantRing(links: Rows, events: Rows, { random, kindStart, buyers, sellers }: Scene): void {
  const size = 4 + Math.floor(random() ** 2 * 26);
  const first = Math.floor(random() * Math.max(1, buyers - size));
  const shop = kindStart.Seller + Math.floor(random() * sellers);
  const start = START + Math.floor(random() * PERIOD_MS * 0.8);
  for (let i = 0; i < size; i++) {
    const member = kindStart.Buyer + first + i;
    links.add('USES_DEVICE', member, kindStart.Device + first + (i % Math.ceil(size / 6)), start);
    links.add('PAYS_WITH', member, kindStart.PaymentInstrument + first + (i % Math.ceil(size / 4)), start);
    for (let t = 0; t < 3; t++) events.add('ORDER', member, shop, start + t * 86_400_000 + i * 600_000);
  }
}

class Entities {
  readonly kinds: number[] = [];
  readonly #counts = new Map<EntityKind, number>();

  add(kind: EntityKind, count: number): number {
    const start = this.kinds.length;
    for (let i = 0; i < count; i++) this.kinds.push(ENTITY_KIND_LIST.indexOf(kind));
    this.#counts.set(kind, count);
    return start;
  }

  countOf(kind: EntityKind): number {
    return this.#counts.get(kind) ?? 0;
  }
}

function toColumns(entities: Entities, links: Rows, events: Rows): GraphColumns {
  const length = entities.kinds.length;
  const nothing = (): Float64Array<ArrayBuffer> => new Float64Array(length).fill(Number.NaN);
  return {
    entities: {
      length,
      kind: Uint8Array.from(entities.kinds),
      id: packTexts(Array.from({ length }, (_, i) => String(i).padStart(9, '0'))),
      label: packTexts(new Array<null>(length).fill(null)),
      createdAt: nothing(),
      status: new Uint8Array(length),
      riskLabel: new Uint8Array(length).fill(255),
      market: new Int16Array(length).fill(-1),
      markets: [],
      unsettled: new BigInt64Array(length),
      reserved: new BigInt64Array(length),
      balanceScale: new Uint8Array(length),
      balanceCurrency: new Int16Array(length).fill(-1),
    },
    links: toLinks(links),
    events: toEvents(events),
    currencies: ['USD'],
    texts: [],
    asOf: toTimePoint(START + PERIOD_MS, 'SECOND'),
  };
}

/** By type, ends and time; of equal links the first. */
function toLinks(rows: Rows): LinkColumns {
  const order = rows.sorted((a, b) => rows.byType(a, b) || rows.byEnds(a, b) || rows.byTime(a, b));
  const unique = order.filter((row, i) => {
    const before = order[i - 1];
    return before === undefined || rows.byType(before, row) !== 0 || rows.byEnds(before, row) !== 0;
  });
  const seen = rows.times(unique);
  return {
    length: unique.length,
    ...rows.ends(unique),
    firstSeen: seen,
    lastSeen: seen,
    count: new Float64Array(unique.length).fill(1),
  };
}

function toEvents(rows: Rows): EventColumns {
  const order = rows.sorted((a, b) => rows.byType(a, b) || rows.byTime(a, b) || rows.byFrom(a, b));
  const { length } = order;
  // One column of nothing for all, as the store does it.
  const none = new Int32Array(length).fill(-1);
  const amount = new BigInt64Array(length);
  for (let i = 0; i < length; i++) amount[i] = BigInt(500 + (rows.timeOf(order[i] ?? 0) % 9000));
  return {
    length,
    ...rows.ends(order),
    at: rows.times(order),
    status: new Uint8Array(length).fill(255),
    order: none.map((_, i) => i),
    references: Object.fromEntries(EVENT_REFERENCE_LIST.map((name) => [name, none])),
    failed: new Uint8Array(length),
    rating: new Float32Array(length).fill(Number.NaN),
    action: none,
    reason: none,
    amount,
    amountScale: new Uint8Array(length).fill(2),
    discount: new BigInt64Array(length),
    discountScale: new Uint8Array(length),
    currency: new Int16Array(length),
  };
}
