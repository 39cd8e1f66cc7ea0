/** What a store answers: merged things as they stand, ready to be shown. */
import type { Decimal } from './decimal.ts';
import type { DrawnLinkType, EntityStatus } from './ontology.ts';
import type { Attributes, EntityRecord, EntityRef, EventRecord } from './records.ts';
import type { TimePoint } from './time-point.ts';

export type Entity = EntityRef & {
  readonly label: string | null;
  readonly market: string | null;
  readonly createdAt: TimePoint | null;
  readonly status: EntityStatus;
  readonly risk: NonNullable<EntityRecord['risk']> | null;
  readonly balances: NonNullable<EntityRecord['balances']> | null;
  readonly nextSettlementAt: TimePoint | null;
  readonly updatedAt: TimePoint | null;
  readonly removedAt: TimePoint | null;
  readonly attributes: Attributes;
  /** Number of distinct drawn links at this entity, in both directions, not counting removed ones. */
  readonly linkCount: number;
};

/** A stated or observed link, or all events of one type between two ends, as one line. */
export type DrawnLink = {
  readonly type: DrawnLinkType;
  readonly from: EntityRef;
  readonly to: EntityRef;
  readonly firstSeen: TimePoint | null;
  readonly lastSeen: TimePoint | null;
  readonly count: number;
  readonly sources: readonly string[];
  readonly role: string | null;
  readonly amount: Decimal | null;
  readonly currency: string | null;
  readonly removedAt: TimePoint | null;
  readonly attributes: Attributes;
  /** 0–1, from type, count and the degrees of both ends only: see link-strength.ts. */
  readonly strength: number;
};

export type GraphEvent = Omit<EventRecord, 'record'>;

/** Entities and links found around a starting point, cut to a limit; `omittedNodes` says how many were left out. */
export type Subgraph = {
  readonly nodes: readonly Entity[];
  readonly links: readonly DrawnLink[];
  readonly truncated: boolean;
  readonly omittedNodes: number;
};
