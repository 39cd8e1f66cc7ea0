/** T6: unrelated shops and creators change their payout account to a mule's and the money leaves at once. */
import { changeProfile, logIn } from '../behaviour/access.ts';
import { payOut, transfer } from '../behaviour/settlement.ts';
import { honestAftermath, placeOrder } from '../behaviour/trade.ts';
import { DAY, HOUR } from '../calendar.ts';
import { fromDollars } from '../markets.ts';
import { anyProduct, whenActive } from '../town.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, range, recruit, recruitSeller, takesPart } from './scene.ts';

export const payoutMuleHub: RingRecipe = {
  typology: 'PAYOUT_MULE_HUB',
  sizes: [5, 50],
  plant(scene) {
    const { ledger, random, place } = scene;
    const accounts = createPool(scene, 'PayoutAccount', { membersPerItem: random.int(5, 10) });
    const devices = createPool(scene, 'Device', { membersPerItem: random.int(6, 12), incidental: true });
    const mules = range(scene.size > 12 ? 2 : 1).map(() => recruit(scene, 'Buyer', { batchDays: 30 }));
    const sources = range(scene.size - mules.length).map(() =>
      random.chance(0.6)
        ? recruitSeller(scene, { batchDays: 60, bought: 0.4 })
        : recruit(scene, 'Creator', { batchDays: 60, bought: 0.4 }),
    );
    for (const [i, source] of sources.entries()) {
      const changed = moment(scene, scene.start + random.int(0, 25) * DAY);
      logIn(ledger, source, changed - random.int(1, 40) * 60_000, devices.use(i));
      changeProfile(ledger, source, changed, 'PayoutAccount', accounts.use(i));
      const equal = fromDollars(place.market, random.pick([490, 495, 500, 980, 990]));
      for (const round of range(random.int(2, 5))) {
        const at = moment(scene, changed + random.int(5, 30) * HOUR + round * 7 * DAY);
        payOut(ledger, source, at, equal, accounts.use(i));
        if (takesPart(scene)) transfer(ledger, source, random.pick(mules), at + random.int(2, 20) * HOUR, equal * 0.1);
      }
      if (source.products.length === 0) continue;
      for (const buyer of random.sample(place.buyers, random.int(1, 4))) {
        const at = Math.max(whenActive(random, buyer), source.activeFrom + DAY);
        const product = anyProduct(random, source);
        honestAftermath(ledger, random, placeOrder(ledger, { buyer, seller: source, product, at }));
      }
    }
    for (const [i, mule] of mules.entries()) {
      logIn(ledger, mule, moment(scene, scene.start), devices.home(i));
      changeProfile(ledger, mule, moment(scene, scene.start - DAY), 'PayoutAccount', accounts.home(i));
    }
    return { members: [...as('MULE', mules), ...as('CORE', sources)] };
  },
};
