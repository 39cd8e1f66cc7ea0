/**
 * Where the rows of an account, of an identifier, of a target stand: what is asked of some of them goes through no
 * others. In the order of the columns, but for what was done to a target, which is by type and time.
 */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import type { GraphColumns } from '../columns.ts';
import { sortItems } from '../graph/ascending.ts';
import { type Buckets, bucketBy, valuesAt } from '../graph/csr.ts';
import { holdingPairs, isParcel } from '../sharing.ts';
import { accountFrom, eachEndOfEvent, eachEndOfLink } from './fingerprints.ts';
import { Numbering } from './numbering.ts';
import type { Overview } from './overview.ts';
import { RowLists } from './row-lists.ts';

export type RowIndex = {
  /** Account → links at an end of which it stands, or a thing of theirs. */
  readonly linksOf: RowLists;
  /** Account → events that concern it. */
  readonly eventsOf: RowLists;
  /** Account → identifiers it was seen with, identifier → accounts seen with it; ascending, once for each row that says so. */
  readonly heldBy: RowLists;
  readonly holdersOf: RowLists;
  /** Entity → links that lead to it. */
  readonly linksTo: RowLists;
  /** Entity → what was done to it; what has no time comes after what has one. */
  readonly actsOn: RowLists;
  /** Order → its lines. */
  readonly linesOf: Buckets;
  readonly numberings: Numberings;
};

/** By which lists name keys and items. */
export type Numberings = Readonly<Record<'entities' | 'accounts' | 'identifiers' | 'links' | 'events', Numbering>>;

export function readRowIndex(overview: Overview): RowIndex {
  const { columns, population, identifiers, ends } = overview;
  const { entities, links, events } = columns;
  const accounts = population.accountCount;
  const { row, column } = holdingPairs({ columns, population, owner: ends.ownerOf }, identifiers.identifierOf);
  const places = bucketBy(column, identifiers.kind.length);
  const heldBy = turned({ offsets: places.offsets, items: valuesAt(row, places.items) }, accounts);
  const linksOf = bucketByEach(links.length, accounts, (link, visit) => eachEndOfLink(overview, link, visit));
  const eventsOf = bucketByEach(events.length, accounts, (event, visit) => eachEndOfEvent(overview, event, visit));
  const by: Numberings = {
    entities: new Numbering(entities.length),
    accounts: new Numbering(accounts),
    identifiers: new Numbering(identifiers.kind.length),
    links: new Numbering(links.length),
    events: new Numbering(events.length),
  };
  return {
    linksOf: new RowLists(linksOf, by.accounts, by.links),
    eventsOf: new RowLists(eventsOf, by.accounts, by.events),
    heldBy: new RowLists(heldBy, by.accounts, by.identifiers),
    holdersOf: new RowLists(turned(heldBy, identifiers.kind.length), by.identifiers, by.accounts),
    linksTo: new RowLists(bucketBy(links.to, entities.length), by.entities, by.links),
    actsOn: new RowLists(inTime(columns, bucketBy(events.to, entities.length)), by.entities, by.events),
    linesOf: linesByOrder(columns),
    numberings: by,
  };
}

type Rows = { readonly links: Int32Array; readonly events: Int32Array };

/** Account and identifier, for each of the rows that says an account has one: as holdingPairs tells them of all. */
export function eachHolding(
  overview: Overview,
  { links, events }: Rows,
  visit: (account: number, identifier: number) => void,
): void {
  const { columns, population, identifiers } = overview;
  const visitBoth = (account: number, entity = -1): void => {
    const identifier = identifiers.identifierOf[entity] ?? -1;
    if (account >= 0 && identifier >= 0) visit(account, identifier);
  };
  for (const l of links) visitBoth(accountFrom(overview, l), columns.links.to[l]);
  for (const e of events) {
    const isOne = isParcel(columns.events.type[e] ?? 0);
    if (isOne) visitBoth(population.accountOf[columns.events.from[e] ?? 0] ?? -1, columns.events.to[e]);
  }
}

/** Who has whom, from whom each is had by: the other way round, ascending. */
function turned({ offsets, items }: Buckets, keyCount: number): Buckets {
  const { offsets: turnedOffsets, items: places } = bucketBy(items, keyCount);
  let key = 0;
  const keyAt = new Int32Array(items.length);
  for (let i = 0; i < items.length; i++) {
    while (i >= (offsets[key + 1] ?? 0)) key++;
    keyAt[i] = key;
  }
  for (let i = 0; i < places.length; i++) places[i] = keyAt[places[i] ?? 0] ?? 0;
  return { offsets: turnedOffsets, items: places };
}

export type EachKey = (item: number, visit: (key: number, item: number) => void) => void;

/** As bucketBy, of items with several keys each, or none. */
function bucketByEach(length: number, keyCount: number, eachKey: EachKey): Buckets {
  const offsets = new Int32Array(keyCount + 1);
  const count = (key: number): void => {
    offsets[key + 1] = (offsets[key + 1] ?? 0) + 1;
  };
  for (let i = 0; i < length; i++) eachKey(i, count);
  for (let k = 0; k < keyCount; k++) offsets[k + 1] = (offsets[k + 1] ?? 0) + (offsets[k] ?? 0);
  const next = offsets.slice(0, keyCount);
  const items = new Int32Array(offsets[keyCount] ?? 0);
  const put = (key: number, item: number): void => {
    const at = next[key] ?? 0;
    next[key] = at + 1;
    items[at] = item;
  };
  for (let i = 0; i < length; i++) eachKey(i, put);
  return { offsets, items };
}

function inTime({ events }: GraphColumns, { offsets, items }: Buckets): Buckets {
  const order = timeOrder(events);
  for (let target = 0; target + 1 < offsets.length; target++) {
    const [first, end] = [offsets[target] ?? 0, offsets[target + 1] ?? 0];
    if (end - first > 1) sortItems(items.subarray(first, end), order);
  }
  return { offsets, items };
}

/** By type and time, then as they stand. */
export const timeOrder =
  ({ type, at }: GraphColumns['events']) =>
  (a: number, b: number): number =>
    (type[a] ?? 0) - (type[b] ?? 0) || compareTimes(at[a] ?? Number.NaN, at[b] ?? Number.NaN) || a - b;

function compareTimes(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}

const ORDER = EVENT_TYPE_LIST.indexOf('ORDER');

export function linesByOrder({ events: { length, type, order } }: GraphColumns): Buckets {
  const orders = new Int32Array(length).fill(-1);
  let highest = -1;
  for (let e = 0; e < length; e++) {
    if (type[e] !== ORDER) continue;
    const one = order[e] ?? -1;
    orders[e] = one;
    if (one > highest) highest = one;
  }
  return bucketBy(orders, highest + 1);
}
