/** What was planted: the answer sheet that evaluation marks against. */
import type { ActorKind, Ref } from './rows.ts';

export const TYPOLOGIES = [
  'BRUSHING',
  'REFUND_RING',
  'AFFILIATE_COMMISSION',
  'BANNED_SELLER_RETURN',
  'DOCUMENT_REUSE',
  'PAYOUT_MULE_HUB',
  'PROMO_ABUSE',
  'COORDINATED_REVIEWS',
  'TRIANGULATION',
  'ACCOUNT_TAKEOVER',
  'CARD_TESTING',
  'SELLER_BUST_OUT',
  'CLONED_LISTINGS',
  'COLLUSION',
  'DEVICE_FARM',
  'FAKE_LOGISTICS',
  'ROUND_TRIP',
  'SYNTHETIC_IDENTITY',
] as const;
export type Typology = (typeof TYPOLOGIES)[number];

export type MemberRole = 'ORGANISER' | 'CORE' | 'MULE' | 'ASSOCIATE' | 'VICTIM';

export type PlantedMember = { readonly kind: ActorKind; readonly id: string; readonly role: MemberRole };
export type PlantedRing = {
  readonly id: string;
  readonly typology: Typology;
  readonly market: string;
  readonly members: readonly PlantedMember[];
  /** Honest accounts dragged in as camouflage: touched by the ring, not part of it. */
  readonly bystanders: readonly Ref[];
};

export const INNOCENT_KINDS = [
  'FAMILY',
  'COUPLE_ONE_CARD',
  'STUDENT_HALL',
  'OFFICE',
  'CARRIER_NAT',
  'INTERNET_CAFE',
  'AGENCY',
  'RESELLER_WITH_STAFF',
  'FLASH_SALE',
  'FAN_CLUB',
  'CORPORATE_CARD',
  'TEST_ACCOUNTS',
  'PARCEL_LOCKER',
  'REFERRAL_CAMPAIGN',
  'LOGISTICS_WAREHOUSE',
  'PAYMENT_AGENT',
  'LEGAL_REPRESENTATIVE',
  'NAMESAKES',
  'GROUP_BUY',
  'WHOLESALE_CATALOGUE',
] as const;
export type InnocentKind = (typeof INNOCENT_KINDS)[number];

export type PlantedInnocent = {
  readonly id: string;
  readonly kind: InnocentKind;
  readonly market: string;
  readonly members: readonly { readonly kind: ActorKind; readonly id: string }[];
};

export type Truth = { readonly rings: readonly PlantedRing[]; readonly innocents: readonly PlantedInnocent[] };
