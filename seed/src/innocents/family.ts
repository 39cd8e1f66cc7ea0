/** One tablet, one address, often one card, over years; purchases as different as the people. */
import { logIn } from '../behaviour/access.ts';
import { firstName, surname } from '../names.ts';
import { whenActive } from '../town.ts';
import { arrive, type InnocentRecipe, range, shopFor } from './scene.ts';

export const family: InnocentRecipe = {
  kind: 'FAMILY',
  plant(scene) {
    const { ledger, random } = scene;
    const name = surname(random);
    const home = {
      address: ledger.newId('Address'),
      ip: ledger.newId('IpAddress'),
      card: ledger.newId('PaymentInstrument'),
    };
    const tablet = ledger.newId('Device');
    const members = range(random.int(3, 6)).map(() =>
      arrive(scene, 'Buyer', { label: `${firstName(random)} ${name}`, ...home }),
    );
    for (const member of members) {
      logIn(ledger, member, whenActive(random, member), tablet);
      shopFor(scene, member, random.int(1, 6), random.chance(0.5) ? { device: tablet } : {});
      if (random.chance(0.6)) shopFor(scene, member, random.int(1, 3), { card: ledger.newId('PaymentInstrument') });
    }
    return members;
  },
};
