/** What the documents of this folder select, as types; a test validates every document against the schema. */
import type { EntityKind, EntityStatus, LinkType, RiskLabel } from '../exploration/vocabulary.ts';
import type { VerdictKind } from './verdicts.ts';
import type { EventType, RingChangeType, RingStatus, Severity, Stage, TypologyCode } from './vocabulary.ts';

export type OrderDirection = 'ASC' | 'DESC';
export type Order<Field extends string> = { readonly field: Field; readonly direction: OrderDirection };
export type Money = { readonly amount: string; readonly currency: string };
export type EntityRef = { readonly kind: EntityKind; readonly externalId: string };
export type LinkTypeCount = { readonly type: LinkType; readonly count: number };
export type NamedEntity = EntityRef & { readonly label: string | null };

export type Connection<T> = {
  readonly nodes: readonly T[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
};

export type EntitySummary = NamedEntity & {
  readonly status: EntityStatus;
  readonly riskLabel: RiskLabel | null;
  readonly linkCount: number;
};

export type Link = {
  readonly id: string;
  readonly type: LinkType;
  readonly from: EntityRef;
  readonly to: EntityRef;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly count: number;
  readonly sources: readonly string[];
  readonly strength: number;
  readonly explanation: string;
};

export type Subgraph = {
  readonly nodes: readonly EntitySummary[];
  readonly links: readonly Link[];
  readonly truncated: boolean;
  readonly omittedNodes: number;
};

export type Path = {
  readonly length: number;
  readonly strength: number;
  readonly nodes: readonly EntitySummary[];
  readonly links: readonly Link[];
};

export type MarketEvent = {
  readonly id: string;
  readonly externalId: string;
  readonly type: EventType;
  readonly stage: Stage;
  readonly at: string | null;
  readonly from: NamedEntity;
  readonly to: NamedEntity;
  readonly status: string | null;
  readonly amount: Money | null;
  readonly orderId: string | null;
  readonly declined: boolean | null;
  readonly action: string | null;
  readonly reason: string | null;
};

export type Exposure = {
  readonly stillStoppable: readonly Money[];
  readonly alreadyLost: readonly Money[];
  readonly turnover: readonly Money[];
};

export type TypologyMatch = { readonly code: TypologyCode; readonly score: number; readonly reason: string };

export type RingRow = {
  readonly id: string;
  readonly score: number;
  readonly severity: Severity;
  readonly confidence: number;
  readonly status: RingStatus;
  readonly size: number;
  readonly summary: string;
  readonly markets: readonly string[];
  readonly typologies: readonly TypologyMatch[];
  readonly exposure: Exposure;
  readonly verdict: { readonly verdict: VerdictKind; readonly outdatedBy: string | null } | null;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
};

export type RingChange = {
  readonly type: RingChangeType;
  readonly at: string;
  readonly runId: string;
  readonly statement: string;
  /** The rings it came out of, took in, gave off or went into. */
  readonly others: readonly string[];
};

export type SharedIdentifier = {
  readonly entity: EntitySummary;
  readonly sharedBy: number;
  readonly accounts: number;
  readonly rarity: number;
  readonly statement: string;
};
