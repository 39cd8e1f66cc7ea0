/** Why two entities are tied, as one plain sentence: who, what, how often, when. */
import type { DrawnLink } from '../../domain/graph-view.ts';
import type { DrawnLinkType, EntityKind } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { formatTimePoint } from '../../domain/time-point.ts';

const KIND_WORDS: Readonly<Record<EntityKind, string>> = {
  Seller: 'seller',
  Buyer: 'buyer',
  Creator: 'creator',
  Device: 'device',
  PaymentInstrument: 'payment instrument',
  PayoutAccount: 'payout account',
  Address: 'address',
  Phone: 'phone number',
  Email: 'e-mail address',
  IpAddress: 'IP address',
  IdentityDocument: 'identity document',
  BusinessRegistration: 'business registration',
  Warehouse: 'warehouse',
  Fingerprint: 'fingerprint',
  Product: 'product',
  Content: 'content',
  Shipment: 'shipment',
  Coupon: 'coupon',
};

/** What stands between the two ends. */
const VERBS: Readonly<Record<DrawnLinkType, string>> = {
  USES_DEVICE: 'used',
  PAYS_WITH: 'paid with',
  PAID_OUT_TO: 'was paid out to',
  HAS_ADDRESS: 'has',
  HAS_PHONE: 'has',
  HAS_EMAIL: 'has',
  SEEN_AT_IP: 'was seen at',
  VERIFIED_BY: 'was verified by',
  REGISTERED_AS: 'is registered as',
  SHIPS_FROM: 'ships from',
  HAS_FINGERPRINT: 'shows',
  SELLS: 'sells',
  PUBLISHED: 'published',
  FEATURES: 'features',
  REFERRED: 'referred',
  MANAGES: 'manages',
  COLLABORATES: 'works with',
  FOLLOWS: 'follows',
  SAME_PERSON: 'is the same person as',
  TRANSACTED_WITH: 'traded with',
  VERIFICATION: 'was verified with',
  PROFILE_CHANGE: 'changed its profile to',
  LOGIN: 'signed in on',
  ENGAGEMENT: 'engaged with',
  PROMOTION: 'promoted',
  SAMPLE: 'sent a sample to',
  GIFT: 'sent a gift to',
  MESSAGE: 'wrote to',
  REVIEW: 'reviewed',
  ORDER: 'ordered from',
  REDEMPTION: 'redeemed',
  CANCELLATION: 'cancelled an order with',
  TRANSFER: 'sent money to',
  CHARGEBACK: 'charged back a payment to',
  SHIPMENT: 'shipped',
  DELIVERY: 'delivered',
  CLAIM: 'made a claim against',
  RETURN: 'returned goods to',
  REFUND: 'got a refund from',
  COMPLAINT: 'complained about',
  COMMISSION: 'paid commission to',
  PAYOUT: 'was paid out to',
  SETTLEMENT: 'was settled to',
  HOLD: 'had money held for',
  RELEASE: 'had money released to',
  CLAWBACK: 'had money clawed back from',
  ENFORCEMENT: 'was acted against',
  APPEAL: 'appealed',
};

export const kindWord = (kind: EntityKind): string => KIND_WORDS[kind];
export const nameOf = (ref: EntityRef): string => `${KIND_WORDS[ref.kind]} ${ref.id}`;

export function explainLink(link: DrawnLink): string {
  const isSelf = link.from.kind === link.to.kind && link.from.id === link.to.id;
  const object = isSelf ? '' : ` ${nameOf(link.to)}`;
  const role = link.role === null ? '' : ` as its ${link.role} address`;
  const sentence = `${nameOf(link.from)} ${VERBS[link.type]}${object}${role}${often(link.count)}${span(link)}.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

const often = (count: number): string => (count === 1 ? '' : count === 2 ? ' twice' : ` ${count} times`);

function span({ firstSeen, lastSeen }: DrawnLink): string {
  if (firstSeen === null && lastSeen === null) return ', at a time that is not known';
  if (firstSeen === null || lastSeen === null || firstSeen === lastSeen) {
    const time = lastSeen ?? firstSeen;
    return time === null ? '' : `, on ${formatTimePoint(time)}`;
  }
  return `, between ${formatTimePoint(firstSeen)} and ${formatTimePoint(lastSeen)}`;
}
