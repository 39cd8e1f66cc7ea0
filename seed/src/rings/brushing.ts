/** T1: sellers buy from themselves through rented buyer accounts, pay it back, and praise the goods within hours. */
import { transfer } from '../behaviour/settlement.ts';
import { deliver, placeOrder, review } from '../behaviour/trade.ts';
import { DAY, HOUR } from '../calendar.ts';
import { anyProduct } from '../town.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, range, recruit, recruitSeller, takesPart } from './scene.ts';

export const brushing: RingRecipe = {
  typology: 'BRUSHING',
  sizes: [5, 60],
  plant(scene) {
    const { ledger, random } = scene;
    const shops = range(scene.size > 14 ? 2 : 1).map(() => recruitSeller(scene, { batchDays: 120 }, 7));
    const devices = createPool(scene, 'Device', { membersPerItem: random.int(3, 6) });
    const addresses = createPool(scene, 'Address', { membersPerItem: random.int(4, 9) });
    const cards = createPool(scene, 'PaymentInstrument', { membersPerItem: random.int(2, 4) });
    const buyers = range(scene.size - shops.length).map((i) =>
      recruit(scene, 'Buyer', { batchDays: 25, device: devices.home(i), address: addresses.home(i) }),
    );
    for (const session of range(random.int(3, 6))) {
      const planned = scene.start + session * random.int(4, 9) * DAY + random.int(1, 12) * HOUR;
      for (const [i, buyer] of buyers.entries()) {
        if (session > 0 && !takesPart(scene)) continue;
        const seller = random.pick(shops);
        const order = placeOrder(ledger, {
          buyer,
          seller,
          product: anyProduct(random, seller),
          at: moment(scene, planned + i * random.int(2, 9) * 60_000),
          device: devices.use(i),
          card: cards.use(i),
          address: addresses.use(i),
        });
        const arrives = order.at + random.int(20, 50) * HOUR;
        deliver(ledger, order, arrives);
        if (random.chance(0.7)) review(ledger, order, moment(scene, arrives + 2 * HOUR), 5);
        if (random.chance(0.5)) transfer(ledger, seller, buyer, moment(scene, arrives + DAY), order.amount * 0.95);
      }
    }
    return { members: [...as('ORGANISER', shops), ...as('CORE', buyers)] };
  },
};
