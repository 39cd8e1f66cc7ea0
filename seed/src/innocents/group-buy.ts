/** Neighbours order together for a discount and one of them takes the parcels in; they meet again every few weeks. */
import { honestAftermath, placeOrder } from '../behaviour/trade.ts';
import { DAY, HOUR, MINUTE, PERIOD_START } from '../calendar.ts';
import { anyProduct, anySeller, takeHonest } from '../town.ts';
import { crowd, type InnocentRecipe, range } from './scene.ts';

export const groupBuy: InnocentRecipe = {
  kind: 'GROUP_BUY',
  plant(scene) {
    const { ledger, random, place } = scene;
    const settled = place.buyers.filter((buyer) => buyer.createdAt < PERIOD_START);
    const neighbours = takeHonest(random, settled, crowd(scene, 6, 20));
    const address = neighbours[0]?.address ?? ledger.newId('Address');
    for (const round of range(random.int(2, 4))) {
      const seller = anySeller(random, place);
      const product = anyProduct(random, seller);
      const opens = Math.max(seller.activeFrom, PERIOD_START) + (round * 24 + random.int(1, 20)) * DAY + 18 * HOUR;
      for (const buyer of neighbours) {
        if (!random.chance(0.7)) continue;
        const at = opens + random.int(1, 300) * MINUTE;
        const amount = Math.round(product.price * 0.8);
        honestAftermath(ledger, random, placeOrder(ledger, { buyer, seller, product, at, amount, address }));
      }
    }
    return neighbours;
  },
};
