/** T14: seller, creators and buyers in a closed triangle: the creator leads, the buyers order, the money comes back. */
import { publish } from '../actors.ts';
import { payCommission, payOut, transfer } from '../behaviour/settlement.ts';
import { deliver, placeOrder } from '../behaviour/trade.ts';
import { DAY, HOUR, MINUTE } from '../calendar.ts';
import { anyProduct } from '../town.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, range, recruit, recruitSeller, takesPart } from './scene.ts';

export const collusion: RingRecipe = {
  typology: 'COLLUSION',
  sizes: [5, 40],
  plant(scene) {
    const { ledger, random } = scene;
    const devices = createPool(scene, 'Device', { membersPerItem: random.int(4, 8) });
    const cards = createPool(scene, 'PaymentInstrument', { membersPerItem: random.int(3, 6) });
    const payout = ledger.newId('PayoutAccount');
    const seller = recruitSeller(scene, { batchDays: 150, bought: 0.5, device: devices.home(0), payout }, 35);
    const creators = range(scene.size < 10 ? 1 : random.int(2, 3)).map((i) =>
      recruit(scene, 'Creator', { batchDays: 90, bought: 0.4, ...(i === 0 ? { payout } : {}) }),
    );
    const buyers = range(scene.size - 1 - creators.length).map((i) =>
      recruit(scene, 'Buyer', { batchDays: 60, device: devices.home(i) }),
    );
    for (const campaign of range(random.int(2, 5))) {
      const creator = creators[campaign % creators.length] ?? random.pick(creators);
      const product = anyProduct(random, seller);
      const opens = moment(scene, scene.start + campaign * random.int(8, 14) * DAY);
      const content = publish(ledger, creator, opens, product.id);
      ledger.event('PROMOTION', opens, creator, seller, { product: product.id, content });
      ledger.event('SAMPLE', opens - 3 * DAY, seller, creator, { product: product.id });
      for (const [i, buyer] of buyers.entries()) {
        if (campaign > 0 && !takesPart(scene)) continue;
        const at = moment(scene, opens + random.int(10, 600) * MINUTE);
        const order = placeOrder(ledger, {
          ...{ buyer, seller, product, at, creator, content, quantity: random.int(1, 3) },
          ...{ device: devices.use(i), card: cards.use(i) },
        });
        deliver(ledger, order, order.at + random.int(1, 3) * DAY);
        payCommission(ledger, order, creator, 0.25);
        if (random.chance(0.6))
          transfer(ledger, creator, buyer, moment(scene, order.at + 12 * DAY), order.amount * 0.6);
      }
      transfer(ledger, creator, seller, moment(scene, opens + 13 * DAY), product.price * buyers.length * 0.1);
      payOut(ledger, creator, opens + 12 * DAY + 6 * HOUR, product.price * buyers.length * 0.2);
    }
    return { members: [...as('ORGANISER', [seller]), ...as('CORE', [...creators, ...buyers])] };
  },
};
