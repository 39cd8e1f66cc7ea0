/**
 * The vocabulary of the record contract as data: kinds, link types, event types, their allowed ends and classes.
 * Adding a kind or an event is one entry here; every other file reads these tables. The order of entries is the
 * order of their codes in every store and column, so new entries go to the end of their list.
 */
export const ENTITY_CLASSES = ['actor', 'identifier', 'thing'] as const;
export type EntityClass = (typeof ENTITY_CLASSES)[number];

/** How strongly sharing one of these speaks for a common hand: hard = a person's own; soft = a place or handset. */
export type EvidentialClass = 'hard' | 'soft' | 'none';
/** What the law calls it; masking (a later feature) reads it. */
export type PrivacyClass = 'personal' | 'pseudonymous' | 'public';

type KindEntry = { readonly class: EntityClass; readonly evidential: EvidentialClass; readonly privacy: PrivacyClass };

export const ENTITY_KINDS = {
  Seller: { class: 'actor', evidential: 'none', privacy: 'pseudonymous' },
  Buyer: { class: 'actor', evidential: 'none', privacy: 'pseudonymous' },
  Creator: { class: 'actor', evidential: 'none', privacy: 'pseudonymous' },
  Device: { class: 'identifier', evidential: 'soft', privacy: 'pseudonymous' },
  PaymentInstrument: { class: 'identifier', evidential: 'hard', privacy: 'personal' },
  PayoutAccount: { class: 'identifier', evidential: 'hard', privacy: 'personal' },
  Address: { class: 'identifier', evidential: 'soft', privacy: 'personal' },
  Phone: { class: 'identifier', evidential: 'hard', privacy: 'personal' },
  Email: { class: 'identifier', evidential: 'hard', privacy: 'personal' },
  IpAddress: { class: 'identifier', evidential: 'soft', privacy: 'personal' },
  IdentityDocument: { class: 'identifier', evidential: 'hard', privacy: 'personal' },
  BusinessRegistration: { class: 'identifier', evidential: 'hard', privacy: 'public' },
  Warehouse: { class: 'identifier', evidential: 'soft', privacy: 'public' },
  Fingerprint: { class: 'identifier', evidential: 'soft', privacy: 'pseudonymous' },
  Product: { class: 'thing', evidential: 'none', privacy: 'public' },
  Content: { class: 'thing', evidential: 'none', privacy: 'public' },
  Shipment: { class: 'thing', evidential: 'none', privacy: 'pseudonymous' },
  Coupon: { class: 'thing', evidential: 'none', privacy: 'public' },
} as const satisfies Record<string, KindEntry>;

export type EntityKind = keyof typeof ENTITY_KINDS;
export const ENTITY_KIND_LIST = Object.keys(ENTITY_KINDS) as readonly EntityKind[];

const ACTORS = ['Seller', 'Buyer', 'Creator'] as const satisfies readonly EntityKind[];
const THINGS = ['Product', 'Content', 'Shipment', 'Coupon'] as const satisfies readonly EntityKind[];

type LinkEntry = { readonly from: readonly EntityKind[]; readonly to: readonly EntityKind[] };

export const LINK_TYPES = {
  USES_DEVICE: { from: ACTORS, to: ['Device'] },
  PAYS_WITH: { from: ACTORS, to: ['PaymentInstrument'] },
  PAID_OUT_TO: { from: ACTORS, to: ['PayoutAccount'] },
  HAS_ADDRESS: { from: ACTORS, to: ['Address'] },
  HAS_PHONE: { from: ACTORS, to: ['Phone'] },
  HAS_EMAIL: { from: ACTORS, to: ['Email'] },
  SEEN_AT_IP: { from: ACTORS, to: ['IpAddress'] },
  VERIFIED_BY: { from: ACTORS, to: ['IdentityDocument'] },
  REGISTERED_AS: { from: ACTORS, to: ['BusinessRegistration'] },
  SHIPS_FROM: { from: ACTORS, to: ['Warehouse'] },
  HAS_FINGERPRINT: { from: [...ACTORS, ...THINGS], to: ['Fingerprint'] },
  SELLS: { from: ['Seller'], to: ['Product'] },
  PUBLISHED: { from: ['Creator'], to: ['Content'] },
  FEATURES: { from: ['Content'], to: ['Product'] },
  REFERRED: { from: ACTORS, to: ACTORS },
  MANAGES: { from: ACTORS, to: ACTORS },
  COLLABORATES: { from: ACTORS, to: ACTORS },
  FOLLOWS: { from: ACTORS, to: ACTORS },
  SAME_PERSON: { from: ACTORS, to: ACTORS },
  TRANSACTED_WITH: { from: ACTORS, to: ACTORS },
} as const satisfies Record<string, LinkEntry>;

