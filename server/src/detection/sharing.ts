/**
 * Which account holds which identifier. Identifiers are what links name; a fingerprint of a product or of a piece of
 * content counts for the account that sells or published it, and a tracking number for the seller who declared it.
 */
import { ENTITY_KIND_LIST, type EntityKind, EVENT_TYPE_LIST, kindEntry } from '../domain/ontology.ts';
import type { GraphColumns } from './columns.ts';
import { positionsWhere } from './graph/edge-selection.ts';
import { type Incidence, type IncidencePairs, mergeRows, type SpanOf, toIncidence } from './graph/incidence.ts';
import { widened } from './graph/node-groups.ts';
import { type Census, linkCode } from './population.ts';

export type Identifiers = {
  /** Identifier → position in the entity columns. */
  readonly entityOf: Int32Array;
  /** Position in the entity columns → identifier, −1 for anything else. */
  readonly identifierOf: Int32Array;
  /** Identifier → position in ENTITY_KIND_LIST. */
  readonly kind: Uint8Array;
};

export type Sharing = Omit<Identifiers, 'identifierOf'> & {
  /** Accounts × identifiers. */
  readonly byAccount: Incidence;
  /** Persons × identifiers: what sharing is counted on. */
  readonly byPerson: Incidence;
};

export const kindCode = (kind: EntityKind): number => ENTITY_KIND_LIST.indexOf(kind);

const isIdentifierKind = (kind: EntityKind): boolean => kindEntry(kind).class === 'identifier' || kind === 'Shipment';

export function readIdentifiers({ entities }: GraphColumns): Identifiers {
  const wanted = ENTITY_KIND_LIST.map(isIdentifierKind);
  const entityOf = positionsWhere(entities.length, (e) => wanted[entities.kind[e] ?? 0] ?? false);
  const identifierOf = new Int32Array(entities.length).fill(-1);
  for (let i = 0; i < entityOf.length; i++) identifierOf[entityOf[i] ?? 0] = i;
  const kind = new Uint8Array(entityOf.length);
  for (let i = 0; i < kind.length; i++) kind[i] = entities.kind[entityOf[i] ?? 0] ?? 0;
  return { entityOf, identifierOf, kind };
}

export function readSharing(columns: GraphColumns, population: Census): Sharing {
  const { entityOf, identifierOf, kind } = readIdentifiers(columns);
  const owner = ownersOfThings(columns, population.accountOf);
  const pairs = holdingPairs({ columns, population, owner }, identifierOf);
  const byAccount = toIncidence(population.accountCount, entityOf.length, pairs);
  const merged = population.personCount < population.accountCount;
  return {
    byAccount,
    byPerson: merged ? mergeRows(byAccount, population.personOf, population.personCount) : byAccount,
    ...{ entityOf, kind },
  };
}

export type Owned = {
  readonly columns: GraphColumns;
  readonly population: Census;
  /** Thing → account it belongs to. */
  readonly owner: Int32Array;
};

/** Account, identifier and when, for each sighting; a pair may come more than once. */
export function holdingPairs({ columns, population, owner }: Owned, identifierOf: Int32Array): IncidencePairs {
  const { links } = columns;
  const sink = new PairSink(links.length + 16);
  for (let l = 0; l < links.length; l++) {
    const identifier = identifierOf[links.to[l] ?? 0] ?? -1;
    if (identifier < 0) continue;
    const from = links.from[l] ?? 0;
    const account = population.accountOf[from] ?? -1;
    sink.add(account >= 0 ? account : (owner[from] ?? -1), identifier, l);
  }
  addShipments(columns, population, identifierOf, sink);
  return sink.pairs(timesOfRows(columns));
}

/** Of links, and after them of events. */
function timesOfRows({ links, events }: GraphColumns): SpanOf {
  const { length, firstSeen, lastSeen } = links;
  const first = (row: number): number => (row < length ? firstSeen[row] : events.at[row - length]) ?? Number.NaN;
  const last = (row: number): number => {
    const at = row < length ? (lastSeen[row] ?? Number.NaN) : Number.NaN;
    return Number.isNaN(at) ? first(row) : at;
  };
  return { first, last };
}

const SHIPMENT = EVENT_TYPE_LIST.indexOf('SHIPMENT');
const DELIVERY = EVENT_TYPE_LIST.indexOf('DELIVERY');
/** Whether an event of this code names what a parcel is known by. */
export const isParcel = (type: number): boolean => type === SHIPMENT || type === DELIVERY;

function addShipments(columns: GraphColumns, { accountOf }: Census, identifierOf: Int32Array, sink: PairSink): void {
  const { events, links } = columns;
  for (let e = 0; e < events.length; e++) {
    if (!isParcel(events.type[e] ?? 0)) continue;
    const account = accountOf[events.from[e] ?? 0] ?? -1;
    sink.add(account, identifierOf[events.to[e] ?? 0] ?? -1, links.length + e);
  }
}

/** Entity → account that sells or published it; −1 without one. The first in the columns' order wins. */
export function ownersOfThings(columns: GraphColumns, accountOf: Int32Array): Int32Array {
  const { links } = columns;
  const owner = new Int32Array(columns.entities.length).fill(-1);
  const sells = linkCode('SELLS');
  const published = linkCode('PUBLISHED');
  for (let l = 0; l < links.length; l++) {
    if (links.type[l] !== sells && links.type[l] !== published) continue;
    const thing = links.to[l] ?? 0;
    if (owner[thing] === -1) owner[thing] = accountOf[links.from[l] ?? 0] ?? -1;
  }
  return owner;
}

class PairSink {
  #row: Int32Array<ArrayBuffer>;
  #column: Int32Array<ArrayBuffer>;
  #source: Int32Array<ArrayBuffer>;
  #length = 0;

  constructor(room: number) {
    this.#row = new Int32Array(room);
    this.#column = new Int32Array(room);
    this.#source = new Int32Array(room);
  }

  add(row: number, column: number, source: number): void {
    if (row < 0 || column < 0) return;
    if (this.#length === this.#row.length) this.#grow();
    this.#row[this.#length] = row;
    this.#column[this.#length] = column;
    this.#source[this.#length++] = source;
  }

  pairs(times: SpanOf): IncidencePairs {
    const end = this.#length;
    return {
      row: this.#row.subarray(0, end),
      column: this.#column.subarray(0, end),
      seen: { ...times, source: this.#source.subarray(0, end) },
    };
  }

  #grow(): void {
    const room = this.#row.length * 2;
    this.#row = widened(this.#row, room);
    this.#column = widened(this.#column, room);
    this.#source = widened(this.#source, room);
  }
}
