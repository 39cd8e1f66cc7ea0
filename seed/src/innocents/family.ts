/**
 * One tablet, one address, often one card; purchases as different as the people. Most join over years; some move into a
 * block of flats with one street address, sign up within the weekend and send each other the welcome voucher.
 */
import type { Actor } from '../actors.ts';
import { logIn } from '../behaviour/access.ts';
import { redeemWelcome } from '../behaviour/welcome.ts';
import { DAY, HOUR, MINUTE, PERIOD_START } from '../calendar.ts';
import { firstName, surname } from '../names.ts';
import { whenActive } from '../town.ts';
import { arrive, crowd, type InnocentRecipe, type InnocentScene, isHard, range, shopFor } from './scene.ts';

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
    const isNew = isHard(scene);
    const signUps = isNew ? weekend(random.split('weekend')) : null;
    const members = range(random.int(3, 6)).map((i) => {
      const createdAt = signUps?.[i];
      const label = `${firstName(random)} ${name}`;
      return arrive(scene, 'Buyer', { label, ...home, ...(createdAt === undefined ? {} : { createdAt }) });
    });
    if (isNew) moveIn({ ...scene, random: random.split('block') }, home.address, members);
    for (const member of members) {
      logIn(ledger, member, whenActive(random, member), tablet);
      shopFor(scene, member, random.int(1, 6), random.chance(0.5) ? { device: tablet } : {});
      if (random.chance(0.6)) shopFor(scene, member, random.int(1, 3), { card: ledger.newId('PaymentInstrument') });
    }
    return members;
  },
};

/** Six moments of one weekend, by day, in order. The period starts on a Friday. */
function weekend(random: InnocentScene['random']): readonly number[] {
  const saturday = PERIOD_START + (1 + 7 * random.int(2, 23)) * DAY;
  return range(6)
    .map(() => saturday + random.int(0, 1) * DAY + random.int(9 * 60, 21 * 60) * MINUTE)
    .sort((a, b) => a - b);
}

/** The neighbours have their parcels sent to the same number; whoever came first in the family sends the others. */
function moveIn(scene: InnocentScene, address: string, members: readonly Actor[]): void {
  const { ledger, random, place } = scene;
  for (const neighbour of random.sample(place.buyers, crowd(scene, 15, 50))) shopFor(scene, neighbour, 1, { address });
  const [first, ...others] = members;
  if (first === undefined) return;
  for (const other of others) ledger.link('REFERRED', first, other, { firstSeen: other.createdAt });
  for (const buyer of members) {
    const at = Math.floor(buyer.createdAt + random.logNormal(3, 1.2) * HOUR);
    redeemWelcome(ledger, random, place, { buyer, at });
  }
}
