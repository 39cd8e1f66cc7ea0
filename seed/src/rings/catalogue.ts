/** All ring recipes. To add one: a file beside this, a line here, and its code in truth.ts. */
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
import type { RingRecipe } from './scene.ts';
import { sellerBustOut } from './seller-bust-out.ts';
import { syntheticIdentity } from './synthetic-identity.ts';
import { triangulation } from './triangulation.ts';

export const RING_RECIPES: readonly RingRecipe[] = [
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
