/** T17: money walks in loops of one to three days among shops and wallets, losing a little at every step. */
import type { Actor } from '../actors.ts';
import { changeProfile, logIn } from '../behaviour/access.ts';
import { payOut, transfer } from '../behaviour/settlement.ts';
import { placeOrder } from '../behaviour/trade.ts';
import { DAY, HOUR } from '../calendar.ts';
import { fromDollars } from '../markets.ts';
import { anyProduct } from '../town.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, type RingScene, range, recruit, recruitSeller } from './scene.ts';

/** One round: each hands on what it got, less a residue; a hop to a shop may be dressed up as an order. */
function walk(scene: RingScene, path: readonly Actor[], opens: number): void {
  const { ledger, random, place } = scene;
  let minor = fromDollars(place.market, random.logNormal(700, 0.5));
  let at = opens;
  for (const [i, from] of path.entries()) {
    const to = path[(i + 1) % path.length] ?? from;
    at = moment(scene, at + random.int(3, Math.max(4, Math.round(60 / path.length))) * HOUR);
    if (from.kind === 'Buyer' && to.kind === 'Seller' && random.chance(0.4)) {
      placeOrder(ledger, { buyer: from, seller: to, product: anyProduct(random, to), at, amount: minor });
    } else transfer(ledger, from, to, at, minor);
    minor = Math.round(minor * (1 - random.next() * 0.06));
  }
}

export const roundTrip: RingRecipe = {
  typology: 'ROUND_TRIP',
  sizes: [4, 24],
  plant(scene) {
    const { ledger, random, place } = scene;
    const payouts = createPool(scene, 'PayoutAccount', { membersPerItem: random.int(4, 7), incidental: true });
    const devices = createPool(scene, 'Device', { membersPerItem: random.int(5, 9), incidental: true });
    const actors = range(scene.size).map((i) =>
      i % 3 === 0
        ? recruitSeller(scene, { batchDays: 100, bought: 0.4 }, 60)
        : recruit(scene, 'Buyer', { batchDays: 100, bought: 0.4 }),
    );
    for (const [i, actor] of actors.entries()) {
      logIn(ledger, actor, moment(scene, scene.start + random.int(0, 20) * HOUR), devices.use(i));
      if (actor.kind === 'Seller') payOut(ledger, actor, scene.start + 40 * DAY, fromDollars(place.market, 150));
      if (random.chance(0.4))
        changeProfile(ledger, actor, moment(scene, scene.start + DAY), 'PayoutAccount', payouts.use(i));
    }
    walk(scene, actors.length > 12 ? actors.slice(0, 12) : actors, scene.start);
    if (actors.length > 12) walk(scene, actors.slice(8), scene.start + 2 * DAY);
    for (const round of range(random.int(4, 9))) {
      const length = random.int(3, Math.min(8, actors.length));
      walk(scene, random.sample(actors, length), scene.start + (round + 1) * random.int(3, 7) * DAY);
    }
    return { members: as('CORE', actors) };
  },
};
