/** An influencer's honest referral code: a star of new buyers in a week who redeem the welcome voucher and stay. */
import { placeOrder } from '../behaviour/trade.ts';
import { DAY, HOUR, MINUTE, PERIOD_START } from '../calendar.ts';
import { fromDollars } from '../markets.ts';
import { anyProduct, anySeller } from '../town.ts';
import { arrive, type InnocentRecipe, range, shopFor } from './scene.ts';

export const referralCampaign: InnocentRecipe = {
  kind: 'REFERRAL_CAMPAIGN',
  plant(scene) {
    const { ledger, random, place } = scene;
    const influencer = arrive(scene, 'Creator', { createdAt: PERIOD_START - random.int(200, 900) * DAY });
    const coupon = ledger.newId('Coupon');
    ledger.entity({ kind: 'Coupon', id: coupon, label: 'friend code', market: place.market.code });
    const posted = PERIOD_START + random.int(15, 110) * DAY;
    const friends = range(random.int(25, 80)).map(() => {
      const createdAt = posted + Math.round(random.logNormal(18, 1.1) * HOUR);
      const friend = arrive(scene, 'Buyer', { createdAt });
      ledger.link('REFERRED', influencer, friend, { firstSeen: createdAt });
      const at = createdAt + Math.round(random.logNormal(90, 1.3)) * MINUTE;
      const seller = anySeller(random, place);
      const discount = fromDollars(place.market, 5);
      const order = placeOrder(ledger, {
        buyer: friend,
        seller,
        product: anyProduct(random, seller),
        at: Math.max(at, seller.activeFrom),
        coupon,
        discount,
      });
      ledger.event('REDEMPTION', at, friend, { kind: 'Coupon', id: coupon }, { orderId: order.id });
      shopFor(scene, friend, random.int(0, 4));
      return friend;
    });
    return [influencer, ...friends];
  },
};
