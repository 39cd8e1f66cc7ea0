/**
 * A second look at identifiers above their cap. Forty accounts on one card are no tie by that alone: it may be a
 * company's card. But where most of them also hold an identifier of another kind that hardly anyone else holds, or came
 * into being or acted together or cost others as much, the two point at one hand, and these accounts are looked at as a group.
 */

import { ENTITY_KIND_LIST } from '../domain/ontology.ts';
import { accountsOf, type Group } from './candidates.ts';
import { findCouponRun } from './evidence/coupons.ts';
import { findCustomersLeftBehind } from './evidence/delivery.ts';
import { type Finder, KIND_OF_IDENTIFIER } from './evidence/finding.ts';
import { findUnusualRates } from './evidence/money.ts';
import { datedRegistrations } from './evidence/onboarding.ts';
import { drainedTo } from './evidence/payment-agents.ts';
import { findSynchronousActs } from './evidence/synchronous-acts.ts';
import { columnDegree } from './graph/incidence.ts';
import type { Marketplace } from './marketplace.ts';
import type { FactsReader } from './read-group-facts.ts';
import type { Sharing } from './sharing.ts';
import { densestSpan } from './signals/bursts.ts';
import { MOST_OF_A_HUB } from './suspicion.ts';

/** Of the second identifier's holders, how many must be among the first one's. */
const OVERLAP = 0.6;
const LEAST_OVERLAP = 3;
/** Of the first identifier's holders, how many must be tied twice. */
const TIED_TWICE = 0.5;
const HOUR = 3_600_000 * 4;

/** Persons, ascending, a group for each identifier that passes. */
export function groupsAroundHubs(marketplace: Marketplace, readFacts: FactsReader): Int32Array[] {
  const { sharing, hubs, parameters } = marketplace;
  const groups: Int32Array[] = [];
  for (let hub = 0; hub < hubs.isHub.length; hub++) {
    const holders = columnDegree(sharing.byPerson, hub);
    if (hubs.isHub[hub] !== 1 || hubs.isCleared[hub] === 1 || holders > parameters.maxRingSize) continue;
    const isDocument = ENTITY_KIND_LIST[sharing.kind[hub] ?? 0] === 'IdentityDocument';
    // No document is a public place.
    const twice = isDocument ? holdersOf(sharing, hub).slice() : tiedTwice(sharing, hub);
    if (twice.length >= holders * TIED_TWICE) groups.push(twice);
    const together = actTogether(marketplace, readFacts, hub);
    if (together.length >= holders * MOST_OF_A_HUB) groups.push(together);
  }
  return groups;
}

/** What they cost others, far above the usual rate. */
const LOSSES: readonly Finder[] = [findUnusualRates, findCustomersLeftBehind];

/**
 * Holders who registered in one burst, ran for a coupon, stand in step as chance does not explain, cost others far more
 * than is usual, or were drained to it one after another; all of these.
 */
function actTogether(marketplace: Marketplace, readFacts: FactsReader, hub: number): Int32Array {
  const { sharing, population } = marketplace;
  const facts = readFacts(asGroup(marketplace, holdersOf(sharing, hub)));
  const did = [findCouponRun, findSynchronousActs].flatMap((find) => find(marketplace, facts));
  const members = did.flatMap((finding) => finding.members);
  // A campus fills up when the term begins, and parcels are stolen from its hall: at a place, that is what it is.
  const kind = ENTITY_KIND_LIST[sharing.kind[hub] ?? 0];
  if (kind !== 'Address' && kind !== 'IpAddress') {
    members.push(...cameTogether(marketplace, facts.members));
    for (const find of LOSSES) members.push(...find(marketplace, facts).flatMap((finding) => finding.members));
  }
  if (kind === 'PayoutAccount') members.push(...drainedTo(marketplace, sharing.entityOf[hub] ?? 0, facts.members));
  return Int32Array.from(new Set(members.map((account) => population.personOf[account] ?? 0))).sort();
}

/** Those of the densest span. */
function cameTogether(marketplace: Marketplace, accounts: readonly number[]): readonly number[] {
  const dated = datedRegistrations(marketplace, accounts);
  return densestSpan(dated, marketplace.parameters.burstHours * HOUR).map(({ account }) => account);
}

const asGroup = (marketplace: Marketplace, persons: Int32Array): Group => ({
  core: accountsOf(marketplace, persons),
  ...{ associates: [], outskirts: [], counterparties: [] },
});

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
