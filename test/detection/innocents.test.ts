/** Honest structures that look like rings: none may be HIGH, and most not reported at all. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import type { RingCandidate } from '../../server/src/domain/ring.ts';
import type { Key } from '../support/graph-columns.ts';
import { at, buyer, creator, seller, settle, smallTown, type Town } from '../support/small-town.ts';

const names = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const people = (town: Town, count: number, of: (id: string) => Key = buyer, prefix = 'x'): Key[] =>
  names(prefix, count).map((id, i) => settle(town, of(id), -8000 + i * 411));

function ringsAround(town: Town, accounts: readonly Key[]): RingCandidate[] {
  const inside = new Set<string>(accounts);
  return detectRings(town.columns, DEFAULT_PARAMETERS, { now: () => 0 }).candidates.filter(({ members }) =>
    members.some(({ kind, id }) => inside.has(`${kind}:${id}`)),
  );
}

const INNOCENTS: Readonly<Record<string, (town: Town) => Key[]>> = {
  'a family on one tablet and one address': (town) => {
    const family = people(town, 4);
    town.share('USES_DEVICE', family, 'Device:tablet').share('HAS_ADDRESS', family, 'Address:home');
    return family;
  },
  'a couple and their child with one card': (town) => {
    const family = people(town, 3);
    town.share('PAYS_WITH', family, 'PaymentInstrument:joint').share('HAS_ADDRESS', family, 'Address:home');
    return family;
  },
  'a family that shares device, address, card and phone, and refers each other': (town) => {
    const family = people(town, 3);
    town.share('USES_DEVICE', family, 'Device:tablet').share('HAS_ADDRESS', family, 'Address:home');
    town.share('PAYS_WITH', family, 'PaymentInstrument:joint').share('HAS_PHONE', family, 'Phone:landline');
    for (const one of family.slice(1)) town.link('REFERRED', family[0] ?? one, one);
    return family;
  },
  'a student hall behind one address and one IP address': (town) => {
    const students = people(town, 45);
    town.share('HAS_ADDRESS', students, 'Address:hall').share('SEEN_AT_IP', students, 'IpAddress:hall');
    return students;
  },
  'an office of fifteen behind one address and one IP address': (town) => {
    const office = people(town, 15);
    town.share('HAS_ADDRESS', office, 'Address:office').share('SEEN_AT_IP', office, 'IpAddress:office');
    return office;
  },
  "a carrier's address translation": (town) => {
    const subscribers = people(town, 120);
    for (const ip of names('nat', 4)) town.share('SEEN_AT_IP', subscribers, `IpAddress:${ip}`);
    return subscribers;
  },
  'an internet café': (town) => {
    const guests = people(town, 70);
    return town.share('USES_DEVICE', guests, 'Device:cafe') && guests;
  },
  'an agency that manages thirty creators from one device': (town) => {
    const creators = people(town, 30, creator);
    const manager = settle(town, creator('agency'));
    for (const managed of creators) town.link('MANAGES', manager, managed);
    town.share('USES_DEVICE', [manager, ...creators.slice(0, 15)], 'Device:agency');
    town.share('SEEN_AT_IP', [manager, ...creators], 'IpAddress:agency');
    return creators;
  },
  'a flash sale': (town) => {
    const crowd = people(town, 60);
    const shop = settle(town, seller('flash'));
    for (const [i, one] of crowd.entries()) town.order(one, shop, 1500 + i / 60);
    return crowd;
  },
  'a fan club': (town) => {
    const fans = people(town, 25);
    const star = settle(town, creator('star'));
    for (let post = 0; post < 8; post++) {
      const content: Key = `Content:post${post}`;
      town.link('PUBLISHED', star, content, 1000 + post * 90);
      for (const [i, fan] of fans.entries()) {
        if ((i + post) % 3 > 0) town.event('ENGAGEMENT', fan, content, { at: at(1000 + post * 90 + i / 40) });
      }
    }
    for (const fan of fans) town.link('FOLLOWS', fan, star);
    return fans;
  },
  'a corporate card with eight holders in one office': (town) => {
    const staff = people(town, 8);
    town.share('PAYS_WITH', staff, 'PaymentInstrument:corporate').share('HAS_ADDRESS', staff, 'Address:office');
    return town.share('SEEN_AT_IP', staff, 'IpAddress:office') && staff;
  },
  'neighbours at one address, four of whom order together every few weeks and send things back': (town) => {
    const neighbours = people(town, 15);
    town.share('HAS_ADDRESS', neighbours, 'Address:tower');
    const four = neighbours.slice(0, 4);
    for (let round = 0; round < 4; round++) {
      for (const [i, one] of four.entries()) {
        town.order(one, seller(`h${round}`), 300 + round * 400 + i / 4);
        const refunded = (i + round) % 2 === 0;
        if (refunded)
          town.event('REFUND', one, seller(`h${round}`), {
            at: at(400 + round * 400 + i),
            amount: '25.50',
            currency: 'USD',
          });
      }
    }
    return four;
  },
  'a parcel locker': (town) => {
    const customers = people(town, 80);
    return town.share('HAS_ADDRESS', customers, 'Address:locker') && customers;
  },
  'clients of a payment agent': (town) => {
    const clients = people(town, 9, seller);
    return town.share('PAID_OUT_TO', clients, 'PayoutAccount:agent') && clients;
  },
  'shops that ship from one warehouse of a logistics firm': (town) => {
    const shops = people(town, 40, seller);
    return town.share('SHIPS_FROM', shops, 'Warehouse:third-party') && shops;
  },
  "a real influencer's referral campaign": (town) => {
    const referred = people(town, 40);
    const influencer = settle(town, creator('influencer'));
    for (const one of referred) town.link('REFERRED', influencer, one);
    return referred;
  },
  'the legal representative of four companies': (town) => {
    const shops = people(town, 4, seller);
    return town.share('VERIFIED_BY', shops, 'IdentityDocument:director') && shops;
  },
  'one person with a buyer and a seller account': (town) => {
    const [mine, shop] = [settle(town, buyer('me')), settle(town, seller('me'))];
    const friend = settle(town, buyer('friend'));
    town.link('SAME_PERSON', mine, shop).share('USES_DEVICE', [mine, shop], 'Device:mine');
    town.share('PAYS_WITH', [mine, shop], 'PaymentInstrument:mine').share('USES_DEVICE', [mine, friend], 'Device:old');
    return [mine, shop, friend];
  },
};

describe('an honest structure is not HIGH', () => {
  for (const [name, plant] of Object.entries(INNOCENTS)) {
    it(name, () => {
      const town = smallTown();
      const accounts = plant(town);
      for (const ring of ringsAround(town, accounts)) expect(['LOW', 'MEDIUM']).toContain(ring.severity);
    });
  }

  it('and nine in ten are not reported at all', () => {
    const reported = Object.entries(INNOCENTS).filter(([, plant]) => {
      const town = smallTown();
      return ringsAround(town, plant(town)).length > 0;
    });
    expect(reported.map(([name]) => name).length).toBeLessThanOrEqual(Object.keys(INNOCENTS).length * 0.12);
  });

  it('nor is anybody in a town without any sharing', () => {
    expect(detectRings(smallTown().columns, DEFAULT_PARAMETERS, { now: () => 0 }).candidates).toEqual([]);
  });
});

describe('an ignored hub is listed with its reason', () => {
  it('when too many use it', () => {
    const town = smallTown();
    town.share('USES_DEVICE', people(town, 70), 'Device:cafe');
    const { ignoredHubs } = detectRings(town.columns, DEFAULT_PARAMETERS, { now: () => 0 });
    expect(ignoredHubs).toContainEqual(expect.objectContaining({ kind: 'Device', id: 'cafe', accounts: 70 }));
    expect(ignoredHubs[0]?.reason).toMatch(/used by 70 accounts; more than \d+ on one Device/);
  });

  it('when it was confirmed as legitimate', () => {
    const town = smallTown();
    town.share('PAID_OUT_TO', people(town, 5, seller), 'PayoutAccount:agent');
    town.entity('PayoutAccount:agent', { risk: 'confirmedLegitimate' });
    const { ignoredHubs } = detectRings(town.columns, DEFAULT_PARAMETERS, { now: () => 0 });
    expect(ignoredHubs).toEqual([expect.objectContaining({ id: 'agent', accounts: 5 })]);
  });
});
