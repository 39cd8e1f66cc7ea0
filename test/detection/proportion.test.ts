/**
 * Cases of the world that a rule may get wrong in either direction: what is plainer must not weigh less, and what
 * families, tenants and companies do is not found out with them.
 */
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import type { RingCandidate } from '../../server/src/domain/ring.ts';
import { SEVERITIES } from '../../server/src/domain/ring.ts';
import type { GraphInput } from '../support/graph-columns.ts';
import { at, buyer, seller, settle, smallTown, type Town } from '../support/small-town.ts';

type Key = ReturnType<typeof buyer>;
type Tie = GraphInput['links'][number]['type'];

const START = 1400;
const TIES = {
  Address: 'HAS_ADDRESS',
  BusinessRegistration: 'REGISTERED_AS',
  Device: 'USES_DEVICE',
  IdentityDocument: 'VERIFIED_BY',
  IpAddress: 'SEEN_AT_IP',
  PaymentInstrument: 'PAYS_WITH',
  PayoutAccount: 'PAID_OUT_TO',
  Phone: 'HAS_PHONE',
  Warehouse: 'SHIPS_FROM',
} as const satisfies Readonly<Record<string, Tie>>;
type Kind = keyof typeof TIES;

function shareAll(town: Town, accounts: readonly Key[], kinds: readonly Kind[], name: string): void {
  for (const kind of kinds) town.share(TIES[kind], accounts, `${kind}:shared-${name}`, START + 1);
}

/** The one that most of these accounts are in; null where none is told of. */
function ringOf(town: Town, accounts: readonly Key[]): RingCandidate | null {
  const own = new Set<string>(accounts);
  const { candidates } = detectRings(town.columns, DEFAULT_PARAMETERS, { now: () => 0 });
  const common = ({ members }: RingCandidate): number =>
    members.filter(({ kind, id }) => own.has(`${kind}:${id}`)).length;
  return candidates.find((ring) => common(ring) >= own.size * 0.5) ?? null;
}
const rank = (ring: RingCandidate | null): number => (ring === null ? -1 : SEVERITIES.indexOf(ring.severity));
const [LOW, MEDIUM] = [0, SEVERITIES.indexOf('MEDIUM')];

describe('a banned seller who comes back under other names', () => {
  const back = (kinds: readonly Kind[], others: number): RingCandidate | null => {
    const town = smallTown();
    const first = settle(town, seller('first'), -3000);
    town.entity(first, { status: 'banned', createdAt: at(-3000), market: 'GB' });
    town.event('ENFORCEMENT', first, first, { at: at(START - 100), action: 'ban', reason: 'counterfeit' });
    const later = Array.from({ length: others }, (_, i) => settle(town, seller(`later${i}`), START + i * 9));
    shareAll(town, [first, ...later], kinds, 'back');
    return ringOf(town, [first, ...later]);
  };
  const PLAINER: readonly (readonly Kind[])[] = [
    ['PayoutAccount'],
    ['PayoutAccount', 'Address'],
    ['PayoutAccount', 'Address', 'Device'],
    ['PayoutAccount', 'Address', 'Device', 'Phone', 'Warehouse'],
  ];
  it.each([1, 2])('as %i shops, is told of, and no less for living where they lived', (others) => {
    const told = PLAINER.map((kinds) => rank(back(kinds, others)));
    expect(told[0]).toBeGreaterThanOrEqual(MEDIUM);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });
});

describe('a family', () => {
  const family = (tell: (town: Town, members: readonly Key[]) => void, size = 4): RingCandidate | null => {
    const town = smallTown();
    const members = Array.from({ length: size }, (_, i) => settle(town, buyer(`f${i}`), START + i * 7));
    shareAll(town, members, ['Address', 'IpAddress', 'Device', 'PaymentInstrument', 'Phone'], 'home');
    tell(town, members);
    return ringOf(town, members);
  };

  it('that joins on one weekend, invited by each other and with the coupon for it, is never HIGH', () => {
    const ring = family((town, members) => {
      for (const one of members.slice(1)) town.link('REFERRED', members[0] ?? one, one, START + 8);
      for (const [i, one] of members.entries())
        town.event('REDEMPTION', one, 'Coupon:welcome', { at: at(START + i * 7 + 2) });
    }, 5);
    expect(rank(ring)).toBeLessThanOrEqual(MEDIUM);
  });

  it('in a block of flats that have one address is accused no more than one in a house', () => {
    const neighbours = (town: Town): void => {
      for (let i = 0; i < 14; i++) {
        const one = settle(town, buyer(`n${i}`));
        town.link('HAS_ADDRESS', one, 'Address:shared-home');
      }
    };
    expect(rank(family(neighbours))).toBeLessThanOrEqual(Math.max(LOW, rank(family(() => undefined))));
  });

  it('whose father was banned as a buyer and as a seller, one person, is not found out with him', () => {
    const ring = family((town, [father = buyer('f0')]) => {
      town.entity(father, { status: 'banned', createdAt: at(START), market: 'GB' });
      const shop = settle(town, seller('father'), -2000);
      town.entity(shop, { status: 'banned', createdAt: at(-2000), market: 'GB' });
      town.link('SAME_PERSON', father, shop).link('HAS_ADDRESS', shop, 'Address:shared-home');
    });
    expect(rank(ring)).toBeLessThan(MEDIUM);
  });
});

