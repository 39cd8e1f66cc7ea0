/**
 * Does a ring come back when things are a little different? The surroundings of all rings are searched again with a
 * share of the links and acts left out and with the accounts in another order (which is what a seed changes in Leiden).
 * A ring has returned when some group has a Jaccard index of 0.5 and more with it; its members are confirmed one by
 * one by the share of repetitions that returned them with it. Which link is left out hangs on the link and the
 * repetition alone. Source: consensus over seeds and subsamples, Lancichinetti & Fortunato (Sci Rep 2012), inside
 * candidates only, which keeps it cheap.
 */

import { ascending } from '../graph/ascending.ts';
import { bucketBy, valuesAt, type WeightedGraph } from '../graph/csr.ts';
import { edgesOfList, positionsWhere } from '../graph/edge-selection.ts';
import { filled } from '../graph/filled.ts';
import { chanceOf, drawFor } from './content-hash.ts';
import { type Picture, type SearchSetting, searchAgain } from './search-again.ts';
import type { Surroundings } from './surroundings.ts';

export const REPETITIONS = 10;
export const LEFT_OUT = 0.075;
const SAME_RING = 0.5;
const SAME_MEMBERS = 0.8;

export type TestedRing = {
  /** Core and associates, ascending. */
  readonly persons: Int32Array;
  /** Put together from several finds: its parts may return one by one. */
  readonly isJoined: boolean;
};

export type Returns = {
  /** Repetitions with a Jaccard index of 0.5 and more, and of 0.8 and more. */
  readonly returned: number;
  readonly whole: number;
  /** Person → repetitions that returned them with the ring, members or not. */
  readonly withMember: ReadonlyMap<number, number>;
};

/** The rings' persons and whoever is tied to them, the strongest ties of each first; ascending. */
export function surroundingPersons(rings: readonly TestedRing[], ties: WeightedGraph): Int32Array {
  const around = new Set<number>();
  for (const { persons } of rings) {
    for (const person of persons) around.add(person);
    for (const person of tiedTo(persons, ties)) around.add(person);
  }
  return Int32Array.from(around).sort();
}

const NEIGHBOURS_PER_MEMBER = 4;

function tiedTo(persons: Int32Array, { offsets, neighbours, weights }: WeightedGraph): number[] {
  const weight = new Map<number, number>();
  for (const person of persons) {
    for (let e = offsets[person] ?? 0; e < (offsets[person + 1] ?? 0); e++) {
      const other = neighbours[e] ?? 0;
      weight.set(other, (weight.get(other) ?? 0) + (weights[e] ?? 0));
    }
  }
  for (const person of persons) weight.delete(person);
  const strongest = [...weight].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return strongest.slice(0, persons.length * NEIGHBOURS_PER_MEMBER).map(([person]) => person);
}

/** One answer for each ring, in their order. Pauses before each repetition. */
export function* countReturns(setting: SearchSetting, rings: readonly TestedRing[]): Generator<void, Returns[]> {
  const { surroundings } = setting;
  const places = rings.map(({ persons }) => valuesAt(surroundings.placeOf, persons));
  const counts = rings.map(() => ({ returned: 0, whole: 0, withMember: new Map<number, number>() }));
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    yield;
    const index = indexByMember(searchShuffled(setting, repetition), surroundings.persons.length);
    rings.forEach((ring, i) => {
      const own = places[i] ?? new Int32Array();
      const count = counts[i];
      const best = closest(own, index, ring.isJoined);
      if (!count || best.jaccard < SAME_RING) return;
      count.returned++;
      if (best.jaccard >= SAME_MEMBERS) count.whole++;
      for (const place of best.members) {
        const person = surroundings.persons[place] ?? 0;
        count.withMember.set(person, (count.withMember.get(person) ?? 0) + 1);
      }
    });
  }
  return counts;
}

