/** Carrier-grade NAT: everyone on one mobile mast shares a few public IP addresses and nothing else. */
import { logIn } from '../behaviour/access.ts';
import { takeHonest, whenActive } from '../town.ts';
import { crowd, type InnocentRecipe, range } from './scene.ts';

export const carrierNat: InnocentRecipe = {
  kind: 'CARRIER_NAT',
  plant(scene) {
    const { ledger, random, place } = scene;
    const pool = range(random.int(1, 3)).map(() => ledger.newId('IpAddress'));
    const users = takeHonest(random, place.buyers, crowd(scene, 60, 160));
    for (const user of users) {
      for (const _ of range(random.int(1, 3))) {
        logIn(ledger, user, whenActive(random, user), undefined, { ipAddress: random.pick(pool) });
      }
    }
    return users;
  },
};
