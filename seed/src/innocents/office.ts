/** Colleagues have parcels sent to work and shop in the lunch break behind one office address and IP. */
import { logIn } from '../behaviour/access.ts';
import { takeHonest, whenActive } from '../town.ts';
import { crowd, type InnocentRecipe, shopFor } from './scene.ts';

export const office: InnocentRecipe = {
  kind: 'OFFICE',
  plant(scene) {
    const { ledger, random, place } = scene;
    const work = { address: ledger.newId('Address'), ip: ledger.newId('IpAddress') };
    const colleagues = takeHonest(random, place.buyers, crowd(scene, 8, 30));
    for (const colleague of colleagues) {
      logIn(ledger, colleague, whenActive(random, colleague), undefined, { ipAddress: work.ip });
      shopFor(scene, colleague, random.int(1, 4), work);
    }
    return colleagues;
  },
};
