/**
 * Records as the reader hands them to a store: checked against the contract, not yet merged with what is there.
 * An absent field is undefined (never null); it never erases what a store already knows.
 */
import type { Decimal } from './decimal.ts';
import type {
  AddressRole,
  EntityKind,
  EntityStatus,
  EventReference,
  EventStatus,
  EventType,
  LinkType,
  RiskLabel,
} from './ontology.ts';
import type { TimePoint } from './time-point.ts';

export type EntityRef = { readonly kind: EntityKind; readonly id: string };
export type Attributes = Readonly<Record<string, string>>;

export type EntityRecord = {
  readonly record: 'entity';
  readonly kind: EntityKind;
  readonly id: string;
  readonly label?: string;
  readonly market?: string;
  readonly createdAt?: TimePoint;
  readonly status?: EntityStatus;
  readonly risk?: { readonly label: RiskLabel; readonly at?: TimePoint; readonly reason?: string };
  /** Merged as one value. */
  readonly balances?: {
    readonly unsettled?: Decimal;
    readonly reserved?: Decimal;
    readonly currency: string;
  };
  readonly nextSettlementAt?: TimePoint;
  readonly updatedAt?: TimePoint;
  readonly removedAt?: TimePoint;
  readonly attributes?: Attributes;
};

export type LinkRecord = {
  readonly record: 'link';
  readonly type: LinkType;
  readonly from: EntityRef;
  readonly to: EntityRef;
  readonly firstSeen?: TimePoint;
  readonly lastSeen?: TimePoint;
  /** Default 1. */
  readonly count?: number;
  readonly source?: string;
  readonly role?: AddressRole;
  readonly amount?: Decimal;
  readonly currency?: string;
  readonly updatedAt?: TimePoint;
  readonly removedAt?: TimePoint;
  readonly attributes?: Attributes;
};

export type EventRecord = {
  readonly record: 'event';
  readonly type: EventType;
  readonly id: string;
  readonly at?: TimePoint;
  readonly from: EntityRef;
  readonly to: EntityRef;
  readonly status?: EventStatus;
  readonly amount?: Decimal;
  readonly currency?: string;
  readonly orderId?: string;
  readonly references?: Readonly<Partial<Record<EventReference, string>>>;
  readonly declined?: boolean;
  readonly outcome?: 'success' | 'failure';
  readonly rating?: number;
  readonly action?: string;
  readonly reason?: string;
  readonly quantity?: number;
  readonly discount?: Decimal;
  readonly updatedAt?: TimePoint;
  readonly removedAt?: TimePoint;
  readonly attributes?: Attributes;
};

export type GraphRecord = EntityRecord | LinkRecord | EventRecord;
