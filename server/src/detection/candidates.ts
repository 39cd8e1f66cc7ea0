/**
 * From the tied persons to groups worth looking at: communities, each cut down to its dense core, with associates
 * (two links or more into the core) and the shops or creators the core keeps dealing with.
 */
import { createCounterpartyFinder } from './counterparties.ts';
import type { WeightedGraph } from './graph/csr.ts';
import { densestPart } from './graph/dense-core.ts';
import type { Marketplace } from './marketplace.ts';
import { createSuspicion } from './suspicion.ts';

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
  const suspicionBetween = createSuspicion(marketplace, acts);

  const cutDown = (persons: Int32Array): Omit<Group, 'counterparties'> => {
    const n = persons.length;
    // Three or fewer are too few to cut down.
    if (n <= 3) {
      const core: number[] = [];
      for (const person of persons) addAccounts(marketplace, person, core);
      return { core, associates: [], outskirts: [] };
    }
    const weights = suspicionBetween(persons);
    const inCore = withoutStragglers(weights, n, densestPart(weights, n, CORE_SIZE_EXPONENT));
    const core: number[] = [];
    const associates: number[] = [];
    const outskirts: number[] = [];
    for (let i = 0; i < n; i++) {
      const outside = linksInto(weights, n, i, inCore) >= 2 ? associates : outskirts;
      addAccounts(marketplace, persons[i] ?? 0, inCore.has(i) ? core : outside);
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

/** Adds the accounts of a person. */
function addAccounts({ population }: Marketplace, person: number, to: number[]): void {
  const { personOffsets, personAccounts } = population;
  const end = personOffsets[person + 1] ?? 0;
  for (let i = personOffsets[person] ?? 0; i < end; i++) to.push(personAccounts[i] ?? 0);
}

function linksInto(weights: Float64Array, n: number, from: number, inCore: ReadonlySet<number>): number {
  let links = 0;
  for (const to of inCore) if ((weights[from * n + to] ?? 0) > 0) links++;
  return links;
}

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
