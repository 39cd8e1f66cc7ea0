/**
 * From the tied persons to groups worth looking at: communities, each cut down to its dense core, with associates
 * (two links or more into the core) and the shops or creators the core keeps dealing with.
 */
import { EVENT_TYPE_LIST, type EventType } from '../domain/ontology.ts';
import { eachEventOf } from './activity.ts';
import type { WeightedGraph } from './graph/csr.ts';
import { columnSuspicion, densestPart } from './graph/dense-core.ts';
import { columnDegree } from './graph/incidence.ts';
import { kindOf, type Marketplace } from './marketplace.ts';
import { IDENTIFIER_WEIGHT } from './ties.ts';

export type Group = {
  /** Accounts of the dense core, ascending. */
  readonly core: readonly number[];
  readonly associates: readonly number[];
  /** Accounts outside whose business comes largely from the core. */
  readonly counterparties: readonly number[];
  /** Accounts of the community that were cut away: looked at again with those of a group that proves suspicious. */
  readonly outskirts: readonly number[];
};

/** Below 1, so that two half-overlapping halves of one ring stay together where weight per head would drop one. */
const CORE_SIZE_EXPONENT = 0.8;

/** `acts`: ties by something done (synchrony, dealings, cycles), beside those by identifiers. */
export function createGrouping(marketplace: Marketplace, acts: WeightedGraph, seeds: Uint8Array) {
  const concentratedCounterparties = createCounterpartyFinder(marketplace);

  const cutDown = (persons: Int32Array): Omit<Group, 'counterparties'> => {
    const n = persons.length;
    // Three or fewer are too few to cut down.
    if (n <= 3) {
      const core = [...persons].flatMap((person) => accountsOf(marketplace, person));
      return { core, associates: [], outskirts: [] };
    }
    const weights = suspicionBetween(marketplace, acts, persons);
    const inCore = withoutStragglers(weights, n, densestPart(weights, n, CORE_SIZE_EXPONENT));
    const core: number[] = [];
    const associates: number[] = [];
    const outskirts: number[] = [];
    for (let i = 0; i < n; i++) {
      if (inCore.has(i)) core.push(...accountsOf(marketplace, persons[i] ?? 0));
      else if (linksInto(weights, n, i, inCore) >= 2) associates.push(...accountsOf(marketplace, persons[i] ?? 0));
      else outskirts.push(...accountsOf(marketplace, persons[i] ?? 0));
    }
    return { core, associates, outskirts };
  };

  /** Null for fewer than three, but for a pair with someone known to be a fraudster. */
  return (persons: Int32Array): Group | null => {
    const { core, associates, outskirts } = cutDown(persons);
    const own = [...core, ...associates];
    if (own.length < 3) {
      const known = own.length === 2 && own.some((account) => seeds[account] === 1);
      return known ? { core, associates, outskirts, counterparties: [] } : null;
    }
    return { core, associates, outskirts, counterparties: concentratedCounterparties(own) };
  };
}

function accountsOf({ population }: Marketplace, person: number): number[] {
  const { personOffsets, personAccounts } = population;
  return [...personAccounts.subarray(personOffsets[person] ?? 0, personOffsets[person + 1] ?? 0)];
}

function suspicionBetween(marketplace: Marketplace, acts: WeightedGraph, persons: Int32Array): Float64Array {
  const n = persons.length;
  const weights = new Float64Array(n * n);
  const add = (a: number, b: number, weight: number): void => {
    weights[a * n + b] = (weights[a * n + b] ?? 0) + weight;
  };
  for (const [identifier, holders] of holdersOf(marketplace, persons)) {
    const kind = kindOf(marketplace.columns, marketplace.sharing.entityOf[identifier] ?? 0);
    const degree = columnDegree(marketplace.sharing.byPerson, identifier);
    const weight = (IDENTIFIER_WEIGHT[kind] ?? 0) * columnSuspicion(degree);
    for (const a of holders) for (const b of holders) if (a !== b) add(a, b, weight);
  }
  const place = new Map(Array.from(persons, (person, i) => [person, i]));
  persons.forEach((person, a) => {
    for (let e = acts.offsets[person] ?? 0; e < (acts.offsets[person + 1] ?? 0); e++) {
      const b = place.get(acts.neighbours[e] ?? -1);
      if (b !== undefined) add(a, b, acts.weights[e] ?? 0);
    }
  });
  return weights;
}

function holdersOf({ sharing, hubs }: Marketplace, persons: Int32Array): Map<number, number[]> {
  const { rowOffsets, rowEntries, entryColumn } = sharing.byPerson;
  const holders = new Map<number, number[]>();
  persons.forEach((person, i) => {
    for (let r = rowOffsets[person] ?? 0; r < (rowOffsets[person + 1] ?? 0); r++) {
      const identifier = entryColumn[rowEntries[r] ?? 0] ?? 0;
      if (columnDegree(sharing.byPerson, identifier) < 2) continue;
      const known = holders.get(identifier);
      if (known) known.push(i);
      else holders.set(identifier, [i]);
    }
  });
  // A hub ties nobody, unless most of those who hold it are here.
  for (const [identifier, found] of holders) {
    const spread = found.length < columnDegree(sharing.byPerson, identifier) * 0.6;
    if (hubs.isHub[identifier] === 1 && spread) holders.delete(identifier);
  }
  return holders;
}

