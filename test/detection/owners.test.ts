/**
 * Whose business it is: shops with one owner who hides nothing, companies of one legal representative, and those a banned
 * one is back in.
 */
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
  return candidates.find((ring) => ring.members.every(({ kind, id }) => own.has(`${kind}:${id}`)));
}

const shops = (town: Town, count: number, apartHours = 20): Key[] =>
  Array.from({ length: count }, (_, i) => settle(town, seller(`s${i}`), START + i * apartHours));

describe('new shops that are paid through one account, or whose papers name one person', () => {
  const found = (share: (town: Town, own: readonly Key[]) => void, isLeft: boolean): string | undefined => {
    const town = smallTown();
    const own = shops(town, 6, 40);
    share(town, own);
    for (const [i, one] of own.entries()) {
      for (let order = 0; order < 10; order++) {
        const customer = buyer(`h${i * 10 + order}`);
        town.order(customer, one, START + 250 + order);
        if (isLeft && order % 3 > 0) town.event('COMPLAINT', customer, one, { at: at(START + 300 + order) });
      }
    }
    return ringOf(town, own)?.severity;
  };
  const byPayout = (town: Town, own: readonly Key[]) => town.share('PAID_OUT_TO', own, 'PayoutAccount:one', START + 1);
  const byPapers = (town: Town, own: readonly Key[]): void => {
    town.share('VERIFIED_BY', own, 'IdentityDocument:one', START + 1);
    for (const one of own) town.link('REGISTERED_AS', one, `BusinessRegistration:of-${one}`);
  };

  it('are clients of one agent or lawyer, unless they all leave their customers behind', () => {
    for (const share of [byPayout, byPapers]) {
      expect(['LOW', undefined]).toContain(found(share, false));
      expect(['MEDIUM', 'HIGH']).toContain(found(share, true));
    }
  });
});

describe('shops of one owner, opened in one week', () => {
  const opened = (tell: (town: Town, own: readonly Key[]) => void): RingCandidate | undefined => {
    const town = smallTown();
    const own = shops(town, 5);
    town
      .share('VERIFIED_BY', own, 'IdentityDocument:one', START + 1)
      .share('REGISTERED_AS', own, 'BusinessRegistration:one', START + 1)
      .share('PAID_OUT_TO', own, 'PayoutAccount:one', START + 1)
      .share('SHIPS_FROM', own, 'Warehouse:one', START + 1)
      .share('HAS_PHONE', own, 'Phone:one', START + 1);
    tell(town, own);
    return ringOf(town, own);
  };

  it('are not HIGH for being his', () => {
    expect(opened(() => undefined)?.severity).not.toBe('HIGH');
  });

  it('are so where the customers are left behind', () => {
    const ring = opened((town, own) => {
      for (const [i, one] of own.entries()) {
        for (let order = 0; order < 12; order++) {
          const customer = buyer(`h${i * 12 + order}`);
          town.order(customer, one, START + 150 + order);
          if (order % 4 > 0) town.event('COMPLAINT', customer, one, { at: at(START + 200 + order) });
        }
      }
    });
    expect(ring?.severity).toBe('HIGH');
  });
});

it('three shops or more on one document and nothing else are told of, however many', () => {
  for (const count of [3, 20]) {
    const town = smallTown();
    const own = shops(town, count, 9);
    town.share('VERIFIED_BY', own, 'IdentityDocument:one', START + 1);
    expect(ringOf(town, own)?.size).toBe(count);
  }
});

describe('a banned seller who is back', () => {
  const back = (tell: (town: Town, first: Key, later: readonly Key[]) => void): RingCandidate | undefined => {
    const town = smallTown();
    const first = settle(town, seller('first'), -3000);
    town.entity(first, { status: 'banned', createdAt: at(-3000), market: 'GB' });
    const later = shops(town, 2, 100);
    tell(town, first, later);
    return ringOf(town, [first, ...later]);
  };

  it('is not excused as the legal representative of the companies that came after the ban', () => {
    const ring = back((town, first, later) => {
      town.event('ENFORCEMENT', first, first, { at: at(START - 100), action: 'ban', reason: 'counterfeit' });
      for (const one of [first, ...later]) town.link('REGISTERED_AS', one, `BusinessRegistration:of-${one}`);
      town.share('VERIFIED_BY', [first, ...later], 'IdentityDocument:one', START + 1);
    });
    expect(ring?.severity).toBe('MEDIUM');
    expect(ring?.counterEvidence.map(({ type }) => type)).not.toContain('AGENCY');
  });

  it('is found by who is paid though nobody knows the day of the ban, and not by the home alone', () => {
    const found = (...kinds: readonly ('payout' | 'phone')[]): string | undefined =>
      back((town, first, later) => {
        const all = [first, ...later];
        town.share('HAS_ADDRESS', all, 'Address:home', START + 1).share('USES_DEVICE', all, 'Device:home', START + 1);
        if (kinds.includes('phone')) town.share('HAS_PHONE', all, 'Phone:home', START + 1);
        if (kinds.includes('payout')) town.share('PAID_OUT_TO', all, 'PayoutAccount:home', START + 1);
      })?.severity;
    expect(found('phone', 'payout')).toBe('HIGH');
    expect(['LOW', undefined]).toContain(found('phone'));
  });
});

describe('customers in couples on one card, who give a shop half its orders and its praise', () => {
  const customers = (elsewhere: number): RingCandidate | undefined => {
    const town = smallTown();
    const own = Array.from({ length: 8 }, (_, i) => settle(town, buyer(`c${i}`), 300 + i * 60));
    const shop = settle(town, seller('busy'), 200);
    for (const [i, one] of own.entries()) {
      town.link('PAYS_WITH', one, `PaymentInstrument:of-two-${i >> 1}`, 900 + i);
      for (let round = 0; round < 4; round++) {
        town
          .order(one, shop, 1000 + round * 130 + i * 19)
          .order(buyer(`h${i * 4 + round}`), shop, 1100 + i * 23 + round);
        town.event('REVIEW', one, shop, { at: at(1060 + round * 130 + i * 19), rating: 5 });
      }
      for (let n = 0; n < elsewhere; n++) town.order(one, seller(`h${(i * 5 + n * 7) % 30}`), 900 + n * 50 + i * 11);
    }
    return ringOf(town, [...own, shop]);
  };

  it('are one ring with it where they live on it', () => {
    expect(customers(2)?.size).toBe(9);
    expect(customers(2)?.severity).toBe('MEDIUM');
    expect(customers(2)?.typologies[0]?.code).toBe('BRUSHING');
  });

  it('are regulars where they shop elsewhere as well', () => {
    expect(customers(8)).toBeUndefined();
  });
});