/** Places are renumbered in another order, searched, and named as before. */
function searchShuffled(setting: SearchSetting, repetition: number): Int32Array[] {
  const { surroundings } = setting;
  const order = shuffledOrder(surroundings, repetition);
  const newPlace = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) newPlace[order[i] ?? 0] = i;
  const picture = leaveOut(surroundings, repetition, newPlace);
  const persons = valuesAt(surroundings.persons, order);
  const { groups } = searchAgain({ ...setting, surroundings: { ...surroundings, persons } }, picture);
  return groups.map(({ members }) => valuesAt(order, members));
}

function shuffledOrder({ hash }: Surroundings, repetition: number): Int32Array {
  return ascending(filled(new Uint32Array(hash.length), (place) => drawFor(hash[place] ?? 0, 0, repetition)));
}

function leaveOut({ hash, columns, entries, acts }: Surroundings, repetition: number, newPlace: Int32Array): Picture {
  const stays = (a: number, b: number): boolean => chanceOf(a, b, repetition) >= LEFT_OUT;
  const kept = positionsWhere(entries.place.length, (e) =>
    stays(hash[entries.place[e] ?? 0] ?? 0, columns.hash[entries.column[e] ?? 0] ?? 0),
  );
  const keptActs = edgesOfList(
    acts,
    positionsWhere(acts.length, (e) => stays(hash[acts.from[e] ?? 0] ?? 0, hash[acts.to[e] ?? 0] ?? 0)),
  );
  const moved = (places: Int32Array): Int32Array => valuesAt(newPlace, places);
  return {
    entries: { place: moved(valuesAt(entries.place, kept)), column: valuesAt(entries.column, kept) },
    actsOver: () => ({ ...keptActs, from: moved(keptActs.from), to: moved(keptActs.to) }),
  };
}

type GroupIndex = {
  readonly groups: readonly Int32Array[];
  /** The groups that a place is in stand at offsets[place] to offsets[place + 1]. */
  readonly offsets: Int32Array;
  readonly groupAt: Int32Array;
};

function indexByMember(groups: readonly Int32Array[], placeCount: number): GroupIndex {
  const length = groups.reduce((sum, group) => sum + group.length, 0);
  const places = new Int32Array(length);
  const names = new Int32Array(length);
  let at = 0;
  for (const [name, group] of groups.entries()) {
    places.set(group, at);
    names.fill(name, at, at + group.length);
    at += group.length;
  }
  const { offsets, items } = bucketBy(places, placeCount);
  return { groups, offsets, groupAt: valuesAt(names, items) };
}

type Closest = { readonly jaccard: number; readonly members: Iterable<number> };

/** Of the groups that touch the ring, or of all those that lie in it taken together, the one most like it. */
function closest(own: Int32Array, index: GroupIndex, isJoined: boolean): Closest {
  const parts = new Set<number>();
  let best: Closest = { jaccard: 0, members: parts };
  const consider = (members: Iterable<number>, size: number, common: number): void => {
    const jaccard = common / (own.length + size - common);
    if (jaccard > best.jaccard) best = { jaccard, members };
  };
  for (const [name, common] of commonWith(own, index)) {
    const group = index.groups[name] ?? new Int32Array();
    consider(group, group.length, common);
    if (isJoined && common >= group.length * SAME_MEMBERS) for (const member of group) parts.add(member);
  }
  if (isJoined) consider(parts, parts.size, own.filter((place) => parts.has(place)).length);
  return best;
}

/** Group → how many of these places are in it. */
function commonWith(places: Int32Array, { offsets, groupAt }: GroupIndex): ReadonlyMap<number, number> {
  const common = new Map<number, number>();
  for (const place of places) {
    for (let i = offsets[place] ?? 0; i < (offsets[place + 1] ?? 0); i++) {
      const name = groupAt[i] ?? 0;
      common.set(name, (common.get(name) ?? 0) + 1);
    }
  }
  return common;
}
