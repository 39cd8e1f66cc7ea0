/** Two people, one card and address, two phones; a grown-up child buys on it now and then. */
import { arrive, type InnocentRecipe, range, shopFor } from './scene.ts';

export const coupleOneCard: InnocentRecipe = {
  kind: 'COUPLE_ONE_CARD',
  plant(scene) {
    const { ledger, random } = scene;
    const shared = {
      card: ledger.newId('PaymentInstrument'),
      address: ledger.newId('Address'),
      ip: ledger.newId('IpAddress'),
    };
    const couple = range(2).map(() => arrive(scene, 'Buyer', shared));
    const child = random.chance(0.5) ? [arrive(scene, 'Buyer', { card: shared.card })] : [];
    for (const member of [...couple, ...child]) shopFor(scene, member, random.int(2, 7));
    return [...couple, ...child];
  },
};
