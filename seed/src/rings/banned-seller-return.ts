/** T4: a banned shop comes back under new names, with at least two of its old papers, accounts, devices or pictures. */
import { listProduct } from '../actors.ts';
import { ban, logIn } from '../behaviour/access.ts';
import { honestAftermath, placeOrder } from '../behaviour/trade.ts';
import { DAY, HOUR } from '../calendar.ts';
import { anyProduct, whenActive } from '../town.ts';
import { as, moment, type RingRecipe, range, recruit, recruitSeller, ref } from './scene.ts';

const HERITAGE = ['document', 'payout', 'device', 'warehouse', 'pictures'] as const;

export const bannedSellerReturn: RingRecipe = {
  typology: 'BANNED_SELLER_RETURN',
  sizes: [4, 16],
  plant(scene) {
    const { ledger, random, place } = scene;
    const papers = { document: ledger.newId('IdentityDocument'), warehouse: ledger.newId('Warehouse') };
    const own = { device: ledger.newId('Device'), payout: ledger.newId('PayoutAccount') };
    const pictures = ref('Fingerprint', ledger.newId('Fingerprint'));
    const banned = range(scene.size > 8 ? 2 : 1).map(() =>
      recruitSeller(scene, { batchDays: 90, bought: 1, ...papers, ...own }),
    );
    for (const shop of banned) {
      ban(ledger, shop, moment(scene, scene.start), 'counterfeit goods');
      for (const product of shop.products)
        ledger.link('HAS_FINGERPRINT', { kind: 'Product', id: product.id }, pictures);
      ledger.link('HAS_FINGERPRINT', shop, pictures, { firstSeen: shop.createdAt });
    }
    const returned = range(scene.size - banned.length).map((i) => {
      const kept = new Set<string>(random.sample(HERITAGE, random.int(2, 3)));
      const later = { ...scene, start: scene.start + random.int(2, 12 + 4 * i) * DAY };
      const shop = recruit(later, 'Seller', {
        ...{ batchDays: 1, bought: 0 },
        ...(kept.has('document') ? { document: papers.document } : {}),
        ...(kept.has('warehouse') ? { warehouse: papers.warehouse } : {}),
        ...(kept.has('payout') ? { payout: own.payout } : {}),
        ...(kept.has('device') ? { device: own.device } : {}),
      });
      const uploaded = moment(later, shop.createdAt + 20 * HOUR);
      for (const _ of range(random.int(3, 8))) {
        const product = listProduct(ledger, random, shop, { at: uploaded });
        const copied = kept.has('pictures') && random.chance(0.8);
        if (copied)
          ledger.link('HAS_FINGERPRINT', { kind: 'Product', id: product.id }, pictures, { firstSeen: uploaded });
      }
      if (kept.has('pictures')) ledger.link('HAS_FINGERPRINT', shop, pictures, { firstSeen: uploaded });
      logIn(ledger, shop, uploaded + HOUR);
      return shop;
    });
    for (const seller of returned) {
      for (const buyer of random.sample(place.buyers, random.int(1, 6))) {
        const at = Math.max(whenActive(random, buyer), seller.activeFrom + 2 * DAY);
        honestAftermath(ledger, random, placeOrder(ledger, { buyer, seller, product: anyProduct(random, seller), at }));
      }
    }
    return { members: [...as('ORGANISER', banned), ...as('CORE', returned)] };
  },
};
