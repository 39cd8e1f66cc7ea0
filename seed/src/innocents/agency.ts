/** A creator agency under contract: one manager signs in for all of them; separate payouts, no trade among them. */
import { publish } from '../actors.ts';
import { logIn } from '../behaviour/access.ts';
import { payOut } from '../behaviour/settlement.ts';
import { fromDollars } from '../markets.ts';
import { anyProduct, anySeller, whenActive } from '../town.ts';
import { arrive, type InnocentRecipe, range } from './scene.ts';

export const agency: InnocentRecipe = {
  kind: 'AGENCY',
  plant(scene) {
    const { ledger, random, place } = scene;
    const manager = arrive(scene, 'Creator', {
      label: `${random.pick(['Northlight', 'Bluebell', 'Paperboat', 'Honeycomb'])} Talent ${random.int(1, 99)}`,
    });
    const talents = range(random.int(15, 45)).map(() => arrive(scene, 'Creator'));
    for (const talent of talents) {
      ledger.link('MANAGES', manager, talent, { firstSeen: talent.createdAt, source: 'contract' });
      for (const _ of range(random.int(1, 3))) {
        logIn(ledger, talent, whenActive(random, talent), manager.device, { ipAddress: manager.ip });
      }
      for (const _ of range(random.int(1, 5))) {
        publish(ledger, talent, whenActive(random, talent), anyProduct(random, anySeller(random, place)).id);
      }
      payOut(ledger, talent, whenActive(random, talent), fromDollars(place.market, random.logNormal(90, 0.8)));
    }
    return [manager, ...talents];
  },
};
