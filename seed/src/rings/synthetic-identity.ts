/** T18: identities put together from a kit: any two share a phone, an address, a template or a card, no two share all. */

import { verify } from '../behaviour/access.ts';
import { placeOrder } from '../behaviour/trade.ts';
import { DAY, MINUTE } from '../calendar.ts';
import { anyProduct, anySeller } from '../town.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, range, recruit, ref } from './scene.ts';

export const syntheticIdentity: RingRecipe = {
  typology: 'SYNTHETIC_IDENTITY',
  sizes: [5, 60],
  plant(scene) {
    const { ledger, random, place } = scene;
    const phones = createPool(scene, 'Phone', { membersPerItem: random.int(3, 5) });
    const addresses = createPool(scene, 'Address', { membersPerItem: random.int(3, 6) });
    const emails = createPool(scene, 'Email', { membersPerItem: random.int(3, 5) });
    const cards = createPool(scene, 'PaymentInstrument', { membersPerItem: random.int(3, 5) });
    const template = ledger.newId('Fingerprint');
    const batches = random.int(1, 4);
    const accounts = range(scene.size).map((i) => {
      const batch = { ...scene, start: moment(scene, scene.start + (i % batches) * 6 * DAY + i * 11 * MINUTE) };
      return recruit(batch, 'Buyer', { batchDays: 0, bought: 0 });
    });
    for (const [i, actor] of accounts.entries()) {
      const seen = { firstSeen: actor.createdAt, source: 'registration' };
      const parts = new Set([i % 4, random.int(0, 3), random.int(0, 3)]);
      // Each part walks its pool at its own stride, so that the same pair rarely meets twice.
      if (parts.has(0)) ledger.link('HAS_PHONE', actor, ref('Phone', phones.use(i)), seen);
      if (parts.has(1))
        ledger.link('HAS_ADDRESS', actor, ref('Address', addresses.use(i * 2 + 1)), { ...seen, role: 'billing' });
      if (parts.has(2)) ledger.link('HAS_EMAIL', actor, ref('Email', emails.use(i * 3 + 1)), seen);
      if (parts.has(3)) ledger.link('PAYS_WITH', actor, ref('PaymentInstrument', cards.use(i * 5 + 2)), seen);
      if (random.chance(0.7)) ledger.link('HAS_FINGERPRINT', actor, ref('Fingerprint', template), seen);
      const fingerprint = random.chance(0.4) ? template : undefined;
      verify(ledger, actor, actor.createdAt + 9 * MINUTE, ledger.newId('IdentityDocument'), { fingerprint });
      for (const _ of range(random.int(0, 2))) {
        const seller = anySeller(random, place);
        const at = Math.max(moment(scene, actor.createdAt + random.int(1, 30) * DAY), seller.activeFrom);
        placeOrder(ledger, { buyer: actor, seller, product: anyProduct(random, seller), at });
      }
    }
    return { members: as('CORE', accounts) };
  },
};
