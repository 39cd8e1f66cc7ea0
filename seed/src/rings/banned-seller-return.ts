/** T4: a banned shop comes back under new names, with at least two of its old papers, accounts, devices or pictures. */
import { type Actor, listProduct, type Product } from '../actors.ts';
import { ban, logIn } from '../behaviour/access.ts';
import { honestAftermath, placeOrder } from '../behaviour/trade.ts';
import { DAY, HOUR } from '../calendar.ts';
import type { Ref } from '../rows.ts';
import { anyProduct, whenActive } from '../town.ts';
import { as, moment, type RingRecipe, type RingScene, range, recruit, recruitSeller, ref } from './scene.ts';

type Heritage = {
  readonly document: string;
  readonly warehouse: string;
  readonly payout: string;
  readonly device: string;
  readonly address: string;
};
/** What is not papers, and all that some come back with: the bank account, the premises, the computer. */
const PREMISES = ['payout', 'address', 'device'] as const;
const PARTS = ['document', 'payout', 'device', 'warehouse', 'pictures'] as const;
type Part = (typeof PARTS)[number] | (typeof PREMISES)[number];

function showPicture({ ledger }: RingScene, product: Product, pictures: Ref, at: number): void {
  ledger.link('HAS_FINGERPRINT', { kind: 'Product', id: product.id }, pictures, { firstSeen: at });
}

/** A new shop that keeps these parts of the old one and uploads its catalogue in one go. */
function reopen(scene: RingScene, heritage: Heritage, kept: readonly Part[], pictures: Ref): Actor {
  const { ledger, random } = scene;
  const inherited = Object.fromEntries(
    kept.flatMap((part) => (part === 'pictures' ? [] : [[part, heritage[part]] as const])),
  );
  const shop = recruit(scene, 'Seller', { batchDays: 1, bought: 0, ...inherited });
  const uploaded = moment(scene, shop.createdAt + 20 * HOUR);
  const sameGoods = kept.includes('pictures');
  for (const _ of range(random.int(3, 8))) {
    const product = listProduct(ledger, random, shop, { at: uploaded });
    if (sameGoods && random.chance(0.8)) showPicture(scene, product, pictures, uploaded);
  }
  if (sameGoods) ledger.link('HAS_FINGERPRINT', shop, pictures, { firstSeen: uploaded });
  logIn(ledger, shop, uploaded + HOUR);
  return shop;
}

export const bannedSellerReturn: RingRecipe = {
  typology: 'BANNED_SELLER_RETURN',
  sizes: [4, 16],
  plant(scene) {
    const { ledger, random, place } = scene;
    const heritage: Heritage = {
      document: ledger.newId('IdentityDocument'),
      warehouse: ledger.newId('Warehouse'),
      payout: ledger.newId('PayoutAccount'),
      device: ledger.newId('Device'),
      address: ledger.newId('Address'),
    };
    const sameDoor = random.split('heritage').chance(0.3);
    const keepSome = (): readonly Part[] => (sameDoor ? PREMISES : random.sample(PARTS, random.int(2, 3)));
    const pictures = ref('Fingerprint', ledger.newId('Fingerprint'));
    const banned = range(scene.size > 8 ? 2 : 1).map(() =>
      recruitSeller(scene, { batchDays: 90, bought: 1, ...heritage }),
    );
    for (const shop of banned) {
      ban(ledger, shop, moment(scene, scene.start), 'counterfeit goods');
      for (const product of shop.products) showPicture(scene, product, pictures, shop.createdAt);
      ledger.link('HAS_FINGERPRINT', shop, pictures, { firstSeen: shop.createdAt });
    }
    const returned = range(scene.size - banned.length).map((i) =>
      reopen(
        { ...scene, start: scene.start + random.int(4, Math.min(50, 12 + 4 * i)) * DAY },
        heritage,
        keepSome(),
        pictures,
      ),
    );
    for (const seller of returned) {
      for (const buyer of random.sample(place.buyers, random.int(1, 6))) {
        const at = Math.max(whenActive(random, buyer), seller.activeFrom + 2 * DAY);
        honestAftermath(ledger, random, placeOrder(ledger, { buyer, seller, product: anyProduct(random, seller), at }));
      }
    }
    return { members: [...as('ORGANISER', banned), ...as('CORE', returned)] };
  },
};
