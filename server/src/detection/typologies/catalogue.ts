/** The one list of typologies. To add one: a file beside this, a line here. */
import type { Stage } from '../../domain/ontology.ts';
import type { TypologyMatch } from '../../domain/ring.ts';
import type { Findings } from '../evidence/finding.ts';
import type { GroupFacts } from '../group-facts.ts';
import type { Marketplace } from '../marketplace.ts';
import { accountTakeover } from './account-takeover.ts';
import { affiliateCommission } from './affiliate-commission.ts';
import { bannedSellerReturn } from './banned-seller-return.ts';
import { brushing } from './brushing.ts';
import { cardTesting } from './card-testing.ts';
import { clonedListings } from './cloned-listings.ts';
import { collusion } from './collusion.ts';
import { coordinatedReviews } from './coordinated-reviews.ts';
import { deviceFarm } from './device-farm.ts';
import { documentReuse } from './document-reuse.ts';
import { fakeLogistics } from './fake-logistics.ts';
import { payoutMuleHub } from './payout-mule-hub.ts';
import { promoAbuse } from './promo-abuse.ts';
import { refundRing } from './refund-ring.ts';
import { roundTrip } from './round-trip.ts';
import { sellerBustOut } from './seller-bust-out.ts';
import { syntheticIdentity } from './synthetic-identity.ts';
import { triangulation } from './triangulation.ts';
import type { Typology } from './typology.ts';

export const TYPOLOGIES: readonly Typology[] = [
  brushing,
  refundRing,
  affiliateCommission,
  bannedSellerReturn,
  documentReuse,
  payoutMuleHub,
  promoAbuse,
  coordinatedReviews,
  triangulation,
  accountTakeover,
  cardTesting,
  sellerBustOut,
  clonedListings,
  collusion,
  deviceFarm,
  fakeLogistics,
  roundTrip,
  syntheticIdentity,
];

/** Every typology that fits, best first; none is a fair answer. */
export function matchTypologies(marketplace: Marketplace, facts: GroupFacts, findings: Findings): TypologyMatch[] {
  const { typologies, minTypologyFit } = marketplace.parameters;
  const matches: TypologyMatch[] = [];
  for (const typology of TYPOLOGIES) {
    const { code } = typology;
    const fit = typology.match({ marketplace, facts, findings }, typologies[code]);
    if (fit && fit.score >= minTypologyFit) {
      matches.push({ code, score: Math.round(Math.min(0.99, fit.score) * 100) / 100, reason: fit.reason });
    }
  }
  return matches.sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1));
}

export const stagesOf = (matches: readonly TypologyMatch[]): Stage[] =>
  TYPOLOGIES.filter(({ code }) => matches.some((match) => match.code === code)).flatMap(({ stages }) => stages);
