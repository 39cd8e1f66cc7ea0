/**
 * From the tied persons to groups worth looking at: communities, each cut down to its dense core, with associates
 * (two links or more into the core) and the shops or creators the core keeps dealing with.
 */
import { createCounterpartyFinder } from './counterparties.ts';
import { cutToCore } from './graph/core-and-associates.ts';
import type { WeightedGraph } from './graph/csr.ts';
import { eachColumn } from './graph/incidence.ts';
import { largestTrussPart } from './graph/truss.ts';
import type { Marketplace } from './marketplace.ts';
import { createPersonSuspicion, suspicionOfIdentifiers } from './suspicion.ts';

export type Group = {
  /** Accounts of the dense core, ascending. */
  readonly core: readonly number[];
  readonly associates: readonly number[];
  /** Accounts outside whose business comes largely from the core. */
  readonly counterparties: readonly number[];
  /** Accounts of the community that were cut away: looked at again with those of a group that proves suspicious. */
  readonly outskirts: readonly number[];
};

export type Grouping = {
  /** Ties by something done (synchrony, dealings, cycles), beside those by identifiers. */
  readonly acts: WeightedGraph;
  readonly seeds: Uint8Array;
  /** Where only a part is computed. */
  readonly scope?: Uint8Array | undefined;
};

export function createGrouping(marketplace: Marketplace, { acts, seeds, scope }: Grouping) {
  const concentratedCounterparties = createCounterpartyFinder(marketplace, scope);
  const suspicionBetween = createPersonSuspicion(marketplace, acts);

  const cutDown = (persons: Int32Array): Omit<Group, 'counterparties'> => {
    const n = persons.length;
    // Three or fewer are too few to cut down.
    if (n <= 3) return { core: accountsOf(marketplace, persons), associates: [], outskirts: [] };
    const cut = cutToCore(suspicionBetween(persons), n);
    const accountsAt = (places: readonly number[]): number[] =>
      accountsOf(
        marketplace,
        places.map((place) => persons[place] ?? 0),
      );
    return { core: accountsAt(cut.core), associates: accountsAt(cut.associates), outskirts: accountsAt(cut.outskirts) };
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

/** Of some persons, one after the other. */
export function accountsOf(
  { population }: { readonly population: Pick<Marketplace['population'], 'personOffsets' | 'personAccounts'> },
  persons: ArrayLike<number>,
): number[] {
  const { personOffsets, personAccounts } = population;
  const accounts: number[] = [];
  for (let p = 0; p < persons.length; p++) {
    const person = persons[p] ?? 0;
    const end = personOffsets[person + 1] ?? 0;
    for (let i = personOffsets[person] ?? 0; i < end; i++) accounts.push(personAccounts[i] ?? 0);
  }
  return accounts;
}

/** Of a large group so many must hang together by triangles, or by one hub that hardly anyone else uses. */
const HELD_TOGETHER = 2 / 3;

/**
 * Over-size is what communities tend to: a large group must be more than pairs in a row. Its parts are looked at on
 * their own. Shops and creators outside, which nothing ties, do not count.
 */
export function createLargeGroupTest(marketplace: Marketplace, ties: WeightedGraph) {
  const { population, parameters } = marketplace;
  return ({ core, associates }: Group): boolean => {
    if (core.length + associates.length <= parameters.largeGroup) return true;
    const persons = new Set([...core, ...associates].map((account) => population.personOf[account] ?? 0));
    const least = persons.size * HELD_TOGETHER;
    return largestTrussPart(ties, Int32Array.from(persons)) >= least || isAroundOneHub(marketplace, persons, least);
  };
}

function isAroundOneHub({ sharing, hubs }: Marketplace, persons: ReadonlySet<number>, least: number): boolean {
  const { leastHolders } = suspicionOfIdentifiers({ sharing, hubs });
  const holders = new Map<number, number>();
  eachColumn(sharing.byPerson, Int32Array.from(persons), (identifier) => {
    if (hubs.isHub[identifier] === 1 && hubs.isCleared[identifier] !== 1) {
      holders.set(identifier, (holders.get(identifier) ?? 0) + 1);
    }
  });
  return [...holders].some(([hub, count]) => count >= Math.max(least, leastHolders(hub)));
}
