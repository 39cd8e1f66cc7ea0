/** A reseller and the staff: the shop's tablet and Wi-Fi, staff discount orders, wages paid outside the platform. */
import { listProduct } from '../actors.ts';
import { logIn } from '../behaviour/access.ts';
import { whenActive } from '../town.ts';
import { arrive, type InnocentRecipe, range, shopFor } from './scene.ts';

export const resellerWithStaff: InnocentRecipe = {
  kind: 'RESELLER_WITH_STAFF',
  plant(scene) {
    const { ledger, random, place } = scene;
    const shop = arrive(scene, 'Seller');
    for (const _ of range(random.int(4, 12))) listProduct(ledger, random, shop);
    const staff = range(random.int(3, 8)).map(() => arrive(scene, 'Buyer'));
    for (const person of staff) {
      logIn(ledger, person, whenActive(random, person), shop.device, { ipAddress: shop.ip });
      if (random.chance(0.6)) shopFor(scene, person, random.int(1, 2), { seller: shop, ip: shop.ip });
      shopFor(scene, person, random.int(1, 5));
    }
    for (const customer of random.sample(place.buyers, random.int(20, 60)))
      shopFor(scene, customer, 1, { seller: shop });
    return [shop, ...staff];
  },
};