export type LinkType = keyof typeof LINK_TYPES;
export const LINK_TYPE_LIST = Object.keys(LINK_TYPES) as readonly LinkType[];

export const STAGES = ['onboarding', 'content', 'transaction', 'afterSales', 'settlement', 'decisions'] as const;
export type Stage = (typeof STAGES)[number];

type EventEntry = LinkEntry & {
  readonly stage: Stage;
  /** `observes`: the link type the event itself witnesses between its two ends, for targets of that kind. */
  readonly observes?: Partial<Record<EntityKind, LinkType>>;
  /** ENFORCEMENT and APPEAL concern one actor: both ends are the same. */
  readonly self?: true;
};

const PROFILE = {
  Device: 'USES_DEVICE',
  PaymentInstrument: 'PAYS_WITH',
  PayoutAccount: 'PAID_OUT_TO',
  Address: 'HAS_ADDRESS',
  Phone: 'HAS_PHONE',
  Email: 'HAS_EMAIL',
  IpAddress: 'SEEN_AT_IP',
  IdentityDocument: 'VERIFIED_BY',
  BusinessRegistration: 'REGISTERED_AS',
  Warehouse: 'SHIPS_FROM',
  Fingerprint: 'HAS_FINGERPRINT',
} as const satisfies Partial<Record<EntityKind, LinkType>>;
const IDENTIFIERS = Object.keys(PROFILE) as readonly EntityKind[];

export const EVENT_TYPES = {
  VERIFICATION: {
    stage: 'onboarding',
    from: ACTORS,
    to: ['IdentityDocument', 'BusinessRegistration'],
    observes: { IdentityDocument: 'VERIFIED_BY', BusinessRegistration: 'REGISTERED_AS' },
  },
  PROFILE_CHANGE: { stage: 'onboarding', from: ACTORS, to: IDENTIFIERS, observes: PROFILE },
  LOGIN: { stage: 'onboarding', from: ACTORS, to: ['Device'], observes: { Device: 'USES_DEVICE' } },
  ENGAGEMENT: { stage: 'content', from: ACTORS, to: ['Content'] },
  PROMOTION: { stage: 'content', from: ['Creator'], to: ['Seller', 'Product'] },
  SAMPLE: { stage: 'content', from: ['Seller'], to: ['Creator'] },
  GIFT: { stage: 'content', from: ACTORS, to: ACTORS },
  MESSAGE: { stage: 'content', from: ACTORS, to: ACTORS },
  REVIEW: { stage: 'content', from: ACTORS, to: [...ACTORS, 'Product'] },
  ORDER: { stage: 'transaction', from: ['Buyer'], to: ['Seller'] },
  REDEMPTION: { stage: 'transaction', from: ['Buyer'], to: ['Coupon'] },
  CANCELLATION: { stage: 'transaction', from: ['Buyer'], to: ['Seller'] },
  TRANSFER: { stage: 'transaction', from: ACTORS, to: ACTORS },
  CHARGEBACK: { stage: 'transaction', from: ['Buyer'], to: ['Seller'] },
  SHIPMENT: { stage: 'afterSales', from: ['Seller'], to: ['Shipment'] },
  DELIVERY: { stage: 'afterSales', from: ['Seller'], to: ['Shipment'] },
  CLAIM: { stage: 'afterSales', from: ['Buyer'], to: ['Seller'] },
  RETURN: { stage: 'afterSales', from: ['Buyer'], to: ['Seller'] },
  REFUND: { stage: 'afterSales', from: ['Buyer'], to: ['Seller'] },
  COMPLAINT: { stage: 'afterSales', from: ACTORS, to: [...ACTORS, 'Product', 'Content'] },
  COMMISSION: { stage: 'settlement', from: ['Seller'], to: ['Creator'] },
  PAYOUT: { stage: 'settlement', from: ACTORS, to: ['PayoutAccount'], observes: { PayoutAccount: 'PAID_OUT_TO' } },
  SETTLEMENT: { stage: 'settlement', from: ACTORS, to: ['PayoutAccount'] },
  HOLD: { stage: 'settlement', from: ACTORS, to: ['PayoutAccount'] },
  RELEASE: { stage: 'settlement', from: ACTORS, to: ['PayoutAccount'] },
  CLAWBACK: { stage: 'settlement', from: ACTORS, to: ['PayoutAccount'] },
  ENFORCEMENT: { stage: 'decisions', from: ACTORS, to: ACTORS, self: true },
  APPEAL: { stage: 'decisions', from: ACTORS, to: ACTORS, self: true },
} as const satisfies Record<string, EventEntry>;

