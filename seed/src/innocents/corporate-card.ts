/** A company card with many holders, delivered to the office and to homes, invoices in order. */
import { takeHonest } from '../town.ts';
import { crowd, type InnocentRecipe, shopFor } from './scene.ts';

export const corporateCard: InnocentRecipe = {
  kind: 'CORPORATE_CARD',
  plant(scene) {
    const { ledger, random, place } = scene;
    const card = ledger.newId('PaymentInstrument');
    const address = ledger.newId('Address');
    const holders = takeHonest(random, place.buyers, crowd(scene, 5, 16));
    for (const holder of holders) {
      shopFor(scene, holder, random.int(1, 4), random.chance(0.6) ? { card, address } : { card });
      shopFor(scene, holder, random.int(0, 3));
    }
    return holders;
  },
};
