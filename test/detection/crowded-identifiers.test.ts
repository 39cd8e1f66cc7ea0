/** Identifiers above their cap tie nobody by themselves; where most of those who use one came or acted together, they do. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import { at, buyer, seller, settle, smallTown, type Town } from '../support/small-town.ts';

/** How many of those named so each ring holds, and its severity. */
const ringsOf = (town: Town, name: string): string[] =>
  detectRings(town.columns, DEFAULT_PARAMETERS, { now: () => 0 }).candidates.flatMap(({ members, severity }) => {
    const own = members.filter(({ id }) => id.startsWith(name)).length;
    return own > 0 ? [`${own} of ${members.length} ${severity}`] : [];
  });

/** So many accounts, one registered every `hours`. */
const arrive = (town: Town, count: number, hours: number) =>
  Array.from({ length: count }, (_, i) => settle(town, buyer(`n${i}`), 500 + i * hours));

describe('most holders of a crowded identifier', () => {
  it.each([
    ['Device', 20],
    ['Device', 21],
    ['Device', 80],
    ['PaymentInstrument', 10],
    ['PaymentInstrument', 11],
    ['PaymentInstrument', 40],
  ] as const)('registered within days and ran for one coupon: on one %s %i', (kind, count) => {
    const town = smallTown();
    const farm = Array.from({ length: count }, (_, i) => buyer(`n${i}`));
    // Who has a handset and a card of their own besides may have been signed up at a stand.
    for (const [i, one] of farm.entries()) town.entity(one, { createdAt: at(500 + (i * 60) / count), market: 'GB' });
    town.share(kind === 'Device' ? 'USES_DEVICE' : 'PAYS_WITH', farm, `${kind}:farm`, 500);
    for (const [i, account] of farm.entries()) {
      town.event('REDEMPTION', account, 'Coupon:welcome', { at: at(500.5 + (i * 60) / count) });
    }
    expect(ringsOf(town, 'n')).toEqual([`${count} of ${count} HIGH`]);
  });

  it('stand in step: 60 on one device who review four products', () => {
    const town = smallTown();
    const farm = arrive(town, 60, -90);
    town.share('USES_DEVICE', farm, 'Device:farm', 500);
    for (let product = 0; product < 4; product++) {
      for (const [i, account] of farm.entries()) {
        town.event('REVIEW', account, `Product:p${product}`, { at: at(900 + product * 200 + (i % 11) / 5), rating: 5 });
      }
    }
    expect(ringsOf(town, 'n')).toEqual(['60 of 60 LOW']);
  });
});

describe('a payout account of twenty sellers', () => {
  const paid = (payouts: number): string[] => {
    const town = smallTown(300, 200);
    for (let i = 0; i < 20; i++) {
      const one = settle(town, seller(`n${i}`), 300 + i * 60);
      town.link('PAID_OUT_TO', one, 'PayoutAccount:hub', 400 + i * 60);
      town.event('PROFILE_CHANGE', one, 'PayoutAccount:hub', { at: at(400 + i * 60) });
      for (let n = 0; n < payouts; n++) {
        const when = at(424 + i * 60 + n * 24);
        town.event('PAYOUT', one, 'PayoutAccount:hub', { at: when, amount: '500.00', currency: 'GBP' });
      }
    }
    return ringsOf(town, 'n');
  };
  it('to which each was drained once, soon after it was entered, is a tie', () =>
    expect(paid(1)).toEqual(['20 of 20 MEDIUM']));
  it('to which they are paid day after day is an agent', () => expect(paid(9)).toEqual([]));
});

describe('no tie is a crowded identifier', () => {
  it('whose users came over the months, some with a coupon', () => {
    const town = smallTown();
    const guests = arrive(town, 40, 35);
    town.share('USES_DEVICE', guests, 'Device:kiosk', 500);
    for (const account of guests.slice(0, 15)) town.event('REDEMPTION', account, 'Coupon:welcome', { at: at(1990) });
    expect(ringsOf(town, 'n')).toEqual([]);
  });

  it('that is the address of a campus in the week the term begins', () => {
    const town = smallTown();
    const students = arrive(town, 120, 0.5);
    town.share('SEEN_AT_IP', students, 'IpAddress:campus', 500);
    expect(ringsOf(town, 'n')).toEqual([]);
  });

  it('of which only some came together', () => {
    const town = smallTown();
    const guests = arrive(town, 40, 35);
    const group = Array.from({ length: 30 }, (_, i) => settle(town, buyer(`m${i}`), 900 + i));
    town.share('USES_DEVICE', [...guests, ...group], 'Device:kiosk', 500);
    expect(ringsOf(town, 'm')).toEqual([]);
  });
});

describe('holders of a crowded identifier who cost others far more than is usual', () => {
  const lose = (tie: 'USES_DEVICE' | 'HAS_ADDRESS', key: 'Device:one' | 'Address:one'): string[] => {
    const town = smallTown();
    const buyers = arrive(town, 26, 40);
    town.share(tie, buyers, key, 1000);
    for (const [i, one] of buyers.entries()) {
      for (let n = 0; n < 4; n++) {
        const [from, when, orderId] = [seller(`h${(i * 4 + n) % 30}`), 1600 + n * 60 + i * 2, `n${i}-${n}`];
        town.order(one, from, when, { orderId });
        if (n > 0) town.event('REFUND', one, from, { at: at(when + 90), orderId, amount: '25.50', currency: 'USD' });
      }
    }
    return ringsOf(town, 'n');
  };

  it('are told of where it is a handset, and not where parcels are stolen from one hall', () => {
    expect(lose('USES_DEVICE', 'Device:one')).toEqual(['26 of 26 MEDIUM']);
    expect(lose('HAS_ADDRESS', 'Address:one')).toEqual([]);
  });

  it('are told of where new shops are paid through one account and leave their customers behind', () => {
    const town = smallTown();
    const shops = Array.from({ length: 14 }, (_, i) => settle(town, seller(`n${i}`), 300 + i * 60));
    town.share('PAID_OUT_TO', shops, 'PayoutAccount:one', 1300);
    for (const [i, one] of shops.entries()) {
      for (let n = 0; n < 6; n++) {
        town.order(buyer(`h${i * 6 + n}`), one, 1400 + n * 30 + i);
        if (n > 1) town.event('COMPLAINT', buyer(`h${i * 6 + n}`), one, { at: at(1700 + n * 10 + i) });
      }
    }
    expect(ringsOf(town, 'n')).toEqual(['14 of 14 MEDIUM']);
  });
});
