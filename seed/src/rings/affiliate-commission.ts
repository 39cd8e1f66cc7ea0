/** T3: creators have their own helpers order through their links, collect the commission, then send the goods back. */
import { publish } from '../actors.ts';
import { COMMISSION_LOCK_DAYS, payCommission, payOut } from '../behaviour/settlement.ts';
import { cancel, type Order, placeOrder, refund, sendBack } from '../behaviour/trade.ts';
import { DAY, MINUTE } from '../calendar.ts';
import { anyProduct, anySeller } from '../town.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, type RingScene, range, recruit, takesPart } from './scene.ts';

/** Once the commission is safe, the goods go back. */
function undo({ ledger, random }: RingScene, order: Order): void {
  const locked = order.at + (COMMISSION_LOCK_DAYS + random.int(1, 4)) * DAY;
  if (random.chance(0.3)) cancel(ledger, order, locked);
  else sendBack(ledger, order, locked, 'changed mind');
  refund(ledger, order, locked + DAY);
}

export const affiliateCommission: RingRecipe = {
  typology: 'AFFILIATE_COMMISSION',
  sizes: [4, 40],
  plant(scene) {
    const { ledger, random, place } = scene;
    const devices = createPool(scene, 'Device', { membersPerItem: random.int(2, 4) });
    const cards = createPool(scene, 'PaymentInstrument', { membersPerItem: random.int(2, 5) });
    const payout = ledger.newId('PayoutAccount');
    const creators = range(scene.size < 8 ? 1 : random.int(2, 4)).map((i) =>
      recruit(scene, 'Creator', { batchDays: 60, device: devices.home(i), payout }),
    );
    const buyers = range(scene.size - creators.length).map((i) =>
      recruit(scene, 'Buyer', { batchDays: 40, device: devices.home(i) }),
    );
    for (const post of range(random.int(3, 6))) {
      const creator = creators[post % creators.length] ?? random.pick(creators);
      const seller = anySeller(random, place);
      const product = anyProduct(random, seller);
      const posted = moment(scene, scene.start + post * random.int(4, 8) * DAY);
      const content = publish(ledger, creator, posted, product.id);
      for (const [i, buyer] of buyers.entries()) {
        if (post > 0 && !takesPart(scene)) continue;
        const at = moment(scene, posted + random.int(3, 50) * MINUTE);
        const order = placeOrder(ledger, {
          ...{ buyer, seller, product, at, creator, content, quantity: random.int(1, 3) },
          ...{ device: devices.use(i), card: cards.use(i) },
        });
        payCommission(ledger, order, creator, random.pick([0.12, 0.15, 0.2]));
        if (random.chance(0.75)) undo(scene, order);
      }
      payOut(ledger, creator, posted + (COMMISSION_LOCK_DAYS + 2) * DAY, product.price * buyers.length * 0.15, payout);
    }
    return { members: [...as('ORGANISER', creators), ...as('CORE', buyers)] };
  },
};
