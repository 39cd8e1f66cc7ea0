/**
 * The published rings, shown beside the graph for whoever reads it there. The case store stays the authority: this is a
 * copy, made by whoever publishes or by a server, and made again after a crash.
 */
import type { EntityRef } from '../../domain/records.ts';
import type { MemberRole, Severity } from '../../domain/ring.ts';
import type { DomainEvent } from './case-store.ts';

export type ProjectedMember = EntityRef & { readonly role: MemberRole; readonly confidence: number };
export type ProjectedRing = {
  readonly id: string;
  /** 0–100. */
  readonly score: number;
  readonly severity: Severity;
  readonly summary: string;
  readonly members: readonly ProjectedMember[];
};
/** Which state of the case store is shown: the run, and the number in the outbox. */
export type ProjectionStamp = { readonly runId: string; readonly number: number };
/** `owner`: the case store they come from. */
export type ShownRings = ProjectionStamp & { readonly owner: string; readonly rings: readonly ProjectedRing[] };

type Changes = { readonly created: number; readonly updated: number; readonly removed: number };
export type ProjectionReport = {
  readonly rings: Changes;
  readonly members: Changes;
  /** Members the graph does not hold: they are shown once it does. */
  readonly absentMembers: number;
  /** Nodes, relationships, labels and properties that were written for it, the stamp apart. */
  readonly writes: number;
};

export interface RingProjection {
  /** Null where nothing was shown yet. Throws FailureError where the graph cannot be reached or is not prepared. */
  stamp(): Promise<ProjectionStamp | null>;
  /**
   * One transaction: exactly these rings are shown then, and only what differs is written. Null, and nothing written,
   * where the stamp is no longer the one given: somebody else was there meanwhile. Throws FailureError, FORBIDDEN, where
   * the rings shown are those of another case store: two would take away each other's.
   */
  replace(rings: ShownRings, seen: ProjectionStamp | null): Promise<ProjectionReport | null>;
  close(): Promise<void>;
}

/**
 * What is still to be shown. The number is raised in the transaction of whatever changes what is shown (a published
 * run, a verdict), so it is behind exactly when the projection is.
 */
export interface ProjectionOutbox {
  /** `owner`: drawn when the case store was made. */
  state(): Promise<{ readonly wanted: number; readonly delivered: number; readonly owner: string }>;
  /** Everything up to this number is shown. */
  markDelivered(number: number, event?: DomainEvent): Promise<void>;
}
