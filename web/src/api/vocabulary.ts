/**
 * The schema's enums as lists: each gives the union and the menu. Kinds, link types, statuses, risk labels and roles
 * stand in exploration/vocabulary.ts, because the board needs them too. A test compares all of them with the schema.
 */
export const EVENT_TYPES = [
  'VERIFICATION',
  'PROFILE_CHANGE',
  'LOGIN',
  'ENGAGEMENT',
  'PROMOTION',
  'SAMPLE',
  'GIFT',
  'MESSAGE',
  'REVIEW',
  'ORDER',
  'REDEMPTION',
  'CANCELLATION',
  'TRANSFER',
  'CHARGEBACK',
  'SHIPMENT',
  'DELIVERY',
  'CLAIM',
  'RETURN',
  'REFUND',
  'COMPLAINT',
  'COMMISSION',
  'PAYOUT',
  'SETTLEMENT',
  'HOLD',
  'RELEASE',
  'CLAWBACK',
  'ENFORCEMENT',
  'APPEAL',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const STAGES = ['ONBOARDING', 'CONTENT', 'TRANSACTION', 'AFTER_SALES', 'SETTLEMENT', 'DECISIONS'] as const;
export type Stage = (typeof STAGES)[number];

export const SEVERITIES = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
export type Severity = (typeof SEVERITIES)[number];

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
export type EvidenceType = (typeof EVIDENCE_TYPES)[number];

export const RING_ORDER_FIELDS = ['SCORE', 'SEVERITY', 'SIZE', 'STILL_STOPPABLE', 'LAST_SEEN', 'CONFIDENCE'] as const;
export type RingOrderField = (typeof RING_ORDER_FIELDS)[number];

export const ORDER_DIRECTIONS = ['ASC', 'DESC'] as const;
export type OrderDirection = (typeof ORDER_DIRECTIONS)[number];

export const RING_CHANGE_TYPES = [
  'BORN',
  'GREW',
  'SHRANK',
  'MERGED',
  'SPLIT',
  'DORMANT',
  'REVIVED',
  'DISSOLVED',
] as const;
export type RingChangeType = (typeof RING_CHANGE_TYPES)[number];

export const WEBHOOK_EVENTS = [
  'RING_CREATED',
  'RING_CHANGED',
  'RING_MERGED',
  'ALERT_OPENED',
  'NEWCOMER_FOUND',
  'RUN_FAILED',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];
export const WEBHOOK_STATUSES = ['ACTIVE', 'PAUSED', 'DISABLED'] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];
export const DELIVERY_STATUSES = ['PENDING', 'DELIVERED', 'FAILED'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export const JOBS = ['DETECTION', 'INCREMENTAL_DETECTION', 'SCREENING', 'RETENTION'] as const;
export type Job = (typeof JOBS)[number];

export const ALERT_STATUSES = ['OPEN', 'ACKNOWLEDGED', 'CLOSED'] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];
export const GIVEN_CLOSE_REASONS = ['HANDLED', 'FALSE_ALARM', 'DUPLICATE', 'OTHER'] as const;
export type GivenAlertCloseReason = (typeof GIVEN_CLOSE_REASONS)[number];
export const ALERT_CLOSE_REASONS = [
  ...GIVEN_CLOSE_REASONS,
  'JUDGED',
  'SUPPRESSED',
  'RING_MERGED',
  'RING_DISSOLVED',
] as const;
export type AlertCloseReason = (typeof ALERT_CLOSE_REASONS)[number];
export const ALERT_CAUSES = [
  'NEW_RING',
  'SPLIT_OFF',
  'NOT_TOLD_BEFORE',
  'MORE_MEMBERS',
  'MORE_MONEY',
  'WORSE_SEVERITY',
  'OTHER_TYPOLOGY',
] as const;
export type AlertCause = (typeof ALERT_CAUSES)[number];
export const ALERT_ORDER_FIELDS = ['PRIORITY', 'SEVERITY', 'RAISED_AT', 'HOURS_LEFT'] as const;
export type AlertOrderField = (typeof ALERT_ORDER_FIELDS)[number];
export const NEWCOMER_STATUSES = ['OPEN', 'CLOSED', 'KEPT_BACK'] as const;
export type NewcomerStatus = (typeof NEWCOMER_STATUSES)[number];
export const LEAD_SHOWS = ['TO_LOOK_AT', 'JUDGED', 'KEPT_BACK'] as const;
export type LeadShow = (typeof LEAD_SHOWS)[number];
export const SUPPRESSION_KINDS = ['SUPPRESS', 'ALLOW'] as const;
export type SuppressionKind = (typeof SUPPRESSION_KINDS)[number];
export const SUPPRESSION_STATUSES = ['IN_FORCE', 'DUE', 'ENDED'] as const;
export type SuppressionStatus = (typeof SUPPRESSION_STATUSES)[number];
