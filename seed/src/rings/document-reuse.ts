/** T5: one identity document or face stands behind many accounts, verified minutes apart on the same handset. */
import { listProduct } from '../actors.ts';
import { verify } from '../behaviour/access.ts';
import { DAY, MINUTE } from '../calendar.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, range, recruit, ref } from './scene.ts';

export const documentReuse: RingRecipe = {
  typology: 'DOCUMENT_REUSE',
  sizes: [4, 40],
  plant(scene) {
    const { ledger, random } = scene;
    const documents = createPool(scene, 'IdentityDocument', { membersPerItem: random.int(4, 8) });
    const devices = createPool(scene, 'Device', { membersPerItem: random.int(4, 9), incidental: true });
    const ips = createPool(scene, 'IpAddress', { membersPerItem: random.int(5, 9), incidental: true });
    const face = ledger.newId('Fingerprint');
    const accounts = range(scene.size).map((i) => {
      const kind = random.pick(['Seller', 'Seller', 'Creator'] as const);
      const device = devices.use(i);
      const actor = recruit(scene, kind, { batchDays: 3, bought: 0.1, document: documents.use(i), device });
      if (kind === 'Seller') for (const _ of range(random.int(1, 3))) listProduct(ledger, random, actor);
      return actor;
    });
    for (const [i, actor] of accounts.entries()) {
      const batch = i % documents.ids.length;
      const at = moment(scene, scene.start + batch * random.int(1, 3) * DAY + i * random.int(3, 12) * MINUTE);
      const failed = random.chance(0.15) ? ({ outcome: 'failure' } as const) : {};
      verify(ledger, actor, at, documents.home(i), { device: devices.home(i), ipAddress: ips.use(i), ...failed });
      if (random.chance(0.6)) ledger.link('HAS_FINGERPRINT', actor, ref('Fingerprint', face), { firstSeen: at });
    }
    return { members: as('CORE', accounts) };
  },
};
