/** Rows as the record contract names them: what `clewline import` would read from CSV or NDJSON, one object a row. */
export type ActorKind = 'Seller' | 'Buyer' | 'Creator';
export type IdentifierKind =
  | 'Device'
  | 'PaymentInstrument'
  | 'PayoutAccount'
  | 'Address'
  | 'Phone'
  | 'Email'
  | 'IpAddress'
  | 'IdentityDocument'
  | 'BusinessRegistration'
  | 'Warehouse'
  | 'Fingerprint';
type ThingKind = 'Product' | 'Content' | 'Shipment' | 'Coupon';
export type Kind = ActorKind | IdentifierKind | ThingKind;
export type Ref = { readonly kind: Kind; readonly id: string };

export type EntityRow = {
  readonly record: 'entity';
  readonly kind: Kind;
  readonly id: string;
  readonly label?: string;
  readonly market?: string;
  readonly createdAt?: string;
  readonly status?: 'active' | 'restricted' | 'suspended' | 'banned' | 'closed';
  readonly riskLabel?: 'confirmedFraud' | 'confirmedLegitimate' | 'suspected' | 'compromised';
  readonly riskLabelAt?: string;
  readonly riskReason?: string;
  readonly unsettledBalance?: string;
  readonly reservedBalance?: string;
  readonly currency?: string;
  readonly nextSettlementAt?: string;
  readonly updatedAt?: string;
  /** An attribute: what the thing is. */
  readonly category?: string;
};

export type LinkType =
  | 'USES_DEVICE'
  | 'PAYS_WITH'
  | 'PAID_OUT_TO'
  | 'HAS_ADDRESS'
  | 'HAS_PHONE'
  | 'HAS_EMAIL'
  | 'SEEN_AT_IP'
  | 'VERIFIED_BY'
  | 'REGISTERED_AS'
  | 'SHIPS_FROM'
  | 'HAS_FINGERPRINT'
  | 'SELLS'
  | 'PUBLISHED'
  | 'FEATURES'
  | 'REFERRED'
  | 'MANAGES'
  | 'COLLABORATES'
  | 'FOLLOWS'
  | 'SAME_PERSON'
  | 'TRANSACTED_WITH';

export type LinkRow = {
  readonly record: 'link';
  readonly type: LinkType;
  readonly fromKind: Kind;
  readonly fromId: string;
  readonly toKind: Kind;
  readonly toId: string;
  readonly firstSeen?: string;
  readonly lastSeen?: string;
  readonly count?: number;
  readonly source?: string;
  readonly role?: 'shipping' | 'billing' | 'return' | 'registered';
};

export type EventType =
  | 'VERIFICATION'
  | 'PROFILE_CHANGE'
  | 'LOGIN'
  | 'ENGAGEMENT'
  | 'PROMOTION'
  | 'SAMPLE'
  | 'GIFT'
  | 'MESSAGE'
  | 'REVIEW'
  | 'ORDER'
  | 'REDEMPTION'
  | 'CANCELLATION'
  | 'TRANSFER'
  | 'CHARGEBACK'
  | 'SHIPMENT'
  | 'DELIVERY'
  | 'CLAIM'
  | 'RETURN'
  | 'REFUND'
  | 'COMPLAINT'
  | 'COMMISSION'
  | 'PAYOUT'
  | 'SETTLEMENT'
  | 'HOLD'
  | 'RELEASE'
  | 'CLAWBACK'
  | 'ENFORCEMENT'
  | 'APPEAL';

export type EventStatus =
  | 'pending'
  | 'paid'
  | 'shipped'
  | 'delivered'
  | 'completed'
  | 'cancelled'
  | 'settled'
  | 'frozen'
  | 'failed'
  | 'requested'
  | 'overturned';

/** What an event may carry besides its ends and its time. */
export type EventDetails = {
  readonly status?: EventStatus | undefined;
  readonly amount?: string | undefined;
  readonly currency?: string | undefined;
  readonly orderId?: string | undefined;
  readonly device?: string | undefined;
  readonly paymentInstrument?: string | undefined;
  readonly payoutAccount?: string | undefined;
  readonly address?: string | undefined;
  readonly ipAddress?: string | undefined;
  readonly product?: string | undefined;
  readonly content?: string | undefined;
  readonly creator?: string | undefined;
  readonly coupon?: string | undefined;
  readonly shipment?: string | undefined;
  readonly fingerprint?: string | undefined;
  readonly declined?: boolean | undefined;
  readonly outcome?: 'success' | 'failure' | undefined;
  readonly rating?: number | undefined;
  readonly action?: string | undefined;
  readonly reason?: string | undefined;
  readonly quantity?: number | undefined;
  readonly discount?: string | undefined;
};

export type EventRow = EventDetails & {
  readonly record: 'event';
  readonly id: string;
  readonly type: EventType;
  readonly at: string;
  readonly fromKind: Kind;
  readonly fromId: string;
  readonly toKind: Kind;
  readonly toId: string;
};

export type SeedRecord = EntityRow | LinkRow | EventRow;

export const ENTITY_COLUMNS = [
  'kind',
  'id',
  'label',
  'market',
  'createdAt',
  'status',
  'riskLabel',
  'riskLabelAt',
  'riskReason',
  'unsettledBalance',
  'reservedBalance',
  'currency',
  'nextSettlementAt',
  'updatedAt',
  'category',
] as const satisfies readonly (keyof EntityRow)[];

export const LINK_COLUMNS = [
  'type',
  'fromKind',
  'fromId',
  'toKind',
  'toId',
  'firstSeen',
  'lastSeen',
  'count',
  'source',
  'role',
] as const satisfies readonly (keyof LinkRow)[];

export const EVENT_COLUMNS = [
  'id',
  'type',
  'at',
  'fromKind',
  'fromId',
  'toKind',
  'toId',
  'status',
  'amount',
  'currency',
  'orderId',
  'device',
  'paymentInstrument',
  'payoutAccount',
  'address',
  'ipAddress',
  'product',
  'content',
  'creator',
  'coupon',
  'shipment',
  'fingerprint',
  'declined',
  'outcome',
  'rating',
  'action',
  'reason',
  'quantity',
  'discount',
] as const satisfies readonly (keyof EventRow)[];
