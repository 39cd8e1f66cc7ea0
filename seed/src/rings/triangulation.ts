/** T9: a cheap shop takes real orders and has them filled elsewhere with stolen cards, shipped to the real buyers. */
import { logIn } from '../behaviour/access.ts';
import { payOut } from '../behaviour/settlement.ts';
import { chargeBack, deliver, placeOrder, review } from '../behaviour/trade.ts';
import { DAY, HOUR } from '../calendar.ts';
import { anyProduct, anySeller } from '../town.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, range, recruit, recruitSeller } from './scene.ts';

export const triangulation: RingRecipe = {
  typology: 'TRIANGULATION',
  sizes: [4, 14],
  plant(scene) {
    const { ledger, random, place } = scene;
    const devices = createPool(scene, 'Device', { membersPerItem: random.int(3, 5) });
    const cards = createPool(scene, 'PaymentInstrument', { membersPerItem: 0.2, incidental: true });
    const shops = range(scene.size > 7 ? 2 : 1).map((i) =>
      recruitSeller(scene, { batchDays: 40, device: devices.home(i) }, 25),
    );
    const runners = range(scene.size - shops.length).map((i) =>
      recruit(scene, 'Buyer', { batchDays: 30, device: devices.home(i) }),
    );
    const customers = random.sample(place.buyers, scene.size * random.int(3, 6));
    for (const customer of customers) {
      const seller = random.pick(shops);
      const at = moment(scene, scene.start + random.int(0, 40) * DAY);
      const sale = placeOrder(ledger, { buyer: customer, seller, product: anyProduct(random, seller), at });
      const i = random.int(0, runners.length - 1);
      const runner = runners[i] ?? random.pick(runners);
      const source = anySeller(random, place);
      const card = random.pick(cards.ids);
      const bought = placeOrder(ledger, {
        ...{ buyer: runner, seller: source, product: anyProduct(random, source) },
        at: moment(scene, at + random.int(2, 20) * HOUR),
        ...{ card, address: customer.address, device: devices.use(i), amount: Math.round(sale.amount * 1.3) },
      });
      deliver(ledger, bought, bought.at + random.int(2, 6) * DAY);
      if (random.chance(0.2)) review(ledger, sale, sale.at + 8 * DAY, 5);
      if (random.chance(0.7)) chargeBack(ledger, bought, bought.at + random.int(25, 70) * DAY, card);
    }
    for (const [i, shop] of shops.entries()) {
      logIn(ledger, shop, moment(scene, scene.start), devices.home(i));
      payOut(ledger, shop, moment(scene, scene.start + 30 * DAY), shop.unsettled + 50_000);
    }
    for (const [i, runner] of runners.entries()) logIn(ledger, runner, moment(scene, scene.start), devices.home(i));
    return { members: [...as('ORGANISER', shops), ...as('CORE', runners)], bystanders: customers };
  },
};
