/** T8: hired reviewers praise the same list of products in tight windows, from templates, over many days. */
import { logIn } from '../behaviour/access.ts';
import { placeOrder, review } from '../behaviour/trade.ts';
import { DAY, HOUR } from '../calendar.ts';
import { anyProduct } from '../town.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, range, recruit, takesPart } from './scene.ts';

export const coordinatedReviews: RingRecipe = {
  typology: 'COORDINATED_REVIEWS',
  sizes: [6, 60],
  crowds: { share: 0.25, sizes: [31, 60] },
  plant(scene) {
    const { ledger, random, place } = scene;
    const devices = createPool(scene, 'Device', { membersPerItem: random.int(6, 14), incidental: true });
    const ips = createPool(scene, 'IpAddress', { membersPerItem: random.int(4, 8), incidental: true });
    const templates = range(random.int(1, 3)).map(() => ledger.newId('Fingerprint'));
    const reviewers = range(scene.size).map(() => recruit(scene, 'Buyer', { batchDays: 80, bought: 0.5 }));
    for (const [i, buyer] of reviewers.entries()) {
      const at = moment(scene, scene.start - random.int(1, 20) * HOUR);
      logIn(ledger, buyer, at, devices.use(i), { ipAddress: ips.use(i) });
    }
    for (const [job, seller] of random.sample(place.sellers, random.int(5, 9)).entries()) {
      const product = anyProduct(random, seller);
      const planned = Math.max(scene.start, seller.activeFrom + DAY) + job * random.int(2, 6) * DAY;
      for (const [i, buyer] of reviewers.entries()) {
        if (job > 2 && !takesPart(scene)) continue;
        const at = moment(scene, planned + random.int(0, 10) * HOUR);
        const order = placeOrder(ledger, { buyer, seller, product, at: at - random.int(2, 5) * DAY, ip: ips.use(i) });
        review(ledger, order, at, 5, random.chance(0.5) ? random.pick(templates) : undefined);
      }
    }
    return { members: as('CORE', reviewers) };
  },
};
