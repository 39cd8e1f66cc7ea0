/** T7: throw-away buyers, referred by one another, redeem one campaign's coupons minutes after they are made. */
import { placeOrder } from '../behaviour/trade.ts';
import { welcomeCoupon } from '../behaviour/welcome.ts';
import { DAY, HOUR, MINUTE } from '../calendar.ts';
import { fromDollars } from '../markets.ts';
import { anyProduct, anySeller } from '../town.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, type RingScene, range, recruit, takesPart } from './scene.ts';

/** A campaign that few others hear of, or the voucher that honest newcomers get too. */
function couponOf({ ledger, random, place, start }: RingScene): string {
  if (random.split('coupon').chance(0.5)) return welcomeCoupon(place, start);
  const id = ledger.newId('Coupon');
  ledger.entity({ kind: 'Coupon', id, label: 'seasonal voucher', market: place.market.code });
  return id;
}

export const promoAbuse: RingRecipe = {
  typology: 'PROMO_ABUSE',
  sizes: [5, 60],
  plant(scene) {
    const { ledger, random, place } = scene;
    const coupon = couponOf(scene);
    const devices = createPool(scene, 'Device', { membersPerItem: random.int(3, 7) });
    const addresses = createPool(scene, 'Address', { membersPerItem: random.int(4, 8) });
    const cards = createPool(scene, 'PaymentInstrument', { membersPerItem: random.int(3, 6) });
    const organiser = recruit(scene, 'Buyer', { batchDays: 90, bought: 0.6, device: devices.home(0) });
    let referrer = organiser;
    const throwaways = range(scene.size - 1).map((i) => {
      const made = { ...scene, start: moment(scene, scene.start + random.int(0, 5) * DAY + i * 7 * MINUTE) };
      const buyer = recruit(made, 'Buyer', {
        ...{ batchDays: 0, bought: 0, device: devices.home(i), address: addresses.home(i) },
        activeTo: made.start + 6 * DAY,
      });
      ledger.link('REFERRED', referrer, buyer, { firstSeen: buyer.createdAt });
      if (takesPart(scene)) referrer = random.chance(0.4) ? organiser : buyer;
      const redeemed = Math.max(buyer.createdAt + random.int(2, 25) * MINUTE, scene.start - 40 * HOUR);
      const discount = fromDollars(place.market, random.pick([5, 8, 10]));
      const seller = anySeller(random, place);
      const product = anyProduct(random, seller);
      const ids = { device: devices.use(i), card: cards.use(i), address: addresses.use(i) };
      const at = Math.max(redeemed + 2 * MINUTE, seller.activeFrom);
      const order = placeOrder(ledger, { buyer, seller, product, at, coupon, discount, ...ids });
      const to = { kind: 'Coupon', id: coupon } as const;
      ledger.event('REDEMPTION', redeemed, buyer, to, { orderId: order.id, device: devices.home(i) });
      return buyer;
    });
    return { members: [...as('ORGANISER', [organiser]), ...as('CORE', throwaways)] };
  },
};
