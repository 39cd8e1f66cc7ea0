/** What speaks for honest people and must not speak for those who only look alike: a crowd, a hall, many shops, a mistake. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import type { RingCandidate } from '../../server/src/domain/ring.ts';
import { at, buyer, seller, settle, smallTown, type Town } from '../support/small-town.ts';

type Key = ReturnType<typeof buyer>;
const START = 1400;

function ringOf(town: Town, accounts: readonly Key[]): RingCandidate | undefined {
  const own = new Set<string>(accounts);
  const { candidates } = detectRings(town.columns, DEFAULT_PARAMETERS, { now: () => 0 });
  return candidates.find(({ members }) => members.filter((one) => own.has(`${one.kind}:${one.id}`)).length >= 3);
}
const against = (ring: RingCandidate | undefined): readonly string[] =>
  ring?.counterEvidence.map(({ type }) => type) ?? [];

describe('accounts that have nothing but one handset and one address, and ran for the coupon', () => {
  const farm = (size: number, hasOwn: boolean): RingCandidate | undefined => {
    const town = smallTown();
    for (let i = 0; i < 80; i++) {
      const one = settle(town, buyer(`new${i}`), 300 + i * 20);
      if (i % 8 === 0) town.event('REDEMPTION', one, 'Coupon:welcome', { at: at(303 + i * 20) });
    }
    const accounts = Array.from({ length: size }, (_, i) => {
      const one = buyer(`f${i}`);
      if (hasOwn) settle(town, one, START + i * 2.5);
      else town.entity(one, { createdAt: at(START + i * 2.5), market: 'GB' });
      town.event('REDEMPTION', one, 'Coupon:welcome', { at: at(START + i * 2.5 + 1) });
      town.link('USES_DEVICE', one, 'Device:farm', START + i * 2.5).link('HAS_ADDRESS', one, 'Address:farm', START + i);
      return one;
    });
    return ringOf(town, accounts);
  };

  it('are no campus for being more than a handset may serve', () => {
    for (const size of [20, 21, 26]) expect(farm(size, false)?.severity).toBe('HIGH');
  });

  it('may be one where each has a device of their own beside it', () => {
    expect(against(farm(21, true))).toContain('CAMPUS_OR_OFFICE');
    expect(farm(21, true)?.severity).not.toBe('HIGH');
  });
});

it('the crowd behind a carrier’s address excuses nobody who is not accused of sharing it', () => {
  const town = smallTown();
  for (let i = 0; i < 80; i++) town.link('SEEN_AT_IP', buyer(`h${i}`), 'IpAddress:carrier', i);
  const hired = Array.from({ length: 10 }, (_, i) => settle(town, buyer(`r${i}`), -1500 + i * 200));
  for (const [i, one] of hired.entries()) {
    town.link('SEEN_AT_IP', one, 'IpAddress:carrier', 700 + i);
    for (let target = 0; target < 6; target++) {
      town.event('REVIEW', one, seller(`h${target}`), { at: at(800 + target * 90 + i / 5), rating: 5 });
    }
  }
  const ring = ringOf(town, hired);
  expect(ring?.severity).toBe('MEDIUM');
  expect(against(ring)).not.toContain('CAMPUS_OR_OFFICE');
});

it('to buy in many shops speaks for nobody who has the money back from all of them', () => {
  const bought = (refunded: number): RingCandidate | undefined => {
    const town = smallTown();
    const buyers = Array.from({ length: 8 }, (_, i) => settle(town, buyer(`b${i}`), 300 + i * 90));
    for (const kind of ['PAYS_WITH', 'USES_DEVICE', 'HAS_PHONE'] as const) town.share(kind, buyers, thing(kind), 1000);
    for (const [i, one] of buyers.entries()) {
      for (let shop = 0; shop < 3; shop++) {
        const orderId = `b${i}-${shop}`;
        const from = seller(`h${i * 3 + shop}`);
        town.order(one, from, 1200 + i * 9 + shop * 70, { orderId });
        if (shop < refunded) town.event('REFUND', one, from, { at: at(1700 + i), orderId, amount: '25.50' });
      }
    }
    return ringOf(town, buyers);
  };
  expect(against(bought(0))).toContain('DIVERSE_TARGETS');
  expect(against(bought(3))).not.toContain('DIVERSE_TARGETS');
});
const thing = (type: 'PAYS_WITH' | 'USES_DEVICE' | 'HAS_PHONE'): Key =>
  (({ PAYS_WITH: 'PaymentInstrument:b', USES_DEVICE: 'Device:b', HAS_PHONE: 'Phone:b' }) as const)[type];

it('orders that are undone at once are no trial where the shop is praised for them', () => {
  const bought = (praise: boolean): RingCandidate | undefined => {
    const town = smallTown();
    const buyers = Array.from({ length: 6 }, (_, i) => settle(town, buyer(`b${i}`), 300 + i * 40));
    const shop = settle(town, seller('own'), 400);
    town.share('USES_DEVICE', buyers, 'Device:b', 900).share('PAYS_WITH', buyers, 'PaymentInstrument:b', 900);
    for (const [i, one] of buyers.entries()) {
      for (let week = 0; week < 5; week++) {
        town.order(one, shop, 1000 + week * 90 + i * 7, { status: 'cancelled' });
        if (praise) town.event('REVIEW', one, shop, { at: at(1010 + week * 90 + i * 7), rating: 5 });
      }
    }
    return ringOf(town, [...buyers, shop]);
  };
  expect(bought(false)?.severity).not.toBe('HIGH');
  expect(bought(true)?.severity).toBe('HIGH');
  expect(bought(true)?.typologies[0]?.code).toBe('BRUSHING');
});

describe('old accounts that all came to one handset in a week', () => {
  const cameTo = (tries: (account: number) => number): RingCandidate | undefined => {
    const town = smallTown();
    for (let i = 0; i < 300; i++) town.link('USES_DEVICE', buyer(`h${i}`), `Device:later${i}`, i * 5.37);
    const guests = Array.from({ length: 10 }, (_, i) => settle(town, buyer(`g${i}`), -9000 - i * 90));
    for (const [i, one] of guests.entries()) {
      for (let shop = 0; shop < 4; shop++) town.order(one, seller(`h${(i + shop * 7) % 30}`), 100 + shop * 90 + i);
      town.link('USES_DEVICE', one, 'Device:kiosk', START + i * 11);
      for (let t = 0; t < tries(i); t++) {
        town.event('LOGIN', one, 'Device:kiosk', { at: at(START + i * 11 - 1 + t / 9), failed: true });
      }
    }
    return ringOf(town, guests);
  };
  it('mistyped their passwords where each did so once or twice', () => {
    expect(cameTo((i) => 1 + (i % 2))?.severity).not.toBe('HIGH');
    expect(cameTo(() => 4)?.severity).toBe('HIGH');
  });
});

it('shops whose payouts are turned over and drained in a week are victims, and no mules', () => {
  const town = smallTown();
  for (let i = 0; i < 30; i++) town.link('PAID_OUT_TO', seller(`h${i}`), `PayoutAccount:later${i}`, 100 + i * 41.3);
  const taken = Array.from({ length: 5 }, (_, i) => settle(town, seller(`v${i}`), -8000 - i * 100));
  for (const [i, one] of taken.entries()) {
    for (let order = 0; order < 6; order++) town.order(buyer(`h${i * 6 + order}`), one, 200 + order * 110 + i);
    town
      .link('USES_DEVICE', one, 'Device:thief', START + i * 9)
      .link('PAID_OUT_TO', one, 'PayoutAccount:thief', START + i * 9);
    town.event('PROFILE_CHANGE', one, 'PayoutAccount:thief', { at: at(START + i * 9) });
    town.event('PAYOUT', one, 'PayoutAccount:thief', { at: at(START + i * 9 + 20), amount: '900.00', currency: 'GBP' });
  }
  const ring = ringOf(town, taken);
  expect(ring?.typologies[0]?.code).toBe('ACCOUNT_TAKEOVER');
  expect(ring?.members.map(({ role }) => role)).toEqual(taken.map(() => 'VICTIM'));
});

it('creators whose agency moves all of them to another bank in a week were not taken over', () => {
  const town = smallTown();
  for (let i = 0; i < 30; i++) town.link('PAID_OUT_TO', seller(`h${i}`), `PayoutAccount:later${i}`, 100 + i * 41.3);
  const managed = Array.from({ length: 8 }, (_, i) => settle(town, seller(`m${i}`), -8000 - i * 100));
  for (const [i, one] of managed.entries()) {
    for (let n = 0; n < 6; n++)
      town.order(buyer(`h${i * 6 + n}`), one, 200 + n * 110 + i).order(one, seller(`h${n}`), n * 100);
    town.link('PAID_OUT_TO', one, 'PayoutAccount:agency', START + i * 9);
    town.event('PROFILE_CHANGE', one, 'PayoutAccount:agency', { at: at(START + i * 9) });
    town.event('PAYOUT', one, 'PayoutAccount:agency', {
      at: at(START + i * 9 + 48),
      amount: '300.00',
      currency: 'GBP',
    });
  }
  const ring = ringOf(town, managed);
  expect(ring?.severity).not.toBe('HIGH');
  expect(ring?.typologies.map(({ code }) => code)).not.toContain('ACCOUNT_TAKEOVER');
});

describe('newcomers with one tablet or address in common and the welcome coupon', () => {
  const signedUp = (tell: (town: Town, one: Key, i: number) => void): string | undefined => {
    const town = smallTown();
    for (let i = 0; i < 60; i++) {
      const one = settle(town, buyer(`new${i}`), 300 + i * 20);
      if (i % 12 === 0) town.event('REDEMPTION', one, 'Coupon:welcome', { at: at(303 + i * 20) });
    }
    const people = Array.from({ length: 10 }, (_, i) => {
      const one = buyer(`p${i}`);
      tell(town, one, i);
      town.link('USES_DEVICE', one, 'Device:stand', START + i * 3);
      town.event('REDEMPTION', one, 'Coupon:welcome', { at: at(START + i * 3 + 1) });
      return one;
    });
    return ringOf(town, people)?.severity;
  };
  it('are not HIGH where each has a handset and a card of their own', () => {
    expect(signedUp((town, one, i) => settle(town, one, START + i * 3))).toBe('MEDIUM');
    const bare = signedUp((town, one, i) => town.entity(one, { createdAt: at(START + i * 3), market: 'GB' }));
    expect(bare).toBe('HIGH');
  });
});