it('companies that have one legal representative and keep books of their own are not found out', () => {
  const town = smallTown();
  const companies = Array.from({ length: 4 }, (_, i) => settle(town, seller(`c${i}`), START + i * 20));
  shareAll(town, companies, ['IdentityDocument', 'Phone', 'Device'], 'representative');
  for (const [i, one] of companies.entries()) town.link('REGISTERED_AS', one, `BusinessRegistration:own${i}`);
  expect(rank(ringOf(town, companies))).toBeLessThan(MEDIUM);
});

it('old shops that declare the same tracking numbers again and again are told of for that alone', () => {
  const town = smallTown();
  const shops = Array.from({ length: 4 }, (_, i) => settle(town, seller(`s${i}`), -8000 + i * 400));
  for (let parcel = 0; parcel < 12; parcel++) {
    for (const [i, shop] of shops.entries()) {
      if ((parcel + i) % 3 === 0) continue;
      town.event('SHIPMENT', shop, `Shipment:t${parcel}`, { at: at(1000 + parcel * 20 + i), status: 'shipped' });
    }
  }
  expect(rank(ringOf(town, shops))).toBeGreaterThanOrEqual(LOW);
});

describe('sellers who are paid through one account with one who was banned', () => {
  const paid = (isDrained: boolean): RingCandidate | null => {
    const town = smallTown();
    const sellers = Array.from({ length: 9 }, (_, i) => settle(town, seller(`m${i}`), 200 + i * 80));
    town.entity(sellers[0] ?? seller('m0'), { status: 'banned', createdAt: at(200), market: 'GB' });
    for (const [i, one] of sellers.entries()) {
      town.link('PAID_OUT_TO', one, 'PayoutAccount:hub', 1000 + i * 31);
      if (!isDrained) continue;
      town.event('PROFILE_CHANGE', one, 'PayoutAccount:hub', { at: at(1200 + i * 40) });
      town.event('PAYOUT', one, 'PayoutAccount:hub', { at: at(1220 + i * 40), amount: '500.00', currency: 'GBP' });
    }
    return ringOf(town, sellers);
  };
  it('are its clients, unless each had it entered and was paid out at once', () => {
    expect(rank(paid(true))).toBeGreaterThan(rank(paid(false)));
  });
});

it('that accounts are old and buy everywhere speaks for nobody where they were taken over', () => {
  const town = smallTown();
  // Devices come at all hours: where all came at one, the hour would tell nothing.
  for (let i = 0; i < 300; i++) town.link('USES_DEVICE', buyer(`h${i}`), `Device:later${i}`, i * 5.37);
  const taken = Array.from({ length: 6 }, (_, i) => settle(town, buyer(`t${i}`), -9000 - i * 200));
  for (const [i, one] of taken.entries()) {
    for (let shop = 0; shop < 4; shop++) town.order(one, seller(`h${i * 4 + shop}`), 100 + shop * 90 + i);
    town.link('USES_DEVICE', one, 'Device:thief', START + i * 2);
    for (let failed = 0; failed < 3; failed++) {
      town.event('LOGIN', one, 'Device:thief', { at: at(START + i * 2 - 1 + failed / 9), failed: true });
    }
  }
  const ring = ringOf(town, taken);
  expect(ring?.typologies[0]?.code).toBe('ACCOUNT_TAKEOVER');
  const against = ring?.counterEvidence.map(({ type }) => type) ?? [];
  expect(against).not.toContain('LONG_TENURE');
  expect(against).not.toContain('DIVERSE_TARGETS');
  expect(rank(ring)).toBeGreaterThanOrEqual(MEDIUM);
});

describe('accounts on one handset and one card that order at a shop of their own', () => {
  const testers = (undo: boolean): RingCandidate | null => {
    const town = smallTown();
    const accounts = Array.from({ length: 5 }, (_, i) => settle(town, buyer(`q${i}`), -4000));
    const shop = settle(town, seller('q'), -4000);
    shareAll(town, accounts, ['Device', 'PaymentInstrument', 'Address'], 'rig');
    for (let week = 0; week < 8; week++) {
      for (const [i, one] of accounts.entries()) {
        const orderId = `q${week}-${i}`;
        town.order(one, shop, 100 + week * 168 + i, {
          orderId,
          ...(undo && week % 2 === 0 && { status: 'cancelled' }),
        });
        if (undo && week % 2 === 1) town.event('REFUND', one, shop, { at: at(102 + week * 168 + i), orderId });
      }
    }
    return ringOf(town, accounts);
  };
  it('try the marketplace out where each order is undone at once, and are a ring where the orders stand', () => {
    expect(rank(testers(false))).toBeGreaterThanOrEqual(MEDIUM);
    expect(rank(testers(true))).toBeLessThan(MEDIUM);
  });
});

it('how usual it is to redeem at once is a matter of newcomers, not of everybody who was ever there', () => {
  const town = smallTown();
  for (let i = 0; i < 60; i++) {
    const one = settle(town, buyer(`new${i}`), 300 + i * 25);
    if (i % 5 < 2) town.event('REDEMPTION', one, 'Coupon:welcome', { at: at(303 + i * 25) });
  }
  const farm = Array.from({ length: 10 }, (_, i) => settle(town, buyer(`farm${i}`), START + i * 3));
  shareAll(town, farm, ['PaymentInstrument', 'Device'], 'farm');
  for (const [i, one] of farm.entries()) town.event('REDEMPTION', one, 'Coupon:welcome', { at: at(START + i * 3 + 1) });
  const statements = ringOf(town, farm)?.evidence.map(({ statement }) => statement) ?? [];
  expect(statements.find((statement) => statement.includes('within a day'))).toMatch(
    /^10 of 10 members redeemed 1 coupon within a day of registering; 4[0-4] % of other newcomers did/,
  );
});
