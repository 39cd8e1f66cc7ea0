/**
 * The schema's kinds and link types as the board needs them: which lane a kind stands in, and which kind of contact
 * a link type is. The words shown for them stand in text/en-vocabulary.ts.
 */
export const ENTITY_KINDS = [
  'SELLER',
  'CREATOR',
  'BUYER',
  'DEVICE',
  'PAYMENT_INSTRUMENT',
  'PAYOUT_ACCOUNT',
  'ADDRESS',
  'PHONE',
  'EMAIL',
  'IP_ADDRESS',
  'IDENTITY_DOCUMENT',
  'BUSINESS_REGISTRATION',
  'WAREHOUSE',
  'FINGERPRINT',
  'PRODUCT',
  'CONTENT',
  'SHIPMENT',
  'COUPON',
] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

export const KIND_GROUPS = ['seller', 'creator', 'buyer', 'identifier', 'thing'] as const;
export type KindGroup = (typeof KIND_GROUPS)[number];

const GROUP_OF_KIND: Readonly<Partial<Record<EntityKind, KindGroup>>> = {
  SELLER: 'seller',
  CREATOR: 'creator',
  BUYER: 'buyer',
  PRODUCT: 'thing',
  CONTENT: 'thing',
  SHIPMENT: 'thing',
  COUPON: 'thing',
};
export const groupOfKind = (kind: EntityKind): KindGroup => GROUP_OF_KIND[kind] ?? 'identifier';
export const isActor = (kind: EntityKind): boolean => kind === 'SELLER' || kind === 'CREATOR' || kind === 'BUYER';

/** How two are tied: they hold the same identifier, they dealt with each other, or money went from one to the other. */
export const CONTACTS = ['identifier', 'interaction', 'money'] as const;
export type Contact = (typeof CONTACTS)[number];

export const CONTACT_OF_LINK_TYPE = {
  USES_DEVICE: 'identifier',
  PAYS_WITH: 'identifier',
  PAID_OUT_TO: 'identifier',
  HAS_ADDRESS: 'identifier',
  HAS_PHONE: 'identifier',
  HAS_EMAIL: 'identifier',
  SEEN_AT_IP: 'identifier',
  VERIFIED_BY: 'identifier',
  REGISTERED_AS: 'identifier',
  SHIPS_FROM: 'identifier',
  HAS_FINGERPRINT: 'identifier',
  SELLS: 'interaction',
  PUBLISHED: 'interaction',
  FEATURES: 'interaction',
  REFERRED: 'interaction',
  MANAGES: 'interaction',
  COLLABORATES: 'interaction',
  FOLLOWS: 'interaction',
  SAME_PERSON: 'identifier',
  TRANSACTED_WITH: 'money',
  VERIFICATION: 'identifier',
  PROFILE_CHANGE: 'identifier',
  LOGIN: 'identifier',
  ENGAGEMENT: 'interaction',
  PROMOTION: 'interaction',
  SAMPLE: 'interaction',
  GIFT: 'money',
  MESSAGE: 'interaction',
  REVIEW: 'interaction',
  ORDER: 'money',
  REDEMPTION: 'interaction',
  CANCELLATION: 'interaction',
  TRANSFER: 'money',
  CHARGEBACK: 'money',
  SHIPMENT: 'interaction',
  DELIVERY: 'interaction',
  CLAIM: 'interaction',
  RETURN: 'interaction',
  REFUND: 'money',
  COMPLAINT: 'interaction',
  COMMISSION: 'money',
  PAYOUT: 'money',
  SETTLEMENT: 'money',
  HOLD: 'interaction',
  RELEASE: 'interaction',
  CLAWBACK: 'money',
  ENFORCEMENT: 'interaction',
  APPEAL: 'interaction',
} as const satisfies Record<string, Contact>;
export type LinkType = keyof typeof CONTACT_OF_LINK_TYPE;
export const LINK_TYPES = Object.keys(CONTACT_OF_LINK_TYPE) as readonly LinkType[];

/** Names from outside (a URL, a newer server) may be unknown: they are refused here, not deeper down. */
export const parseLinkType = (text: string): LinkType | null => LINK_TYPES.find((type) => type === text) ?? null;
export const parseKind = (text: string): EntityKind | null => ENTITY_KINDS.find((kind) => kind === text) ?? null;

export type EntityStatus = 'ACTIVE' | 'RESTRICTED' | 'SUSPENDED' | 'BANNED' | 'CLOSED';
export type RiskLabel = 'CONFIRMED_FRAUD' | 'CONFIRMED_LEGITIMATE' | 'SUSPECTED' | 'COMPROMISED' | 'NONE';
export type MemberRole = 'ORGANISER' | 'CORE' | 'MULE' | 'ASSOCIATE' | 'VICTIM';

/** The ways the board can be arranged; the order is the order of their keys 1–4. */
export const LAYOUTS = ['force', 'lanes', 'radial', 'time'] as const;
export type LayoutName = (typeof LAYOUTS)[number];
export const parseLayout = (text: string): LayoutName | null => LAYOUTS.find((layout) => layout === text) ?? null;
