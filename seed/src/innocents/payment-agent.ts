/** A licensed payment agent: shops abroad are paid out through its account, for years, in unequal amounts. */
import { payOut } from '../behaviour/settlement.ts';
import { fromDollars } from '../markets.ts';
import { takeHonest, whenActive } from '../town.ts';
import { type InnocentRecipe, range } from './scene.ts';

export const paymentAgent: InnocentRecipe = {
  kind: 'PAYMENT_AGENT',
  plant(scene) {
    const { ledger, random, place } = scene;
    const account = { kind: 'PayoutAccount', id: ledger.newId('PayoutAccount') } as const;
    ledger.entity({
      ...account,
      label: `Licensed payment agent ${random.int(1, 99)}`,
      category: 'licensed payment agent',
    });
    const clients = takeHonest(random, place.sellers, random.int(8, 25));
    for (const client of clients) {
      ledger.link('PAID_OUT_TO', client, account, { firstSeen: client.createdAt, source: 'settlement' });
      for (const _ of range(random.int(2, 8))) {
        payOut(
          ledger,
          client,
          whenActive(random, client),
          fromDollars(place.market, random.logNormal(250, 0.9)),
          account.id,
        );
      }
    }
    return clients;
  },
};
