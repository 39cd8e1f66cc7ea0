/** A viral item: a hundred strangers buy the same thing within the hour and review it when it arrives. */
import { honestAftermath, placeOrder } from '../behaviour/trade.ts';
import { AS_OF, DAY, HOUR, MINUTE } from '../calendar.ts';
import { anyProduct, takeHonest } from '../town.ts';
import { crowd, type InnocentRecipe } from './scene.ts';

export const flashSale: InnocentRecipe = {
  kind: 'FLASH_SALE',
  plant(scene) {
    const { ledger, random, place } = scene;
    const seller = random.pick(place.sellers);
    const product = anyProduct(random, seller);
    const opens = Math.min(AS_OF - 20 * DAY, seller.activeFrom + random.int(5, 120) * DAY) + 19 * HOUR;
    const strangers = takeHonest(random, place.buyers, crowd(scene, 50, 130));
    const buyers = strangers.filter((buyer) => buyer.createdAt < opens);
    for (const buyer of buyers) {
      const at = opens + Math.round(Math.abs(random.normal(0, 20)) * MINUTE);
      const amount = Math.round(product.price * 0.6);
      honestAftermath(ledger, random, placeOrder(ledger, { buyer, seller, product, at, amount }));
    }
    return buyers;
  },
};
