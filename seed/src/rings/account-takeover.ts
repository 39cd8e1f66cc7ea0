/** T10: old honest accounts are entered from one kit, their profile is changed, and they buy from the thieves' shop. */
import type { Actor } from '../actors.ts';
import { changeProfile, logIn } from '../behaviour/access.ts';
import { payOut } from '../behaviour/settlement.ts';
import { chargeBack, placeOrder } from '../behaviour/trade.ts';
import { DAY, HOUR, MINUTE } from '../calendar.ts';
import { fromDollars } from '../markets.ts';
import { anyProduct, takeHonest } from '../town.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, type RingScene, range, recruitSeller } from './scene.ts';

type Kit = { readonly device: string; readonly ip: string; readonly phone: string; readonly address: string };

function enter(scene: RingScene, victim: Actor, planned: number, kit: Kit): number {
  const { ledger, random } = scene;
  const failed = { outcome: 'failure', ipAddress: kit.ip } as const;
  for (const t of range(random.int(2, 7))) logIn(ledger, victim, planned + t * 20_000, kit.device, failed);
  const entered = moment(scene, planned + random.int(6, 30) * HOUR);
  logIn(ledger, victim, entered, kit.device, { ipAddress: kit.ip });
  if (random.chance(0.7)) changeProfile(ledger, victim, entered + 3 * MINUTE, 'Phone', kit.phone);
  if (random.chance(0.6)) changeProfile(ledger, victim, entered + 4 * MINUTE, 'Address', kit.address);
  return entered;
}

export const accountTakeover: RingRecipe = {
  typology: 'ACCOUNT_TAKEOVER',
  sizes: [5, 40],
  plant(scene) {
    const { ledger, random, place } = scene;
    const devices = createPool(scene, 'Device', { membersPerItem: random.int(6, 12) });
    const ips = createPool(scene, 'IpAddress', { membersPerItem: random.int(4, 8), incidental: true });
    const phones = createPool(scene, 'Phone', { membersPerItem: random.int(8, 14) });
    const addresses = createPool(scene, 'Address', { membersPerItem: random.int(6, 12) });
    const shops = range(scene.size > 14 ? 2 : 1).map((i) =>
      recruitSeller(scene, { batchDays: 20, device: devices.home(i) }, 90),
    );
    const old = place.buyers.filter((buyer) => buyer.createdAt < scene.start - 60 * DAY);
    const victims = takeHonest(random, old, scene.size - shops.length);
    for (const [i, victim] of victims.entries()) {
      const kit = { device: devices.use(i), ip: ips.use(i), phone: phones.use(i), address: addresses.use(i) };
      const entered = enter(scene, victim, scene.start + random.int(0, 4) * DAY + random.int(0, 9) * HOUR, kit);
      for (const n of range(random.int(2, 4))) {
        const seller = random.pick(shops);
        const order = placeOrder(ledger, {
          ...{ buyer: victim, seller, product: anyProduct(random, seller) },
          at: entered + random.int(5, 40) * MINUTE + n * 6 * MINUTE,
          ...{ device: kit.device, ip: kit.ip, address: kit.address },
          amount: fromDollars(place.market, random.logNormal(120, 0.4)),
        });
        if (random.chance(0.6)) chargeBack(ledger, order, order.at + random.int(10, 50) * DAY, victim.card);
      }
      if (random.chance(0.4)) victim.risk = { label: 'compromised', at: entered + random.int(3, 20) * DAY };
    }
    for (const shop of shops) payOut(ledger, shop, scene.start + 9 * DAY, fromDollars(place.market, 900));
    return { members: [...as('ORGANISER', shops), ...as('VICTIM', victims)] };
  },
};
