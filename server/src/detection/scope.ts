/**
 * Which part of the marketplace a run computes: everything, or some accounts with all accounts of their persons, and
 * others around them, so that they are seen in their surroundings; of groups of those alone nothing is told. Ties to
 * anybody else are left out, and so are groups that reach beyond. Shops and creators outside, whose business comes
 * largely from inside, may still join a group as counterparties.
 */
import type { EdgeList } from './graph/csr.ts';
import { edgesOfList, positionsWhere } from './graph/edge-selection.ts';
import type { MarketNorms } from './norms.ts';
import type { Population } from './population.ts';
import type { TargetLives } from './signals/moments.ts';

export const SCOPE = { outside: 0, partner: 1, around: 2, inside: 3 } as const;

/** A part, by the norms of the run that last computed everything. */
export type Restriction = {
  /** Account → SCOPE. */
  readonly scope: Uint8Array;
  readonly norms: MarketNorms;
  /** By type of event, where not all that was done to a target is in the columns. */
  readonly lives?: Readonly<Record<string, TargetLives>>;
};

/** Person → whether they are computed, or around those who are. */
export type Insiders = (person: number) => boolean;

export const EVERYBODY: Insiders = () => true;

export function insidersOf({ personOffsets, personAccounts }: Population, scope?: Uint8Array): Insiders {
  if (!scope) return EVERYBODY;
  return (person) => (scope[personAccounts[personOffsets[person] ?? 0] ?? 0] ?? 0) >= SCOPE.around;
}

/** Whether a group of persons is looked at: one of them is computed. */
export function concernOf({ personOffsets, personAccounts }: Population, scope?: Uint8Array) {
  return (persons: Int32Array): boolean =>
    !scope || persons.some((person) => scope[personAccounts[personOffsets[person] ?? 0] ?? 0] === SCOPE.inside);
}

export function edgesWithin(edges: EdgeList, isInside: Insiders): EdgeList {
  if (isInside === EVERYBODY) return edges;
  const isKept = (e: number): boolean => isInside(edges.from[e] ?? 0) && isInside(edges.to[e] ?? 0);
  return edgesOfList(edges, positionsWhere(edges.length, isKept));
}
