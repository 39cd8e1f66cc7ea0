/** A ring: a group of actors who seem to act together, why we think so, and what speaks against it. */
import type { Money } from './decimal.ts';
import type { EntityKind, Stage } from './ontology.ts';
import type { EntityRef } from './records.ts';
import type { TimePoint } from './time-point.ts';

export const SEVERITIES = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const MEMBER_ROLES = ['ORGANISER', 'CORE', 'MULE', 'ASSOCIATE', 'VICTIM'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];
export const RING_STATUSES = ['ACTIVE', 'DORMANT', 'DISSOLVED'] as const;
export type RingStatus = (typeof RING_STATUSES)[number];

export const TYPOLOGY_CODES = [
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
export type TypologyCode = (typeof TYPOLOGY_CODES)[number];

/** As a sentence names it: `card testing`. */
export const typologyWords = (code: TypologyCode): string => code.toLowerCase().replaceAll('_', ' ');

export const EVIDENCE_TYPES = [
  'SHARED_DEVICE',
  'SHARED_PAYMENT_INSTRUMENT',
  'SHARED_PAYOUT_ACCOUNT',
  'SHARED_ADDRESS',
  'SHARED_PHONE',
  'SHARED_EMAIL',
  'SHARED_IP_ADDRESS',
  'SHARED_DOCUMENT',
  'SHARED_REGISTRATION',
  'SHARED_WAREHOUSE',
  'SHARED_FINGERPRINT',
  'SYNCHRONY',
  'DENSE_INTERACTION',
  'MONEY_FLOW',
  'REFERRAL_CHAIN',
  'REGISTRATION_BURST',
  'KNOWN_FRAUD',
] as const;
export type EvidenceType = (typeof EVIDENCE_TYPES)[number];

/** Counter-evidence has its own names: what an honest explanation would look like. */
export const COUNTER_EVIDENCE_TYPES = [
  'LONG_TENURE',
  'DIVERSE_TARGETS',
  'SEPARATE_PAYOUTS',
  'HOUSEHOLD',
  'CAMPUS_OR_OFFICE',
  'AGENCY',
  'PAYMENT_AGENT',
  'PUBLIC_IDENTIFIER',
  'VIRAL_CONTENT',
  'OVERTURNED_ENFORCEMENT',
  'CONFIRMED_LEGITIMATE',
  'SINGLE_SOFT_IDENTIFIER',
] as const;
export type CounterEvidenceType = (typeof COUNTER_EVIDENCE_TYPES)[number];

/** What an investigator asks of a member before anything else; counted up to the run's as-of time. */
export type MemberStanding = {
  /** Days from createdAt to the run's as-of; null when either is unknown. */
  readonly tenureDays: number | null;
  /** Distinct orders as buyer or seller. */
  readonly orders: number;
  readonly turnover: readonly Money[];
  /** Refunded ÷ ordered and charged back ÷ ordered, by distinct orders, 0–1; null without orders. */
  readonly refundRate: number | null;
  readonly chargebackRate: number | null;
  readonly stillStoppable: readonly Money[];
  /** Earlier enforcement against the account, and how many of those were overturned. */
  readonly enforcements: number;
  readonly overturned: number;
};

export type RingMember = EntityRef & {
  readonly role: MemberRole;
  readonly confidence: number;
  readonly reason: string;
  /** Filled by the detection use case (detection/standing.ts). */
  readonly standing?: MemberStanding;
};

export type SharedIdentifier = EntityRef & {
  /** Members of the ring tied to it. */
  readonly sharedBy: number;
  /** Accounts in the whole graph tied to it, members or not. */
  readonly accounts: number;
};

/** Narrows the events behind a sentence where members, entities and types do not say it all. */
export type EvidenceFilter = {
  /**
   * `ends`: a member at one end and a named entity or member at the other. `references`: a member at one end, and at
   * the other, or referenced by the event, a named entity. `things`: as `ends`, where a named product or other thing
   * stands for the member it belongs to.
   */
  readonly through: 'ends' | 'references' | 'things';
  /** Only those refused or failed, or only those that were not; absent: both. */
  readonly failed?: boolean;
  /** Only events of exactly these times. */
  readonly at?: readonly number[];
};

/** Points at the rows behind a sentence: entities always, links and events where they are what was counted. */
export type Evidence<Type extends string = EvidenceType> = {
  readonly type: Type;
  readonly statement: string;
  /** Share of the score it carries, 0–1 (negative for counter-evidence). */
  readonly weight: number;
  readonly entities: readonly EntityRef[];
  /** Members this evidence ties together. */
  readonly members: readonly EntityRef[];
  readonly eventCount: number;
  /** How to find the events behind it: those of these types, among `members` and `entities`. */
  readonly eventTypes: readonly string[];
  readonly eventFilter?: EvidenceFilter;
};

export type Exposure = {
  readonly stillStoppable: readonly Money[];
  readonly alreadyLost: readonly Money[];
  readonly turnover: readonly Money[];
  /** The largest sum still stoppable as a number of typical orders of its currency: comparable between currencies. */
  readonly inTypicalOrders: number;
};

export type TypologyMatch = { readonly code: TypologyCode; readonly score: number; readonly reason: string };

/** One addend of the score, so that every score can open its arithmetic. */
export type ScoreTerm = { readonly name: string; readonly points: number };

/** How often the ring came back when its surroundings were searched again, each time without some of the links. */
export type RingStability = {
  readonly repetitions: number;
  /** Repetitions that found it again (Jaccard index of the members 0.5 and more), and nearly the same (0.8 and more). */
  readonly returned: number;
  readonly returnedWhole: number;
  readonly isStable: boolean;
  readonly statement: string;
};

/** How chance compares: copies of the neighbourhood in which all links were shuffled. */
export type RingChance = {
  readonly copies: number;
  /** Copies that held a group of its size tied as tightly. */
  readonly copiesAsTight: number;
  /** Groups as tight in a copy, on average, for each ring as tight, by size; 0–1. */
  readonly falseDiscoveryRate: number;
  readonly statement: string;
};

/** One tie of the evidence tree: two members, and what ties them most. */
export type EvidenceTie = {
  readonly from: EntityRef;
  readonly to: EntityRef;
  /** 0–1. */
  readonly strength: number;
  readonly types: readonly EvidenceType[];
  readonly statement: string;
  /** The identifiers and targets that carry it. */
  readonly entities: readonly EntityRef[];
};

export type Ring = {
  /** `rng_…`: the same string everywhere, for good. */
  readonly id: string;
  /** 0–100, ranks. */
  readonly score: number;
  /** The score without what only moves it up the queue: by this it is as severe as it is. Absent: the score. */
  readonly gravity?: number;
  readonly severity: Severity;
  /** How sure, 0–1: of rings with such a score in generated marketplaces, the share that was real. */
  readonly confidence: number;
  readonly status: RingStatus;
  readonly size: number;
  readonly summary: string;
  readonly markets: readonly string[];
  readonly stages: readonly Stage[];
  readonly members: readonly RingMember[];
  readonly identifiers: readonly SharedIdentifier[];
  readonly typologies: readonly TypologyMatch[];
  readonly evidence: readonly Evidence[];
  readonly counterEvidence: readonly Evidence<CounterEvidenceType>[];
  readonly scoreTerms: readonly ScoreTerm[];
  /** What would drop it below the severity it has, as a sentence. */
  readonly wouldDrop: string | null;
  /** Absent where a pair was found, or an earlier version found the ring. */
  readonly stability?: RingStability;
  readonly chance?: RingChance;
  /** The fewest ties that hold the members together, the strongest; `from` is told before `to`. */
  readonly evidenceTree?: readonly EvidenceTie[];
  readonly exposure: Exposure;
  readonly firstSeen: TimePoint | null;
  readonly lastSeen: TimePoint | null;
  /** The as-of of the first run that no longer found it; absent while it is found. */
  readonly endedAt?: TimePoint;
  /** The ring that goes on where this one ended in another. */
  readonly successor?: string;
};

/** A ring as detection leaves it, before it has been given its lasting id and status. */
export type RingCandidate = Omit<Ring, 'id' | 'status' | 'endedAt' | 'successor'>;

/** An identifier so widely used that it ties nobody, and why it was left out. */
export type IgnoredHub = EntityRef & { readonly kind: EntityKind; readonly accounts: number; readonly reason: string };
