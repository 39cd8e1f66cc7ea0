/** Honest people who share a great deal, by other rules than those of seed/: each returns who they are. */
import type { Key } from '../graph-columns.ts';
import { END, someShop, type WildMarket } from './market.ts';
import type { Plant } from './rings.ts';

const people = (market: WildMarket, count: number, side: 'Buyer' | 'Seller' | 'Creator' = 'Buyer'): Key[] =>
  Array.from({ length: count }, () => market.furnish(market.account(side)));

function shopping(market: WildMarket, accounts: readonly Key[], each = 5): void {
  for (const one of accounts) {
    for (let i = 0; i < each; i++) {
      const [shop, hour] = [someShop(market), market.between(0, END - 100)];
      market.buy(one, shop, hour);
      if (market.chance(0.04)) market.refund(one, shop, hour + 40);
    }
  }
}

export const INNOCENTS: Readonly<Record<string, Plant>> = {
  /** Two hundred students, thirty IP addresses, three addresses; flatmates share tablets, friends send money. */
  'campus with many IP addresses': (market) => {
    const students = people(market, 200);
    const ips = Array.from({ length: 30 }, (): Key => `IpAddress:${market.id()}`);
    const halls = Array.from({ length: 3 }, (): Key => `Address:${market.id()}`);
    students.forEach((one, i) => {
      for (let n = 0; n < 6; n++) market.hold('SEEN_AT_IP', [one], market.pick(ips));
      market.hold('HAS_ADDRESS', [one], halls[i % 3] as Key);
      if (i % 4 === 0) market.hold('USES_DEVICE', students.slice(i, i + 2), `Device:${market.id()}`);
      if (i % 5 === 0)
        for (let n = 0; n < 4; n++)
          market.transfer(one, students[(i + 1 + n) % 200] as Key, market.between(0, END), 12);
    });
    shopping(market, students);
    return students;
  },
  /** Parents with a shop; the children buy there with the family's card, from the family's flat. */
  'family shop': (market) => {
    const family = people(market, 4);
    const shop = market.furnish(market.account('Seller'));
    market.hold('HAS_ADDRESS', [...family, shop], `Address:${market.id()}`);
    market.hold('SEEN_AT_IP', [...family, shop], `IpAddress:${market.id()}`);
    market.hold('PAYS_WITH', family.slice(0, 3), `PaymentInstrument:${market.id()}`);
    market.hold('USES_DEVICE', [family[0] as Key, shop], `Device:${market.id()}`);
    for (const one of family) for (let i = 0; i < 2; i++) market.buy(one, shop, market.between(0, END - 100));
    for (let i = 0; i < 120; i++) market.buy(market.pick(market.buyers), shop, market.between(0, END - 100));
    shopping(market, family);
    return [...family, shop];
  },
  /** Grandparents, two couples, four children: two homes, four cards, two tablets, pocket money. */
  'three generations': (market) => {
    const family = people(market, 9);
    const [home, away] = [family.slice(0, 5), family.slice(4)];
    for (const part of [home, away]) {
      market.hold('HAS_ADDRESS', part, `Address:${market.id()}`);
      market.hold('SEEN_AT_IP', part, `IpAddress:${market.id()}`);
      market.hold('USES_DEVICE', part.slice(0, 4), `Device:${market.id()}`);
      market.hold('PAYS_WITH', part.slice(0, 3), `PaymentInstrument:${market.id()}`);
    }
    for (let i = 0; i < 20; i++) {
      const [from, to] = [market.pick(family), market.pick(family)];
      if (from !== to) market.transfer(from, to, market.between(0, END), 20);
    }
    shopping(market, family);
    return family;
  },
  /** Thirty residents of a care home: staff orders for them on one tablet, each pays with their own card. */
  'care home': (market) => {
    const residents = people(market, 30);
    market.hold('HAS_ADDRESS', residents, `Address:${market.id()}`);
    market.hold('SEEN_AT_IP', residents, `IpAddress:${market.id()}`);
    market.hold('USES_DEVICE', residents, `Device:${market.id()}`);
    const pharmacy = market.shops[3] as Key;
    for (let week = 0; week < 20; week++) {
      for (const one of residents)
        if (market.chance(0.4)) market.buy(one, pharmacy, week * 168 + 10 + market.between(0, 3));
    }
    shopping(market, residents, 2);
    return residents;
  },
  /** Ten colleagues order lunch from the same three places at the same hour, day after day. */
  'office lunch': (market) => {
    const office = people(market, 10);
    market.hold('HAS_ADDRESS', office, `Address:${market.id()}`);
    market.hold('SEEN_AT_IP', office, `IpAddress:${market.id()}`);
    const places = Array.from({ length: 5 }, () => market.pick(market.shops));
    for (let day = 0; day < 60; day++) {
      const place = market.pick(places);
      for (const one of office) if (market.chance(0.5)) market.buy(one, place, day * 48 + 11 + market.between(0, 0.5));
    }
    shopping(market, office, 3);
    return office;
  },
  /** Forty fans buy every drop of their idol in the first hour. */
  'fans of one shop': (market) => {
    const fans = people(market, 40);
    const idol = market.furnish(market.account('Seller'));
    for (let drop = 0; drop < 8; drop++) {
      for (const one of fans) if (market.chance(0.7)) market.buy(one, idol, 300 + drop * 450 + market.between(0, 1));
      for (let i = 0; i < 15; i++)
        market.buy(market.pick(market.buyers), idol, 300 + drop * 450 + market.between(0, 5));
    }
    shopping(market, fans);
    return fans;
  },
  /** Fourteen farmers sell through one co-operative: its payout account, its warehouse, its telephone. */
  'co-operative': (market) => {
    const farmers = people(market, 14, 'Seller');
    market.hold('PAID_OUT_TO', farmers, `PayoutAccount:${market.id()}`);
    market.hold('SHIPS_FROM', farmers, `Warehouse:${market.id()}`);
    market.hold('HAS_PHONE', farmers.slice(0, 11), `Phone:${market.id()}`);
    for (const one of farmers)
      for (let i = 0; i < 25; i++) market.buy(market.pick(market.buyers), one, market.between(0, END - 100));
    return farmers;
  },
  /** An accountant registers eight small firms: her e-mail address and telephone on all, nothing else. */
  'clients of one accountant': (market) => {
    const firms = people(market, 8, 'Seller');
    market.hold('HAS_EMAIL', firms, `Email:${market.id()}`);
    market.hold('HAS_PHONE', firms, `Phone:${market.id()}`);
    for (const one of firms)
      for (let i = 0; i < 25; i++) market.buy(market.pick(market.buyers), one, market.between(0, END - 100));
    return firms;
  },
  /** A telephone passes from hand to hand: each owner has it for some months. */
  'second-hand handset': (market) => {
    const owners = people(market, 5);
    market.hold('USES_DEVICE', owners, `Device:${market.id()}`);
    shopping(market, owners);
    return owners;
  },
  /** Twenty players of one guild give each other gifts and money all the time. */
  guild: (market) => {
    const players = people(market, 20);
    for (let i = 0; i < 160; i++) {
      const [from, to] = [market.pick(players), market.pick(players)];
      if (from === to) continue;
      market.gift(from, to, 3);
      if (market.chance(0.4)) market.transfer(to, from, market.between(0, END), 5);
    }
    shopping(market, players);
    return players;
  },
  /** Thirty parents buy the same six school books in the same two evenings. */
  'school class': (market) => {
    const parents = people(market, 30);
    const books = Array.from({ length: 6 }, () => market.pick(market.shops));
    for (const shop of books) {
      const evening = market.pick([500, 524]);
      for (const one of parents) if (market.chance(0.8)) market.buy(one, shop, evening + 18 + market.between(0, 4));
    }
    shopping(market, parents);
    return parents;
  },
  /** Twenty-five subscribers get the same boxes from three shops on the first of each month. */
  'subscription boxes': (market) => {
    const subscribers = people(market, 25);
    const shops = Array.from({ length: 3 }, () => market.pick(market.shops));
    for (let month = 0; month < 6; month++) {
      for (const shop of shops)
        for (const one of subscribers)
          if (market.chance(0.8)) market.buy(one, shop, month * 720 + 6 + market.between(0, 0.2), 30);
    }
    shopping(market, subscribers);
    return subscribers;
  },
  /** Everybody of a club transfers to its treasurer. */
  'treasurer of a club': (market) => {
    const members = people(market, 16);
    for (let month = 0; month < 6; month++)
      for (const one of members.slice(1))
        market.transfer(one, members[0] as Key, month * 720 + market.between(0, 100), 10);
    shopping(market, members);
    return members;
  },
  /** Four flatmates: one address, one IP address, a joint card for the household, a shared tablet, shared bills. */
  flatmates: (market) => {
    const flat = people(market, 4);
    market.hold('HAS_ADDRESS', flat, `Address:${market.id()}`);
    market.hold('SEEN_AT_IP', flat, `IpAddress:${market.id()}`);
    market.hold('PAYS_WITH', flat, `PaymentInstrument:${market.id()}`);
    market.hold('USES_DEVICE', flat, `Device:${market.id()}`);
    for (let i = 0; i < 24; i++) {
      const [from, to] = [market.pick(flat), market.pick(flat)];
      if (from !== to) market.transfer(from, to, market.between(0, END), 15);
    }
    shopping(market, flat, 8);
    return flat;
  },
  /** A franchise: six shops, one registered company, one warehouse, the same pictures; each its own bank. */
  franchise: (market) => {
    const shops = people(market, 6, 'Seller');
    market.hold('REGISTERED_AS', shops, `BusinessRegistration:${market.id()}`);
    market.hold('SHIPS_FROM', shops, `Warehouse:${market.id()}`);
    for (let i = 0; i < 4; i++) market.hold('HAS_FINGERPRINT', shops, `Fingerprint:${market.id()}`);
    for (const one of shops)
      for (let i = 0; i < 40; i++) market.buy(market.pick(market.buyers), one, market.between(0, END - 100));
    return shops;
  },
  /** Village with one internet café and one post office: everybody’s device and address. */
  village: (market) => {
    const villagers = people(market, 35);
    for (let i = 0; i < 4; i++)
      market.hold(
        'USES_DEVICE',
        villagers.filter(() => market.chance(0.5)),
        `Device:${market.id()}`,
      );
    market.hold('HAS_ADDRESS', villagers, `Address:${market.id()}`);
    market.hold('SEEN_AT_IP', villagers, `IpAddress:${market.id()}`);
    shopping(market, villagers, 4);
    return villagers;
  },
  /** Employees of a shop who buy there at a discount, with their own cards, on the shop’s terminal. */
  'staff discount': (market) => {
    const staff = people(market, 7);
    const shop = market.furnish(market.account('Seller'));
    market.hold('USES_DEVICE', [...staff, shop], `Device:${market.id()}`);
    market.hold('SEEN_AT_IP', [...staff, shop], `IpAddress:${market.id()}`);
    for (const one of staff) for (let i = 0; i < 6; i++) market.buy(one, shop, market.between(0, END - 100));
    for (let i = 0; i < 250; i++) market.buy(market.pick(market.buyers), shop, market.between(0, END - 100));
    shopping(market, staff, 4);
    return [...staff, shop];
  },
};
