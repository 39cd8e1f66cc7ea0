/** An internet café or repair shop: strangers sign in on the same few machines, then go home to their own cards. */
import { logIn } from '../behaviour/access.ts';
import { takeHonest, whenActive } from '../town.ts';
import { crowd, type InnocentRecipe, range, shopFor } from './scene.ts';

export const internetCafe: InnocentRecipe = {
  kind: 'INTERNET_CAFE',
  plant(scene) {
    const { ledger, random, place } = scene;
    const machines = range(random.int(2, 5)).map(() => ledger.newId('Device'));
    const ip = ledger.newId('IpAddress');
    const guests = takeHonest(random, place.buyers, crowd(scene, 15, 45));
    for (const guest of guests) {
      const device = random.pick(machines);
      logIn(ledger, guest, whenActive(random, guest), device, { ipAddress: ip });
      if (random.chance(0.4)) shopFor(scene, guest, 1, { device, ip });
    }
    return guests;
  },
};
