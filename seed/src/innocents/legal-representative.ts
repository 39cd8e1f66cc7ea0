/** One person legally represents several real companies: one document, but each its own registration, payout and trade. */
import { listProduct } from '../actors.ts';
import { payOut } from '../behaviour/settlement.ts';
import { fromDollars } from '../markets.ts';
import { whenActive } from '../town.ts';
import { arrive, type InnocentRecipe, range, shopFor } from './scene.ts';

export const legalRepresentative: InnocentRecipe = {
  kind: 'LEGAL_REPRESENTATIVE',
  plant(scene) {
    const { ledger, random, place } = scene;
    const document = ledger.newId('IdentityDocument');
    const companies = range(random.int(3, 6)).map(() =>
      arrive(scene, 'Seller', { document, registration: ledger.newId('BusinessRegistration') }),
    );
    for (const company of companies) {
      for (const _ of range(random.int(2, 8))) listProduct(ledger, random, company);
      for (const customer of random.sample(place.buyers, random.int(10, 40))) {
        shopFor(scene, customer, 1, { seller: company });
      }
      payOut(ledger, company, whenActive(random, company), fromDollars(place.market, random.logNormal(300, 0.7)));
    }
    return companies;
  },
};
