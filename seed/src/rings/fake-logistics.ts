/** T16: shops hand in the same tracking numbers and waybill template, "delivered" before any parcel could arrive. */
import type { Actor } from '../actors.ts';
import { logIn } from '../behaviour/access.ts';
import { payOut } from '../behaviour/settlement.ts';
import { deliver, placeOrder, refund, ship } from '../behaviour/trade.ts';
import { DAY, HOUR } from '../calendar.ts';
import { fromDollars } from '../markets.ts';
import { anyProduct } from '../town.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, type RingScene, range, recruitSeller, ref, takesPart } from './scene.ts';

/** An honest customer's order, "delivered" within hours under a number used before. */
function pretendToShip(scene: RingScene, seller: Actor, buyer: Actor, number: string | undefined): void {
  const { ledger, random } = scene;
  const at = moment(scene, scene.start + random.int(1, 30) * DAY);
  const order = placeOrder(ledger, { buyer, seller, product: anyProduct(random, seller), at });
  const shipment = number ?? ledger.newId('Shipment');
  ship(ledger, order, at + random.int(5, 50) * 60_000, shipment);
  deliver(ledger, order, at + random.int(1, 7) * HOUR, shipment);
  if (random.chance(0.4)) {
    ledger.event('COMPLAINT', at + 9 * DAY, buyer, seller, { orderId: order.id, reason: 'not delivered' });
  }
  if (random.chance(0.3)) refund(ledger, order, at + random.int(12, 24) * DAY);
}

/** Mostly a number from the stock; with the rotation knob a fresh one (undefined). */
const pickTracking = ({ random, camouflage }: RingScene, stock: readonly string[]): string | undefined =>
  random.chance(camouflage.rotation) ? undefined : random.pick(stock);

export const fakeLogistics: RingRecipe = {
  typology: 'FAKE_LOGISTICS',
  sizes: [4, 24],
  plant(scene) {
    const { ledger, random, place } = scene;
    const warehouses = createPool(scene, 'Warehouse', { membersPerItem: random.int(4, 8), incidental: true });
    const devices = createPool(scene, 'Device', { membersPerItem: random.int(5, 9), incidental: true });
    const tracking = range(Math.max(2, Math.round(scene.size * 0.8))).map(() => ledger.newId('Shipment'));
    const waybill = ref('Fingerprint', ledger.newId('Fingerprint'));
    const shops = range(scene.size).map((i) =>
      recruitSeller(scene, { batchDays: 50, bought: 0.2, warehouse: warehouses.use(i) }, 20),
    );
    for (const id of tracking) {
      if (random.chance(0.7)) ledger.link('HAS_FINGERPRINT', { kind: 'Shipment', id }, waybill);
    }
    for (const [i, seller] of shops.entries()) {
      logIn(ledger, seller, moment(scene, scene.start), devices.use(i));
      if (takesPart(scene)) ledger.link('HAS_FINGERPRINT', seller, waybill, { firstSeen: scene.start });
      for (const [n, buyer] of random.sample(place.buyers, random.int(6, 18)).entries()) {
        pretendToShip(
          scene,
          seller,
          buyer,
          n < 2 ? tracking[(i + n) % tracking.length] : pickTracking(scene, tracking),
        );
      }
      payOut(ledger, seller, scene.start + 20 * DAY, fromDollars(place.market, random.logNormal(260, 0.5)));
    }
    return { members: as('CORE', shops) };
  },
};
