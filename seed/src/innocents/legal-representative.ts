/**
 * One person legally represents several real companies: one document, but each its own registration, payout and trade. The
 * representative's phone number stands in the papers of some, or all are run from the same desk.
 */
import { listProduct } from '../actors.ts';
import { logIn } from '../behaviour/access.ts';
import { payOut } from '../behaviour/settlement.ts';
import { DAY } from '../calendar.ts';
import { fromDollars } from '../markets.ts';
import { whenActive } from '../town.ts';
import { arrive, type InnocentRecipe, isHard, range, shopFor } from './scene.ts';

/** What some share beside the document. */
const TIES = ['phone', 'device'] as const;

export const legalRepresentative: InnocentRecipe = {
  kind: 'LEGAL_REPRESENTATIVE',
  plant(scene) {
    const { ledger, random, place } = scene;
    const document = ledger.newId('IdentityDocument');
    const companies = range(random.int(3, 6)).map(() =>
      arrive(scene, 'Seller', { document, registration: ledger.newId('BusinessRegistration') }),
    );
    const tie = isHard(scene) ? random.split('tie').pick(TIES) : null;
    const phone = ledger.newId('Phone');
    const desk = ledger.newId('Device');
    for (const company of companies) {
      if (tie === 'phone') {
        const firstSeen = company.createdAt + DAY;
        ledger.link('HAS_PHONE', company, { kind: 'Phone', id: phone }, { firstSeen, source: 'kyc' });
      } else if (tie === 'device') {
        for (const _ of range(3)) logIn(ledger, company, whenActive(random, company), desk);
      }
      for (const _ of range(random.int(2, 8))) listProduct(ledger, random, company);
      for (const customer of random.sample(place.buyers, random.int(10, 40))) {
        shopFor(scene, customer, 1, { seller: company });
      }
      payOut(ledger, company, whenActive(random, company), fromDollars(place.market, random.logNormal(300, 0.7)));
    }
    return companies;
  },
};
