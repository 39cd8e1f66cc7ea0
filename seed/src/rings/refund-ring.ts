/** T2: concession abuse as a service: many buyers, few drop points, one refunder's device just before each claim. */
import { logIn } from '../behaviour/access.ts';
import { transfer } from '../behaviour/settlement.ts';
import { claim, deliver, placeOrder, refund } from '../behaviour/trade.ts';
import { DAY, HOUR } from '../calendar.ts';
import { anyProduct, anySeller } from '../town.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, range, recruit, takesPart } from './scene.ts';

const WINDOW_DAYS = 30;

export const refundRing: RingRecipe = {
  typology: 'REFUND_RING',
  sizes: [4, 50],
  plant(scene) {
    const { ledger, random, place } = scene;
    const organiser = recruit(scene, 'Buyer', { batchDays: 200, bought: 0.8 });
    const drops = createPool(scene, 'Address', { membersPerItem: random.int(4, 8) });
    const deskDevices = createPool(scene, 'Device', { membersPerItem: random.int(8, 16) });
    const clients = range(scene.size - 1).map(() => recruit(scene, 'Buyer', { batchDays: 150, bought: 0.5 }));
    const wording = random.pick([
      'parcel was empty',
      'box arrived with a brick',
      'item never arrived',
      'seal was broken',
    ]);
    for (const [i, buyer] of clients.entries()) {
      for (const round of range(random.int(1, 4))) {
        if (round > 0 && !takesPart(scene)) continue;
        const seller = anySeller(random, place);
        const product = anyProduct(random, seller);
        const at = moment(scene, scene.start + round * 12 * DAY + random.int(0, 20) * DAY);
        const amount = Math.max(product.price, Math.round(product.price * random.logNormal(4, 0.5)));
        const order = placeOrder(ledger, { buyer, seller, product, at, amount, address: drops.use(i) });
        deliver(ledger, order, at + random.int(2, 6) * DAY);
        const claims = moment(scene, at + (WINDOW_DAYS - random.int(1, 3)) * DAY);
        logIn(ledger, buyer, claims - random.int(5, 90) * 60_000, deskDevices.use(i));
        claim(ledger, order, claims, wording);
        refund(ledger, order, claims + random.int(10, 60) * HOUR);
        if (random.chance(0.6)) transfer(ledger, buyer, organiser, claims + 4 * DAY, order.amount * 0.2);
      }
    }
    logIn(ledger, organiser, moment(scene, scene.start), deskDevices.home(0));
    return { members: [...as('ORGANISER', [organiser]), ...as('CORE', clients)] };
  },
};
