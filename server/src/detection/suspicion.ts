/** How suspicious it is that two persons are tied: what the dense core of a community is cut out by. */
import { ENTITY_KIND_LIST } from '../domain/ontology.ts';
import { commonColumnsOf } from './graph/common-columns.ts';
import type { WeightedGraph } from './graph/csr.ts';
import { columnSuspicion } from './graph/dense-core.ts';
import { columnDegree } from './graph/incidence.ts';
import { createSuspicion } from './graph/suspicion.ts';
import type { Marketplace } from './marketplace.ts';
import { IDENTIFIER_WEIGHT } from './ties.ts';

/** A hub ties nobody, unless most of those who hold it are in the group. */
export const MOST_OF_A_HUB = 0.6;

/** Identifier → what it adds to a pair that holds it, and the fewest holders in a group for it to count. */
export function suspicionOfIdentifiers({ sharing, hubs }: Pick<Marketplace, 'sharing' | 'hubs'>) {
  const degree = (identifier: number): number => columnDegree(sharing.byPerson, identifier);
  return {
    weightOf: (identifier: number): number => {
      const kind = ENTITY_KIND_LIST[sharing.kind[identifier] ?? 0] ?? 'Device';
      return (IDENTIFIER_WEIGHT[kind] ?? 0) * columnSuspicion(degree(identifier));
    },
    leastHolders: (identifier: number): number =>
      hubs.isHub[identifier] === 1 ? degree(identifier) * MOST_OF_A_HUB : 2,
  };
}

/** Persons, ascending → weights between them, row by row; they stand until the next call. */
export const createPersonSuspicion = (marketplace: Marketplace, acts: WeightedGraph) =>
  createSuspicion({
    rowCount: marketplace.sharing.byPerson.rowCount,
    commonColumns: commonColumnsOf(marketplace.sharing.byPerson),
    acts,
    ...suspicionOfIdentifiers(marketplace),
  });
