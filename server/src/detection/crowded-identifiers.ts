/**
 * A second look at identifiers above their cap. Forty accounts on one card are no tie by that alone: it may be a
 * company's card. But where most of them also hold an identifier of another kind that hardly anyone else holds, the
 * two together point at one hand, and the accounts tied twice are looked at as a group.
 */

import { ENTITY_KIND_LIST } from '../domain/ontology.ts';
import { KIND_OF_IDENTIFIER } from './evidence/finding.ts';
import { columnDegree } from './graph/incidence.ts';
import type { Hubs } from './hubs.ts';
import type { DetectionParameters } from './parameters.ts';
import type { Sharing } from './sharing.ts';

/** Of the second identifier's holders, how many must be among the first one's. */
const OVERLAP = 0.6;
const LEAST_OVERLAP = 3;
/** Of the first identifier's holders, how many must be tied twice. */
const TIED_TWICE = 0.5;

/** Persons, ascending, a group for each identifier that passes. */
export function groupsAroundHubs(sharing: Sharing, hubs: Hubs, parameters: DetectionParameters): Int32Array[] {
  const groups: Int32Array[] = [];
  for (let hub = 0; hub < hubs.isHub.length; hub++) {
    const holders = columnDegree(sharing.byPerson, hub);
    if (hubs.isHub[hub] !== 1 || hubs.isCleared[hub] === 1 || holders > parameters.maxRingSize) continue;
    const group = tiedTwice(sharing, hub);
    if (group.length >= holders * TIED_TWICE) groups.push(group);
  }
  return groups;
}

function tiedTwice(sharing: Sharing, hub: number): Int32Array {
  const tied = new Set<number>();
  for (const [other, holders] of otherIdentifiersOf(sharing, hub)) {
    const own = holders.length >= columnDegree(sharing.byPerson, other) * OVERLAP;
    if (own && holders.length >= LEAST_OVERLAP) for (const person of holders) tied.add(person);
  }
  return Int32Array.from(tied).sort();
}

/** Identifier of another kind → persons who hold it and the hub. */
function otherIdentifiersOf(sharing: Sharing, hub: number): Map<number, number[]> {
  const { rowOffsets, rowEntries, entryColumn } = sharing.byPerson;
  const common = new Map<number, number[]>();
  for (const person of holdersOf(sharing, hub)) {
    for (const entry of rowEntries.subarray(rowOffsets[person], rowOffsets[person + 1])) {
      const other = entryColumn[entry] ?? 0;
      if (kindOf(sharing, other) === kindOf(sharing, hub)) continue;
      const known = common.get(other);
      if (known) known.push(person);
      else common.set(other, [person]);
    }
  }
  return common;
}

const holdersOf = ({ byPerson }: Sharing, identifier: number): Int32Array =>
  byPerson.entryRow.subarray(byPerson.columnOffsets[identifier], byPerson.columnOffsets[identifier + 1]);

const kindOf = (sharing: Sharing, identifier: number) =>
  KIND_OF_IDENTIFIER[ENTITY_KIND_LIST[sharing.kind[identifier] ?? 0] ?? 'Device'];
