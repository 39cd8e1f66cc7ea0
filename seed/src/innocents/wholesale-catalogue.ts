/** Shops that buy from one wholesaler use its pictures and texts; they share nothing else. */
import { takeHonest } from '../town.ts';
import { type InnocentRecipe, range } from './scene.ts';

export const wholesaleCatalogue: InnocentRecipe = {
  kind: 'WHOLESALE_CATALOGUE',
  plant(scene) {
    const { ledger, random, place } = scene;
    const pictures = range(random.int(2, 5)).map(
      () => ({ kind: 'Fingerprint', id: ledger.newId('Fingerprint') }) as const,
    );
    const shops = takeHonest(random, place.sellers, random.int(8, 22));
    for (const shop of shops) {
      for (const product of shop.products) {
        const item = { kind: 'Product', id: product.id } as const;
        if (random.chance(0.6)) ledger.link('HAS_FINGERPRINT', item, random.pick(pictures));
      }
      ledger.link('HAS_FINGERPRINT', shop, random.pick(pictures), { firstSeen: shop.createdAt });
    }
    return shops;
  },
};
