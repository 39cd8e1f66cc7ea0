/** T11: many cards are tried by few handsets over throw-away accounts: small and mostly declined, then large. */
import { chargeBack, placeOrder } from '../behaviour/trade.ts';
import { DAY, HOUR, MINUTE } from '../calendar.ts';
import { fromDollars } from '../markets.ts';
import { anyProduct, anySeller } from '../town.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, range, recruit } from './scene.ts';

export const cardTesting: RingRecipe = {
  typology: 'CARD_TESTING',
  sizes: [4, 40],
  plant(scene) {
    const { ledger, random, place } = scene;
    const devices = createPool(scene, 'Device', { membersPerItem: random.int(3, 6) });
    const ips = createPool(scene, 'IpAddress', { membersPerItem: random.int(3, 8), incidental: true });
    const cards = createPool(scene, 'PaymentInstrument', { membersPerItem: 0.6 });
    const testers = range(scene.size).map((i) =>
      recruit(scene, 'Buyer', { batchDays: 6, bought: 0.1, device: devices.home(i), card: cards.home(i) }),
    );
    const targets = range(random.int(2, 4)).map(() => anySeller(random, place));
    for (const [i, buyer] of testers.entries()) {
      for (const attempt of range(random.int(5, 12))) {
        const seller = random.pick(targets);
        const planned =
          Math.max(scene.start, seller.activeFrom) + (i % 5) * 9 * HOUR + attempt * random.int(1, 6) * MINUTE;
        placeOrder(ledger, {
          ...{ buyer, seller, product: anyProduct(random, seller), at: moment(scene, planned) },
          amount: fromDollars(place.market, random.int(1, 4)),
          ...{
            device: devices.use(i),
            ip: ips.use(i),
            card: attempt < 2 ? cards.home(i + attempt) : random.pick(cards.ids),
          },
          ...(random.chance(0.72) ? { declined: true } : {}),
        });
      }
      if (!random.chance(0.6)) continue;
      const seller = random.pick(targets);
      const card = random.pick(cards.ids);
      const order = placeOrder(ledger, {
        ...{ buyer, seller, product: anyProduct(random, seller), card, device: devices.use(i) },
        at: moment(scene, Math.max(scene.start, seller.activeFrom) + random.int(2, 5) * DAY),
        amount: fromDollars(place.market, random.logNormal(220, 0.4)),
      });
      if (random.chance(0.7)) chargeBack(ledger, order, order.at + random.int(20, 60) * DAY, card);
    }
    return { members: as('CORE', testers) };
  },
};