export type EventType = keyof typeof EVENT_TYPES;
export const EVENT_TYPE_LIST = Object.keys(EVENT_TYPES) as readonly EventType[];
export const eventEntry = (type: EventType): EventEntry => EVENT_TYPES[type];
export const linkEntry = (type: LinkType): LinkEntry => LINK_TYPES[type];
export const kindEntry = (kind: EntityKind): KindEntry => ENTITY_KINDS[kind];

/** Event columns that name other entities: their kind, and the link of the paying actor they also observe. */
export const EVENT_REFERENCES = {
  device: { kind: 'Device', observes: 'USES_DEVICE' },
  paymentInstrument: { kind: 'PaymentInstrument', observes: 'PAYS_WITH' },
  payoutAccount: { kind: 'PayoutAccount', observes: 'PAID_OUT_TO' },
  address: { kind: 'Address', observes: 'HAS_ADDRESS' },
  ipAddress: { kind: 'IpAddress', observes: 'SEEN_AT_IP' },
  product: { kind: 'Product' },
  content: { kind: 'Content' },
  creator: { kind: 'Creator' },
  coupon: { kind: 'Coupon' },
  shipment: { kind: 'Shipment' },
  fingerprint: { kind: 'Fingerprint' },
} as const satisfies Record<string, { readonly kind: EntityKind; readonly observes?: LinkType }>;
export type EventReference = keyof typeof EVENT_REFERENCES;
export const EVENT_REFERENCE_LIST = Object.keys(EVENT_REFERENCES) as readonly EventReference[];

/** What is drawn as one line between two things: a stated or observed link, or all events of one type. */
export type DrawnLinkType = LinkType | EventType;
export const DRAWN_LINK_TYPE_LIST: readonly DrawnLinkType[] = [...LINK_TYPE_LIST, ...EVENT_TYPE_LIST];

export const ENTITY_STATUSES = ['active', 'restricted', 'suspended', 'banned', 'closed'] as const;
export type EntityStatus = (typeof ENTITY_STATUSES)[number];
export const RISK_LABELS = ['confirmedFraud', 'confirmedLegitimate', 'suspected', 'compromised', 'none'] as const;
export type RiskLabel = (typeof RISK_LABELS)[number];
export const EVENT_STATUSES = [
  'pending',
  'paid',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
  'settled',
  'frozen',
  'failed',
  'requested',
  'overturned',
] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];
export const ADDRESS_ROLES = ['shipping', 'billing', 'return', 'registered'] as const;
export type AddressRole = (typeof ADDRESS_ROLES)[number];
