/** Gathers the facts of one group after another; what it counts with is made once for all of them. */
import type { Group } from './candidates.ts';
import { sortFew } from './graph/ascending.ts';
import { commonColumnsOf } from './graph/common-columns.ts';
import type { Buckets } from './graph/csr.ts';
import { columnDegree } from './graph/incidence.ts';
import type { GroupFacts, SharedFact } from './group-facts.ts';
import { kindOf, type Marketplace, related } from './marketplace.ts';
import type { Relation } from './relations.ts';
import { kindCode } from './sharing.ts';

export type FactsReader = (group: Group) => GroupFacts;

export function createFactsReader(marketplace: Marketplace): FactsReader {
  const sharedBy = createSharedReader(marketplace);
  const eventsOf = createEventReader(marketplace);
  const { conduct, population } = marketplace;
  return (group) => {
    const members = sortFew([...group.core, ...group.associates, ...group.counterparties]);
    const memberSet = new Set(members);
    const referrals: (readonly [number, number])[] = [];
    const managed = new Map<number, readonly number[]>();
    for (const from of members) {
      for (const to of inside(marketplace, 'REFERRED', from, memberSet)) referrals.push([from, to]);
      const own = inside(marketplace, 'MANAGES', from, memberSet);
      if (own.length > 0) managed.set(from, own);
    }
    return {
      group,
      members,
      memberSet,
      persons: countPersons(population.personOf, members),
      ...byKind(marketplace, members),
      shared: sharedBy(members),
      ...eventsOf(members),
      referrals,
      managed,
      sum: (what, type, accounts = members) => {
        const count = conduct[what];
        let total = 0;
        for (const account of accounts) total += count(type, account);
        return total;
      },
    };
  };
}

const NOBODY: readonly number[] = [];

function inside(
  marketplace: Marketplace,
  relation: Relation,
  from: number,
  members: ReadonlySet<number>,
): readonly number[] {
  const others = related(marketplace, relation, from);
  return others.length === 0 ? NOBODY : others.filter((to) => members.has(to));
}

/** Of a few accounts; most groups have four. */
function countPersons(personOf: Int32Array, accounts: readonly number[]): number {
  if (accounts.length > 8) return new Set(accounts.map((account) => personOf[account])).size;
  let persons = 0;
  for (let i = 0; i < accounts.length; i++) {
    const person = personOf[accounts[i] ?? 0];
    let isNew = 1;
    for (let j = 0; j < i; j++) if (personOf[accounts[j] ?? 0] === person) isNew = 0;
    persons += isNew;
  }
  return persons;
}

const BUYER = kindCode('Buyer');
const SELLER = kindCode('Seller');
const CREATOR = kindCode('Creator');

function byKind({ columns, population }: Marketplace, members: readonly number[]) {
  const buyers: number[] = [];
  const sellers: number[] = [];
  const creators: number[] = [];
  for (const account of members) {
    const kind = columns.entities.kind[population.entityOf[account] ?? 0];
    if (kind === BUYER) buyers.push(account);
    else if (kind === SELLER) sellers.push(account);
    else if (kind === CREATOR) creators.push(account);
  }
  return { buyers, sellers, creators };
}

type EventFacts = Pick<GroupFacts, 'events' | 'inside' | 'typesOfEvents'>;

function createEventReader({ activity, columns, population }: Marketplace) {
  const { type } = columns.events;
  const { actor, counterparty, byActor, byCounterparty } = activity;
  const isMember = new Uint8Array(population.accountCount);
  let gathered = new Int32Array(1024);
  let length = 0;
  const addAll = ({ offsets, items }: Buckets, account: number): void => {
    const start = offsets[account] ?? 0;
    const end = offsets[account + 1] ?? 0;
    if (length + end - start > gathered.length) {
      const wide = new Int32Array((length + end - start) * 2);
      wide.set(gathered);
      gathered = wide;
    }
    for (let i = start; i < end; i++) gathered[length++] = items[i] ?? 0;
  };

  const readSorted = (sorted: Int32Array): EventFacts => {
    const events: number[] = [];
    const inside: number[] = [];
    let typesOfEvents = 0;
    let last = -1;
    for (const event of sorted) {
      if (event === last) continue;
      last = event;
      events.push(event);
      typesOfEvents |= 1 << (type[event] ?? 0);
      const from = actor[event] ?? -1;
      const to = counterparty[event] ?? -1;
      if (from !== to && isMember[from] === 1 && isMember[to] === 1) inside.push(event);
    }
    return { events, inside, typesOfEvents };
  };

  return (members: readonly number[]): EventFacts => {
    length = 0;
    for (const member of members) {
      isMember[member] = 1;
      addAll(byActor, member);
      addAll(byCounterparty, member);
    }
    const found = readSorted(gathered.subarray(0, length).sort());
    for (const member of members) isMember[member] = 0;
    return found;
  };
}

function createSharedReader({ sharing, hubs, population, columns }: Marketplace) {
  const commonColumns = commonColumnsOf(sharing.byAccount);
  return (members: readonly number[]): SharedFact[] => {
    const common = commonColumns(members);
    const shared: SharedFact[] = [];
    common.columns.forEach((identifier, i) => {
      const holders = (common.holders[i] ?? []).map((place) => members[place] ?? 0);
      const persons = countPersons(population.personOf, holders);
      if (persons < 2) return;
      const entity = sharing.entityOf[identifier] ?? 0;
      shared.push({
        identifier,
        entity,
        kind: kindOf(columns, entity),
        holders,
        persons,
        accounts: columnDegree(sharing.byPerson, identifier),
        isHub: hubs.isHub[identifier] === 1,
        isCleared: hubs.isCleared[identifier] === 1,
      });
    });
    return shared.sort(strongestFirst);
  };
}

const strength = (fact: SharedFact): number => fact.persons / Math.max(2, fact.accounts);
const strongestFirst = (a: SharedFact, b: SharedFact): number =>
  b.persons - a.persons || strength(b) - strength(a) || a.identifier - b.identifier;
