/** Rings built from what is told of real ones, by other rules than those of seed/: each returns who belongs to it. */
import type { Key } from '../graph-columns.ts';
import { END, hours, someShop, type WildMarket } from './market.ts';

export type Plant = (market: WildMarket) => readonly Key[];

const crew = (
  market: WildMarket,
  size: number,
  side: 'Buyer' | 'Seller' | 'Creator' = 'Buyer',
  since = END * 0.4,
): Key[] => Array.from({ length: size }, () => market.account(side, market.between(since, END * 0.75)));

function victims(market: WildMarket, members: readonly Key[], each: number, refunds: number): void {
  for (const one of members) {
    for (let i = 0; i < each; i++) {
      const shop = someShop(market);
      const hour = market.between(END * 0.75, END - 150);
      market.buy(one, shop, hour, 150);
      if (market.chance(refunds)) market.refund(one, shop, hour + market.between(10, 60));
    }
  }
}

export const RINGS: Readonly<Record<string, Plant>> = {
  /** Three handsets, fifteen accounts, cards used once and thrown away, refunds everywhere. */
  'device farm with rotating cards': (market) => {
    const members = crew(market, 15);
    const handsets = Array.from({ length: 3 }, (): Key => `Device:${market.id()}`);
    for (const one of members) {
      market.own('HAS_EMAIL', one, END * 0.5);
      for (const handset of handsets) if (market.chance(0.7)) market.hold('USES_DEVICE', [one], handset, END * 0.5);
      for (let i = 0; i < 5; i++) market.own('PAYS_WITH', one, END * 0.7);
    }
    victims(market, members, 5, 0.5);
    return members;
  },
  /** Everyone shares something with the next one only, each time something else. */
  chain: (market) => {
    const members = crew(market, 9);
    const kinds = ['PAYS_WITH', 'HAS_PHONE', 'USES_DEVICE', 'HAS_EMAIL'] as const;
    members.forEach((one, i) => {
      market.furnish(one, END * 0.5);
      const next = members[i + 1];
      if (!next) return;
      for (const k of [i, i + 1]) {
        const type = kinds[k % kinds.length] ?? 'PAYS_WITH';
        market.hold(
          type,
          [one, next],
          `${{ PAYS_WITH: 'PaymentInstrument', HAS_PHONE: 'Phone', USES_DEVICE: 'Device', HAS_EMAIL: 'Email' }[type]}:${market.id()}` as Key,
          END * 0.5,
        );
      }
    });
    victims(market, members, 4, 0.5);
    return members;
  },
  /** Seven shops that share nothing but payout accounts, two and two, and empty them at once. */
  'payout accounts and nothing else': (market) => {
    const members = crew(market, 8, 'Seller');
    const accounts = Array.from({ length: 3 }, (): Key => `PayoutAccount:${market.id()}`);
    for (const one of members) {
      market.own('HAS_PHONE', one);
      market.own('VERIFIED_BY', one);
      const own = accounts.filter(() => market.chance(0.75));
      for (const account of own.length > 1 ? own : accounts.slice(0, 2))
        market.hold('PAID_OUT_TO', [one], account, END * 0.6);
      for (let i = 0; i < 12; i++) market.buy(market.pick(market.buyers), one, market.between(END * 0.6, END * 0.9));
    }
    return members;
  },
  /** Twelve reviewers praise the same nine shops, each within a day or two of the others; they share nothing. */
  'reviews for sale': (market) => {
    const members = crew(market, 12);
    for (const one of members) market.furnish(one, END * 0.5);
    const clients = Array.from({ length: 9 }, () => market.pick(market.shops));
    clients.forEach((client, c) => {
      const start = END * 0.6 + c * 130;
      for (const one of members) {
        if (market.chance(0.75)) market.review(one, client, start + market.between(0, 30));
      }
    });
    return members;
  },
  /** Sellers who buy from and praise each other, round and round. */
  'review swap club': (market) => {
    const members = crew(market, 7, 'Seller');
    const alts = members.map((shop) => {
      market.furnish(shop, END * 0.4);
      const alt = market.account('Buyer', market.between(END * 0.2, END * 0.6));
      market.furnish(alt, END * 0.45);
      market.link('SAME_PERSON', shop, alt, END * 0.5);
      return alt;
    });
    for (const [i, alt] of alts.entries()) {
      for (const [j, shop] of members.entries()) {
        if (i === j || market.chance(0.3)) continue;
        const hour = market.between(END * 0.5, END * 0.95);
        market.buy(alt, shop, hour, 12);
        market.review(alt, shop, hour + market.between(20, 60));
      }
    }
    return [...members, ...alts];
  },
  /** One shop, ten buyers on five phones who do little else than buy there at a steady pace. */
  'orders of one’s own': (market) => {
    const members = crew(market, 10);
    const shop = market.furnish(market.account('Seller', END * 0.3));
    const phones = Array.from({ length: 5 }, (): Key => `Device:${market.id()}`);
    for (const [i, one] of members.entries()) {
      market.hold('USES_DEVICE', [one], phones[i % 5] as Key, END * 0.5);
      market.own('HAS_EMAIL', one);
      market.own('PAYS_WITH', one);
      market.hold('SEEN_AT_IP', [one], phones[0]?.replace('Device', 'IpAddress') as Key, END * 0.5);
      for (let n = 0; n < 6; n++) market.buy(one, shop, END * 0.5 + n * 250 + market.between(0, 40), 9.99);
      for (let n = 0; n < 2; n++) market.buy(one, someShop(market), market.between(END * 0.5, END));
    }
    market.hold('USES_DEVICE', [shop], phones[0] as Key, END * 0.4);
    return [...members, shop];
  },
  /** Stolen money is spread over three hands, gathered by one, and comes back. */
  'money that comes back': (market) => {
    const members = crew(market, 8);
    for (const one of members) market.furnish(one, END * 0.4);
    for (let round = 0; round < 7; round++) {
      const start = END * 0.5 + round * 260;
      const [first, ...rest] = members as [Key, ...Key[]];
      const mules = rest.filter(() => market.chance(0.5)).slice(0, 4);
      for (const mule of mules) {
        market.transfer(first, mule, start + market.between(0, 5), 400);
        market.transfer(mule, rest.at(-1) === mule ? first : (rest.at(-1) as Key), start + market.between(6, 20), 380);
      }
      market.transfer(rest.at(-1) as Key, first, start + market.between(22, 40), 1300);
    }
    return members;
  },
  /** New accounts on a few e-mail addresses and phones, one coupon each, never seen again. */
  'coupon farm': (market) => {
    const members = crew(market, 20, 'Buyer', END * 0.7);
    const phones = Array.from({ length: 5 }, (): Key => `Phone:${market.id()}`);
    const addresses = Array.from({ length: 3 }, (): Key => `Address:${market.id()}`);
    const coupon: Key = `Coupon:${market.id()}`;
    for (const one of members) {
      market.own('USES_DEVICE', one, END * 0.7);
      market.hold('HAS_PHONE', [one], market.pick(phones), END * 0.7);
      market.hold('HAS_ADDRESS', [one], market.pick(addresses), END * 0.7);
      const hour = market.between(END * 0.76, END * 0.95);
      market.event('REDEMPTION', one, coupon, { at: hours(hour) });
      market.buy(one, someShop(market), hour + 0.1, 15);
    }
    return members;
  },
  /** Two banned shops come back as four, each with two of the old belongings. */
  'back after a ban': (market) => {
    const old = crew(market, 2, 'Seller', 0);
    const things = (['PAID_OUT_TO', 'VERIFIED_BY', 'HAS_PHONE', 'SHIPS_FROM', 'USES_DEVICE'] as const).map((type) => ({
      type,
      key: `${{ PAID_OUT_TO: 'PayoutAccount', VERIFIED_BY: 'IdentityDocument', HAS_PHONE: 'Phone', SHIPS_FROM: 'Warehouse', USES_DEVICE: 'Device' }[type]}:${market.id()}` as Key,
    }));
    for (const shop of old) {
      market.entity(shop, { status: 'banned', createdAt: hours(market.between(-4000, 0)) });
      for (const { type, key } of things) market.hold(type, [shop], key, 0);
    }
    const back = crew(market, 4, 'Seller', END * 0.6);
    for (const shop of back) {
      market.own('HAS_EMAIL', shop, END * 0.6);
      const kept = [...things].sort(() => market.random() - 0.5).slice(0, 2);
      for (const { type, key } of kept) market.hold(type, [shop], key, END * 0.6);
      for (let i = 0; i < 8; i++) market.buy(market.pick(market.buyers), shop, market.between(END * 0.7, END));
    }
    return [...old, ...back];
  },
  /** Bots that like what they are told to, together, at hours of their own, and hold nothing in common. */
  'likes in step': (market) => {
    const members = crew(market, 14);
    for (const one of members) market.furnish(one, END * 0.5);
    for (let job = 0; job < 25; job++) {
      const creator = market.pick(market.creators);
      const clip: Key = `Content:${market.id()}`;
      const start = market.between(END * 0.5, END * 0.95);
      market.link('PUBLISHED', creator, clip, start - 30);
      for (const one of members)
        if (market.chance(0.6)) market.event('ENGAGEMENT', one, clip, { at: hours(start + market.between(0, 0.5)) });
    }
    return members;
  },
  /** A creator, her shop and her buyers: commission for orders that go back. */
  'commission for nothing': (market) => {
    const star = market.furnish(market.account('Creator', END * 0.3));
    const shop = market.furnish(market.account('Seller', END * 0.3));
    const members = crew(market, 8);
    const [a, b]: [Key, Key] = [`PaymentInstrument:${market.id()}`, `Address:${market.id()}`];
    for (const [i, one] of members.entries()) {
      market.furnish(one, END * 0.5);
      if (i % 2 === 0) market.hold('PAYS_WITH', [one], a, END * 0.5);
      if (i % 3 !== 1) market.hold('HAS_ADDRESS', [one], b, END * 0.5);
      for (let n = 0; n < 4; n++) {
        const hour = market.between(END * 0.55, END * 0.9);
        const orderId = `o${market.id()}`;
        market.order(one, shop, hour, {
          amount: '60.00',
          orderId,
          references: { creator: star.replace('Creator:', '') },
        });
        market.event('COMMISSION', shop, star, { at: hours(hour + 30), amount: '6.00', currency: 'USD', orderId });
        if (market.chance(0.6)) market.refund(one, shop, hour + 50);
      }
    }
    market.hold('PAYS_WITH', [star], a, END * 0.3);
    return [star, shop, ...members];
  },
};
