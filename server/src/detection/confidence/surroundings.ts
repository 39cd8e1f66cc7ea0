/**
 * A part of the marketplace, small enough to be searched again and again: some persons, what they share and what they
 * did together, numbered by place. How widely an identifier is used is counted in the whole marketplace. Links count as
 * new: with a half-life of links set, recency is left out here.
 */
import { ENTITY_KIND_LIST } from '../../domain/ontology.ts';
import type { EdgeList, WeightedGraph } from '../graph/csr.ts';
import { type Entries, entriesOf } from '../graph/entries-of.ts';
import { filled } from '../graph/filled.ts';
import { columnDegree, eachColumn } from '../graph/incidence.ts';
import { hubDiscount } from '../graph/projection.ts';
import { accountEntity, kindOf, type Marketplace } from '../marketplace.ts';
import { suspicionOfIdentifiers } from '../suspicion.ts';
import { IDENTIFIER_WEIGHT } from '../ties.ts';
import { hashText } from './content-hash.ts';

export type Surroundings = {
  /** Place → person, ascending. */
  readonly persons: Int32Array;
  /** Person → place, −1 = not here. */
  readonly placeOf: Int32Array;
  /** Place → hash of the person's first account. */
  readonly hash: Uint32Array;
  readonly columns: SharedColumns;
  /** Entries of the shared columns, by column, then by place. */
  readonly entries: Entries;
  /** Kind → places, one for each identifier of the kind that somebody here holds, shared or not; hubs left out. */
  readonly holdings: readonly Int32Array[];
  readonly acts: EdgeList;
};

/** Identifiers that two or more of the persons hold. */
export type SharedColumns = {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly hash: Uint32Array;
  /** What it adds to a tie in the search for communities; 0 for a hub. */
  readonly share: Float32Array;
  /** … in the search for the dense core. */
  readonly suspicion: Float64Array;
  /** Fewest holders here for it to count in the dense core: a hub ties only where most of its holders are. */
  readonly leastHolders: Float64Array;
};

/** `persons` ascending, each once. */
export function readSurroundings(marketplace: Marketplace, acts: WeightedGraph, persons: Int32Array): Surroundings {
  const { personCount, personOffsets, personAccounts } = marketplace.population;
  const placeOf = new Int32Array(personCount).fill(-1);
  for (let place = 0; place < persons.length; place++) placeOf[persons[place] ?? 0] = place;
  const { entries, columns } = entriesOf(marketplace.sharing.byPerson, persons, 2);
  const firstAccount = (person: number): number => personAccounts[personOffsets[person] ?? 0] ?? 0;
  return {
    persons,
    placeOf,
    hash: filled(new Uint32Array(persons.length), (place) =>
      hashOfAccount(marketplace, firstAccount(persons[place] ?? 0)),
    ),
    columns: describeColumns(marketplace, columns),
    entries,
    holdings: readHoldings(marketplace, persons),
    acts: actsBetween(acts, persons, placeOf),
  };
}

function hashOfAccount(marketplace: Marketplace, account: number): number {
  const { columns } = marketplace;
  const entity = accountEntity(marketplace, account);
  return hashText(columns.entities.id.at(entity) ?? '', hashText(kindOf(columns, entity)));
}

function readHoldings({ sharing, hubs }: Marketplace, persons: Int32Array): Int32Array[] {
  const eachHeld = (note: (kind: number, place: number) => void): void =>
    eachColumn(sharing.byPerson, persons, (identifier, place) => {
      if (hubs.isHub[identifier] !== 1) note(sharing.kind[identifier] ?? 0, place);
    });
  const counts = new Int32Array(ENTITY_KIND_LIST.length);
  eachHeld((kind) => {
    counts[kind] = (counts[kind] ?? 0) + 1;
  });
  const holdings = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  eachHeld((kind, place) => {
    const at = counts[kind] ?? 0;
    counts[kind] = at + 1;
    const own = holdings[kind];
    if (own) own[at] = place;
  });
  return holdings;
}

function describeColumns(marketplace: Marketplace, identifiers: Int32Array): SharedColumns {
  const { sharing, hubs, columns, universe } = marketplace;
  const suspicion = suspicionOfIdentifiers(marketplace);
  const count = identifiers.length;
  const at = (column: number): number => identifiers[column] ?? 0;
  const degree = (identifier: number): number => columnDegree(sharing.byPerson, identifier);
  const kindOf = (identifier: number): number => sharing.kind[identifier] ?? 0;
  const seeds = ENTITY_KIND_LIST.map((_, kind) => hashText(String(kind)));
  const weights = ENTITY_KIND_LIST.map((kind) => IDENTIFIER_WEIGHT[kind] ?? 0);
  const idOf = (identifier: number): string => columns.entities.id.at(sharing.entityOf[identifier] ?? 0) ?? '';
  return {
    count,
    kind: filled(new Uint8Array(count), (column) => kindOf(at(column))),
    hash: filled(new Uint32Array(count), (column) => hashText(idOf(at(column)), seeds[kindOf(at(column))])),
    share: filled(new Float32Array(count), (column) => {
      const identifier = at(column);
      const weight = weights[kindOf(identifier)] ?? 0;
      return hubs.isHub[identifier] === 1 ? 0 : weight * hubDiscount(universe.persons, degree(identifier));
    }),
    suspicion: filled(new Float64Array(count), (column) => suspicion.weightOf(at(column))),
    leastHolders: filled(new Float64Array(count), (column) => suspicion.leastHolders(at(column))),
  };
}

function actsBetween(
  { offsets, neighbours, weights }: WeightedGraph,
  persons: Int32Array,
  placeOf: Int32Array,
): EdgeList {
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  persons.forEach((person, place) => {
    for (let e = offsets[person] ?? 0; e < (offsets[person + 1] ?? 0); e++) {
      const other = placeOf[neighbours[e] ?? -1] ?? -1;
      if (other <= place) continue;
      from.push(place);
      to.push(other);
      weight.push(weights[e] ?? 0);
    }
  });
  const [ends, others] = [Int32Array.from(from), Int32Array.from(to)];
  return { length: ends.length, from: ends, to: others, weight: Float32Array.from(weight) };
}
