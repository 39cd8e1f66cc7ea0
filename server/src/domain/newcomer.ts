/**
 * An account that registered or arrived lately and is tied to something known to be bad. It is a lead and no finding: nothing is
 * decided about the account by being on this list, and whoever looks can say that there is nothing to it.
 */
import type { EntityRef } from './records.ts';
import type { TypologyCode } from './ring.ts';
import type { TimePoint } from './time-point.ts';

/** `KEPT_BACK`: recorded only, because an entry keeps its ring, the account or what ties them back. */
export const NEWCOMER_STATUSES = ['OPEN', 'CLOSED', 'KEPT_BACK'] as const;
export type NewcomerStatus = (typeof NEWCOMER_STATUSES)[number];

export type NewcomerTarget =
  | { readonly type: 'ring'; readonly ringId: string; readonly typology: TypologyCode | null }
  | { readonly type: 'confirmedFraud'; readonly ref: EntityRef };

/** One step of the way from the account to what it is tied to, as it was found. */
export type NewcomerHop = {
  readonly from: EntityRef;
  readonly to: EntityRef;
  /** Other accounts at the shared thing this hop leads to, and how many of them belong to the target; 0 at accounts. */
  readonly accounts: number;
  readonly known: number;
  readonly statement: string;
};

export type Newcomer = {
  /** `new_…` */
  readonly id: string;
  readonly entity: EntityRef;
  /** Null: no record says. */
  readonly registeredAt: TimePoint | null;
  readonly foundAt: TimePoint;
  /** 0–1, from this target alone: an expected share, see screening.ts. */
  readonly risk: number;
  readonly target: NewcomerTarget;
  readonly statement: string;
  readonly path: readonly NewcomerHop[];
  readonly status: NewcomerStatus;
  /** The entry that keeps it back; null unless one does. */
  readonly keptBackBy: string | null;
  /** Who dealt with it last, when and why; null while nobody has. */
  readonly handled: { readonly by: string; readonly at: TimePoint; readonly note: string } | null;
};

/** A place in the order of registration: after this account. */
export type RegistrationPlace = { readonly createdAt: TimePoint; readonly ref: EntityRef };

/**
 * How far the screening has come in the order in which accounts arrived in the store, which those without a date have
 * too. Positions are the store's own.
 */
export type ArrivalSweep = {
  /** The position it goes on from. */
  readonly next: number;
  /** Whoever arrived before this position and has a date in the sweep was met by that date. */
  readonly begunAt: number;
  /** The furthest position that was ever gone on from. */
  readonly reached: number;
  /** The account before `reached`: a store that was replaced has another there. Null before the first. */
  readonly last: EntityRef | null;
  /** What had been reached when, oldest first: for looking back. */
  readonly marks: readonly { readonly at: TimePoint; readonly reached: number }[];
};

/** How far the screening of registrations has come. */
export type Sweep = {
  /** Counts writes: what is written is based on the one before. */
  readonly step: number;
  /** Registered at or after this moment. */
  readonly from: TimePoint;
  /** Where it goes on; null before the first account. */
  readonly after: RegistrationPlace | null;
  /** Everybody with a date was looked at: what is left is whoever arrived since the last one. */
  readonly isPastRegistrations: boolean;
  /** Null where the store was empty, or it was begun by a version that knew no arrivals. */
  readonly arrivals: ArrivalSweep | null;
  /** It has come to the end: the next one begins anew, a little before what this one reached. */
  readonly isDone: boolean;
};
