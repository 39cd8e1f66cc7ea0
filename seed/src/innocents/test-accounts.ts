/** The marketplace's own test accounts: one handset, one test card, scripted orders from a test shop. Not all are marked. */
import { listProduct } from '../actors.ts';
import { cancel, placeOrder, refund } from '../behaviour/trade.ts';
import { DAY, HOUR, PERIOD_START } from '../calendar.ts';
import { anyProduct } from '../town.ts';
import { arrive, type InnocentRecipe, isHard, range } from './scene.ts';

export const testAccounts: InnocentRecipe = {
  kind: 'TEST_ACCOUNTS',
  plant(scene) {
    const { ledger, random } = scene;
    const rig = {
      device: ledger.newId('Device'),
      ip: ledger.newId('IpAddress'),
      card: ledger.newId('PaymentInstrument'),
      address: ledger.newId('Address'),
    };
    const createdAt = PERIOD_START - random.int(100, 600) * DAY;
    const shop = arrive(scene, 'Seller', { label: 'QA test shop', createdAt, device: rig.device });
    listProduct(ledger, random, shop, { dollars: 1, label: 'test item', at: createdAt });
    const testers = range(random.int(4, 9)).map((i) =>
      arrive(scene, 'Buyer', { ...rig, createdAt, label: `QA test ${i + 1}` }),
    );
    for (const [i, buyer] of testers.entries()) {
      for (const week of range(random.int(6, 14))) {
        const at = PERIOD_START + week * 7 * DAY + (9 + i) * HOUR;
        const order = placeOrder(ledger, { buyer, seller: shop, product: anyProduct(random, shop), at });
        if (week % 2 === 0) cancel(ledger, order, at + HOUR);
        else refund(ledger, order, at + 2 * HOUR);
      }
    }
    const isMarked = !isHard(scene);
    for (const account of isMarked ? [shop, ...testers] : []) {
      account.risk = { label: 'confirmedLegitimate', at: createdAt + DAY, reason: 'internal test account' };
    }
    return [shop, ...testers];
  },
};
