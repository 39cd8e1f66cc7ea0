/** T13: shops with the same pictures and catalogue text, listing again hours after each removal. */
import { listProduct } from '../actors.ts';
import { logIn } from '../behaviour/access.ts';
import { honestAftermath, placeOrder } from '../behaviour/trade.ts';
import { DAY, HOUR } from '../calendar.ts';
import { anyProduct, whenActive } from '../town.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, range, recruit, ref, takesPart } from './scene.ts';

export const clonedListings: RingRecipe = {
  typology: 'CLONED_LISTINGS',
  sizes: [4, 30],
  plant(scene) {
    const { ledger, random, place } = scene;
    const pictures = createPool(scene, 'Fingerprint', { membersPerItem: random.int(2, 4) });
    const warehouses = createPool(scene, 'Warehouse', { membersPerItem: random.int(4, 8), incidental: true });
    const devices = createPool(scene, 'Device', { membersPerItem: random.int(4, 9), incidental: true });
    const catalogue = range(random.int(3, 7)).map(() => ({ dollars: random.logNormal(30, 0.6) }));
    const shops = range(scene.size).map((i) =>
      recruit(scene, 'Seller', { batchDays: 70, bought: 0.2, warehouse: warehouses.use(i) }),
    );
    for (const [i, shop] of shops.entries()) {
      const uploaded = moment(scene, Math.max(shop.createdAt + DAY, scene.start - 8 * DAY) + random.int(0, 30) * HOUR);
      for (const [n, entry] of catalogue.entries()) {
        if (n > 1 && !takesPart(scene)) continue;
        const product = listProduct(ledger, random, shop, {
          dollars: entry.dollars * random.logNormal(1, 0.03),
          at: uploaded,
        });
        const item = { kind: 'Product', id: product.id } as const;
        ledger.link('HAS_FINGERPRINT', item, ref('Fingerprint', pictures.ids[n % pictures.ids.length] ?? ''));
        if (!random.chance(0.3)) continue;
        const reporter = random.pick(place.sellers);
        const removed = uploaded + random.int(6, 30) * DAY;
        ledger.event('COMPLAINT', removed, reporter, item, { reason: 'counterfeit', product: product.id });
      }
      for (const _ of range(random.int(1, 2))) {
        ledger.link('HAS_FINGERPRINT', shop, ref('Fingerprint', pictures.use(i)), { firstSeen: uploaded });
      }
      logIn(ledger, shop, uploaded + HOUR, devices.use(i));
      for (const buyer of random.sample(place.buyers, random.int(1, 7))) {
        const at = Math.max(whenActive(random, buyer), uploaded + DAY);
        honestAftermath(
          ledger,
          random,
          placeOrder(ledger, { buyer, seller: shop, product: anyProduct(random, shop), at }),
        );
      }
    }
    return { members: as('CORE', shops) };
  },
};
