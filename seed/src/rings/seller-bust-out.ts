/** T12: new shops of one hand sell hard for days, ship nothing, and draw the first settlement. */

import { logIn } from '../behaviour/access.ts';
import { payOut } from '../behaviour/settlement.ts';
import { deliver, placeOrder, refund } from '../behaviour/trade.ts';
import { AS_OF, DAY, HOUR } from '../calendar.ts';
import { anyProduct } from '../town.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, range, recruitSeller } from './scene.ts';

export const sellerBustOut: RingRecipe = {
  typology: 'SELLER_BUST_OUT',
  sizes: [4, 14],
  plant(scene) {
    const { ledger, random, place } = scene;
    const devices = createPool(scene, 'Device', { membersPerItem: random.int(2, 4) });
    const payouts = createPool(scene, 'PayoutAccount', { membersPerItem: random.int(2, 4) });
    const documents = createPool(scene, 'IdentityDocument', { membersPerItem: random.int(3, 5) });
    const warehouses = createPool(scene, 'Warehouse', { membersPerItem: random.int(2, 5) });
    const shops = range(scene.size).map((i) =>
      recruitSeller(
        scene,
        {
          ...{ batchDays: 18, bought: 0.1, device: devices.home(i), payout: payouts.use(i) },
          ...{ document: documents.use(i), warehouse: warehouses.use(i) },
        },
        45,
      ),
    );
    for (const [i, seller] of shops.entries()) {
      seller.tracked = true;
      const spike = moment(scene, scene.start + random.int(4, 12) * DAY);
      const customers = random.sample(place.buyers, random.int(14, 40));
      let taken = 0;
      for (const buyer of customers) {
        const at = moment(scene, spike + Math.floor(random.next() * 6 * DAY));
        const order = placeOrder(ledger, { buyer, seller, product: anyProduct(random, seller), at });
        taken += order.amount;
        if (random.chance(0.06)) deliver(ledger, order, at + random.int(9, 16) * DAY);
        if (random.chance(0.45)) {
          const details = { orderId: order.id, reason: 'not delivered' };
          ledger.event('COMPLAINT', at + random.int(10, 24) * DAY, buyer, seller, details);
        }
        if (random.chance(0.35)) refund(ledger, order, at + random.int(16, 40) * DAY);
      }
      logIn(ledger, seller, spike + 7 * DAY, devices.use(i));
      payOut(ledger, seller, Math.min(AS_OF - HOUR, spike + random.int(7, 10) * DAY), taken * 0.8, seller.payout);
      if (random.chance(0.5)) seller.reserved += Math.round(taken * 0.1);
    }
    return { members: as('CORE', shops) };
  },
};
