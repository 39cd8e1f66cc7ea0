/**
 * A part of the marketplace, small enough to be searched again and again: some persons, what they share and what they
 * did together, numbered by place. How widely an identifier is used is counted in the whole marketplace. Links count as
 * new: with a half-life of links set, recency is left out here.
 */
import { ENTITY_KIND_LIST } from '../../domain/ontology.ts';
import type { EdgeList, WeightedGraph } from '../graph/csr.ts';
import { columnDegree } from '../graph/incidence.ts';
import { hubDiscount } from '../graph/projection.ts';
import { accountRef, type Marketplace } from '../marketplace.ts';
import { suspicionOfIdentifiers } from '../suspicion.ts';
import { IDENTIFIER_WEIGHT } from '../ties.ts';
import { hashText } from './content-hash.ts';

export type Surroundings = {
  /** Place → person, ascending. */
  readonly persons: Int32Array;
  readonly placeOf: ReadonlyMap<number, number>;
  /** Place → hash of the person's first account. */
  readonly hash: Uint32Array;
  readonly columns: SharedColumns;
  /** Entries of the shared columns, by column, then by place. */
  readonly entries: Entries;
  /** Kind → places, one for each identifier of the kind that somebody here holds, shared or not; hubs left out. */
  readonly holdings: readonly Int32Array[];
  readonly acts: EdgeList;
};

export type Entries = { readonly place: Int32Array; readonly column: Int32Array };

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
  const placeOf = new Map(Array.from(persons, (person, place) => [person, place]));
  const { holdersOf, holdings } = readHoldersOf(marketplace, persons);
  const shared = [...holdersOf].filter(([, holders]) => holders.length > 1).sort(([a], [b]) => a - b);
  const { personOffsets, personAccounts } = marketplace.population;
  const firstAccount = (person: number): number => personAccounts[personOffsets[person] ?? 0] ?? 0;
  return {
    persons,
    placeOf,
    hash: Uint32Array.from(persons, (person) => hashOfEntity(accountRef(marketplace, firstAccount(person)))),
    columns: describeColumns(
      marketplace,
      shared.map(([identifier]) => identifier),
    ),
    entries: {
      place: Int32Array.from(shared.flatMap(([, holders]) => holders)),
      column: Int32Array.from(shared.flatMap(([, holders], column) => holders.map(() => column))),
    },
    holdings: holdings.map((places) => Int32Array.from(places)),
    acts: actsBetween(acts, persons, placeOf),
  };
}

const hashOfEntity = ({ kind, id }: { readonly kind: string; readonly id: string }): number =>
  hashText(id, hashText(kind));

function readHoldersOf({ sharing, hubs }: Marketplace, persons: Int32Array) {
  const { rowOffsets, rowEntries, entryColumn } = sharing.byPerson;
  const holdersOf = new Map<number, number[]>();
  const holdings: number[][] = ENTITY_KIND_LIST.map(() => []);
  const note = (identifier: number, place: number): void => {
    if (hubs.isHub[identifier] !== 1) holdings[sharing.kind[identifier] ?? 0]?.push(place);
    if (columnDegree(sharing.byPerson, identifier) < 2) return;
    const known = holdersOf.get(identifier);
    if (known) known.push(place);
    else holdersOf.set(identifier, [place]);
  };
  persons.forEach((person, place) => {
    const end = rowOffsets[person + 1] ?? 0;
    for (let r = rowOffsets[person] ?? 0; r < end; r++) note(entryColumn[rowEntries[r] ?? 0] ?? 0, place);
  });
  return { holdersOf, holdings };
}

function describeColumns(marketplace: Marketplace, identifiers: readonly number[]): SharedColumns {
  const { sharing, hubs, columns, universe } = marketplace;
  const suspicion = suspicionOfIdentifiers(marketplace);
  const degree = (identifier: number): number => columnDegree(sharing.byPerson, identifier);
  const kindOf = (identifier: number): number => sharing.kind[identifier] ?? 0;
  const weight = (identifier: number): number =>
    IDENTIFIER_WEIGHT[ENTITY_KIND_LIST[kindOf(identifier)] ?? 'Device'] ?? 0;
  const isHub = (identifier: number): boolean => hubs.isHub[identifier] === 1;
  return {
    count: identifiers.length,
    kind: Uint8Array.from(identifiers, kindOf),
    hash: Uint32Array.from(identifiers, (identifier) =>
      hashText(columns.entities.id[sharing.entityOf[identifier] ?? 0] ?? '', hashText(String(kindOf(identifier)))),
    ),
    share: Float32Array.from(identifiers, (identifier) =>
      isHub(identifier) ? 0 : weight(identifier) * hubDiscount(universe.persons, degree(identifier)),
    ),
    suspicion: Float64Array.from(identifiers, suspicion.weightOf),
    leastHolders: Float64Array.from(identifiers, suspicion.leastHolders),
  };
}

function actsBetween(
  { offsets, neighbours, weights }: WeightedGraph,
  persons: Int32Array,
  placeOf: ReadonlyMap<number, number>,
): EdgeList {
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  persons.forEach((person, place) => {
    for (let e = offsets[person] ?? 0; e < (offsets[person + 1] ?? 0); e++) {
      const other = placeOf.get(neighbours[e] ?? -1);
      if (other === undefined || other <= place) continue;
      from.push(place);
      to.push(other);
      weight.push(weights[e] ?? 0);
    }
  });
  const [ends, others] = [Int32Array.from(from), Int32Array.from(to)];
  return { length: ends.length, from: ends, to: others, weight: Float32Array.from(weight) };
}
