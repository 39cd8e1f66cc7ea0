/** A creator's fans: they follow, like every video within minutes, and buy what is shown, each from their own home. */
import { publish } from '../actors.ts';
import { payCommission } from '../behaviour/settlement.ts';
import { honestAftermath, placeOrder } from '../behaviour/trade.ts';
import { DAY, MINUTE } from '../calendar.ts';
import { anyProduct, anySeller, takeHonest } from '../town.ts';
import { arrive, crowd, type InnocentRecipe, range } from './scene.ts';

export const fanClub: InnocentRecipe = {
  kind: 'FAN_CLUB',
  plant(scene) {
    const { ledger, random, place } = scene;
    const star = arrive(scene, 'Creator');
    const fans = takeHonest(random, place.buyers, crowd(scene, 20, 60)).filter(
      (fan) => fan.activeTo > fan.activeFrom + 30 * DAY,
    );
    for (const fan of fans) ledger.link('FOLLOWS', fan, star, { firstSeen: Math.max(fan.createdAt, star.createdAt) });
    for (const post of range(random.int(4, 8))) {
      const seller = anySeller(random, place);
      const product = anyProduct(random, seller);
      const posted = Math.max(star.activeFrom, seller.activeFrom) + (post * 9 + random.int(1, 5)) * DAY;
      const content = publish(ledger, star, posted, product.id);
      for (const fan of fans) {
        if (!random.chance(0.6) || fan.activeFrom > posted) continue;
        const seen = posted + Math.round(random.logNormal(40, 1.2)) * MINUTE;
        ledger.event('ENGAGEMENT', seen, fan, { kind: 'Content', id: content }, { action: 'like' });
        if (!random.chance(0.15)) continue;
        const order = placeOrder(ledger, {
          buyer: fan,
          seller,
          product,
          at: seen + 20 * MINUTE,
          creator: star,
          content,
        });
        payCommission(ledger, order, star, 0.1);
        honestAftermath(ledger, random, order);
      }
    }
    return [star, ...fans];
  },
};
