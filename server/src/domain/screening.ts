/**
 * The answer at the door: is this entity, or one about to be created, tied to anything known? Risk is 0–1 and means an
 * expected share: of those who hold what it holds, how much is known to be bad, weighed by how well the shared thing
 * tells people apart.
 */
import type { DrawnLink, Entity } from './graph-view.ts';
import type { EntityRef } from './records.ts';
import type { IgnoredHub, Ring } from './ring.ts';

/** What is known to be bad. */
export type ScreeningTarget =
  | { readonly type: 'ring'; readonly ring: Ring; readonly isConfirmed: boolean }
  | { readonly type: 'confirmedFraud'; readonly entity: Entity };

export type ScreeningHop = {
  readonly from: EntityRef;
  readonly to: EntityRef;
  /** Null where the hop is no record yet: an identifier that was given with the question. */
  readonly link: DrawnLink | null;
  /** Other accounts at the shared thing this hop leads to, and how many of them belong to the target; 0 at accounts. */
  readonly accounts: number;
  readonly known: number;
  /** 0–1: how much of the risk behind this hop it lets through. */
  readonly passes: number;
  readonly statement: string;
};

export type ScreeningMatch = {
  readonly target: ScreeningTarget;
  /** From this target alone, over all ways to it. */
  readonly risk: number;
  /** The way that carries most of it; empty when the entity itself is the target or belongs to it. */
  readonly path: readonly ScreeningHop[];
  readonly statement: string;
};

export type Screening = {
  readonly entity: EntityRef;
  /** False for one about to be created. */
  readonly isKnown: boolean;
  readonly risk: number;
  readonly statement: string;
  /** Fewest hops first, then highest risk. */
  readonly nearest: ScreeningMatch | null;
  /** Highest risk first. */
  readonly matches: readonly ScreeningMatch[];
  /** Given with the question and held by nobody yet. */
  readonly newIdentifiers: readonly EntityRef[];
  /** Held by so many that they say nothing about anyone, or in order; not looked through. */
  readonly ignoredHubs: readonly IgnoredHub[];
  /** The graph store's change number that was read. */
  readonly changeNumber: number;
};