function linksInto(weights: Float64Array, n: number, from: number, inCore: ReadonlySet<number>): number {
  let links = 0;
  for (const to of inCore) if ((weights[from * n + to] ?? 0) > 0) links++;
  return links;
}

const DEALINGS: readonly EventType[] = ['ORDER', 'REVIEW', 'ENGAGEMENT', 'TRANSFER', 'GIFT', 'PROMOTION', 'REFUND'];
const DEALING_CODES = Uint8Array.from(EVENT_TYPE_LIST, (type) => Number(DEALINGS.includes(type)));
const isDealing = (code: number | undefined): boolean => DEALING_CODES[code ?? 0] === 1;
const LEAST_SOURCES = 3;
const LEAST_SHARE_OF_GROUP = 0.5;
const LEAST_SHARE_OF_BUSINESS = 0.5;
const MOST_PARTNERS = 2;
const MOST_PARTNERS_SHARE = 0.15;

/** Of the median member's ties. */
const STRAGGLER = 0.6;

/** Leaves out, one by one, whoever is tied to the rest far more weakly than the others are. */
function withoutStragglers(weights: Float64Array, n: number, part: readonly number[]): Set<number> {
  const left = new Set(part);
  const tie = (a: number): number => {
    let sum = 0;
    for (const b of left) if (b !== a) sum += weights[a * n + b] ?? 0;
    return sum;
  };
  while (left.size > 3) {
    const ties = [...left]
      .map((node) => ({ node, weight: tie(node) }))
      .sort((a, b) => a.weight - b.weight || b.node - a.node);
    const weakest = ties[0];
    const usual = ties[ties.length >> 1];
    if (!weakest || !usual || weakest.weight >= usual.weight * STRAGGLER) break;
    left.delete(weakest.node);
  }
  return left;
}

/** Accounts half the group deals with and whose own dealings come to a half or more from the group. */
function createCounterpartyFinder(marketplace: Marketplace) {
  const { activity, columns, population } = marketplace;
  const business = countBusiness(marketplace);
  // How many members dealt with an account, how often, and which one was counted last; cleared after each group.
  const sources = new Int32Array(population.accountCount);
  const dealings = new Int32Array(population.accountCount);
  const lastSource = new Int32Array(population.accountCount).fill(-1);
  const touched: number[] = [];
  const note = (other: number, member: number): void => {
    if (other < 0) return;
    dealings[other] = (dealings[other] ?? 0) + 1;
    if (lastSource[other] === member) return;
    if (lastSource[other] === -1) touched.push(other);
    lastSource[other] = member;
    sources[other] = (sources[other] ?? 0) + 1;
  };
  const clear = (): void => {
    for (const other of touched) {
      sources[other] = 0;
      dealings[other] = 0;
      lastSource[other] = -1;
    }
    touched.length = 0;
  };

  return (group: readonly number[]): number[] => {
    for (const member of group) {
      eachEventOf(activity.byActor, member, (event) => {
        if (!isDealing(columns.events.type[event])) return;
        note(activity.counterparty[event] ?? -1, member);
        note(activity.credited[event] ?? -1, member);
      });
    }
    const least = Math.max(LEAST_SOURCES, group.length * LEAST_SHARE_OF_GROUP);
    const often = touched.filter((other) => (sources[other] ?? 0) >= least);
    // Many such accounts are what the group preys on or was hired by, one by one; a partner is one of a few.
    const areFew = often.length <= Math.max(MOST_PARTNERS, group.length * MOST_PARTNERS_SHARE);
    const members = new Set(group);
    const isPartner = (other: number): boolean =>
      !members.has(other) && (dealings[other] ?? 0) >= (business[other] ?? 0) * LEAST_SHARE_OF_BUSINESS;
    const partners = areFew ? often.filter(isPartner).sort((a, b) => a - b) : [];
    clear();
    return partners;
  };
}

/** Account → dealings others had with it, or that are credited to it. */
function countBusiness({ activity, columns, population }: Marketplace): Int32Array {
  const business = new Int32Array(population.accountCount);
  for (let event = 0; event < columns.events.length; event++) {
    if (!isDealing(columns.events.type[event])) continue;
    const counterparty = activity.counterparty[event] ?? -1;
    const credited = activity.credited[event] ?? -1;
    if (counterparty >= 0) business[counterparty] = (business[counterparty] ?? 0) + 1;
    if (credited >= 0) business[credited] = (business[credited] ?? 0) + 1;
  }
  return business;
}
