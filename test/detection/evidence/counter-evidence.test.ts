/** Every kind of counter-evidence shows where it should, says why, and lowers the score of the same group without it. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../../server/src/detection/parameters.ts';
import { detectRings } from '../../../server/src/detection/pipeline.ts';
import type { CounterEvidenceType, RingCandidate } from '../../../server/src/domain/ring.ts';
import type { Key } from '../../support/graph-columns.ts';
import { at, buyer, creator, plantRing, seller, settle, smallTown, type Town } from '../../support/small-town.ts';

/** Everything is reported, so that what is excused can be seen. */
const parameters = { ...DEFAULT_PARAMETERS, minScore: 0.5 };
const ringAround = (town: Town, accounts: readonly Key[]): RingCandidate | undefined => {
  const inside = new Set<string>(accounts);
  return detectRings(town.columns, parameters, { now: () => 0 }).candidates.find(({ members }) =>
    members.some(({ kind, id }) => inside.has(`${kind}:${id}`)),
  );
};
const people = (town: Town, count: number, of: (id: string) => Key = buyer, createdHours = -2000): Key[] =>
  Array.from({ length: count }, (_, i) => settle(town, of(`x${i}`), createdHours + i * 57));
const shareAll = (town: Town, accounts: readonly Key[], type: Parameters<Town['share']>[0], to: Key): Key[] => {
  town.share(type, accounts, to);
  return [...accounts];
};

const CASES: Readonly<Record<CounterEvidenceType, readonly [(town: Town) => Key[], RegExp]>> = {
  HOUSEHOLD: [
    (town) =>
      shareAll(
        town,
        shareAll(town, people(town, 4), 'HAS_ADDRESS', 'Address:home'),
        'PAYS_WITH',
        'PaymentInstrument:joint',
      ),
    /^4 persons sharing one address may live together$/,
  ],
  CAMPUS_OR_OFFICE: [
    (town) =>
      shareAll(town, shareAll(town, people(town, 12), 'HAS_ADDRESS', 'Address:hall'), 'SEEN_AT_IP', 'IpAddress:hall'),
    /^12 persons share one (address|IP address) that serves 12 accounts, as an office, a campus or a student hall does$/,
  ],
  AGENCY: [
    (town) => {
      const managed = people(town, 6, creator);
      const manager = settle(town, creator('manager'));
      for (const one of managed) town.link('MANAGES', manager, one);
      return shareAll(town, [manager, ...managed], 'USES_DEVICE', 'Device:agency');
    },
    /^6 of 7 members are managed by one account, as agencies do$/,
  ],
  PAYMENT_AGENT: [
    (town) => shareAll(town, people(town, 6, seller), 'PAID_OUT_TO', 'PayoutAccount:agent'),
    /^6 accounts are paid through one payout account and share little else/,
  ],
  PUBLIC_IDENTIFIER: [
    (town) => {
      const crowd = people(town, 80);
      town.share('USES_DEVICE', crowd, 'Device:cafe');
      return shareAll(town, crowd.slice(0, 4), 'PAYS_WITH', 'PaymentInstrument:four');
    },
    /^1 identifier they share is public or widely used \(one device serves 80 accounts\) and tie nobody$/,
  ],
  LONG_TENURE: [
    (town) => shareAll(town, people(town, 5, buyer, -20_000), 'PAYS_WITH', 'PaymentInstrument:one'),
    /^5 of 5 members have been here for over 365 days$/,
  ],
  DIVERSE_TARGETS: [
    (town) => {
      const members = people(town, 5);
      for (const [i, member] of members.entries()) {
        for (let n = 0; n < 5; n++) town.order(member, seller(`h${i * 5 + n}`), 200 + i * 211 + n * 97);
      }
      return shareAll(town, members, 'PAYS_WITH', 'PaymentInstrument:one');
    },
    /^Members buy from 5\.0 sellers each on average, and only 0 % of these in common$/,
  ],
  SEPARATE_PAYOUTS: [
    (town) => shareAll(town, people(town, 4, seller), 'USES_DEVICE', 'Device:shop'),
    /^4 sellers and creators of the group are each paid to an account of their own$/,
  ],
  VIRAL_CONTENT: [
    (town) => {
      const fans = people(town, 12);
      const star = settle(town, creator('star'));
      for (let post = 0; post < 6; post++) {
        town.link('PUBLISHED', star, `Content:c${post}`);
        for (const [i, fan] of fans.entries()) {
          town.event('ENGAGEMENT', fan, `Content:c${post}`, { at: at(800 + post * 100 + i / 40) });
        }
      }
      return fans;
    },
    /members watch one creator and share next to nothing, as an audience does$/,
  ],
  OVERTURNED_ENFORCEMENT: [
    (town) => {
      const members = shareAll(town, people(town, 4), 'PAYS_WITH', 'PaymentInstrument:one');
      const [first] = members;
      if (first) town.event('ENFORCEMENT', first, first, { at: at(500), status: 'overturned' });
      return members;
    },
    /^1 earlier decision against 1 member was overturned$/,
  ],
  CONFIRMED_LEGITIMATE: [
    (town) => {
      const members = shareAll(town, people(town, 4), 'PAYS_WITH', 'PaymentInstrument:one');
      for (const key of members.slice(0, 2)) {
        const known = town.entities.findIndex((entity) => entity.key === key);
        town.entities[known] = { ...town.entities[known], key, risk: 'confirmedLegitimate' };
      }
      return members;
    },
    /^2 of 4 members were checked before and found legitimate$/,
  ],
  SINGLE_SOFT_IDENTIFIER: [
    (town) => shareAll(town, people(town, 5), 'USES_DEVICE', 'Device:one'),
    /^Nothing but one kind of soft identifier ties them$/,
  ],
};

describe('counter-evidence', () => {
  for (const [type, [plant, sentence]] of Object.entries(CASES)) {
    it(`${type.toLowerCase().replaceAll('_', ' ')} is named and said in a sentence`, () => {
      const town = smallTown();
      const ring = ringAround(town, plant(town));
      const found = ring?.counterEvidence.find((evidence) => evidence.type === type);
      expect(found?.statement).toMatch(sentence);
      expect(found?.weight).toBeLessThanOrEqual(0);
    });
  }

  it('lowers the score it speaks against', () => {
    const scoreWith = (change: (town: Town) => void): number => {
      const town = smallTown();
      const members = plantRing(town);
      change(town);
      return ringAround(town, members)?.score ?? 0;
    };
    const plain = scoreWith(() => undefined);
    const cleared = scoreWith((town) => {
      for (const [i, entity] of town.entities.entries()) {
        if (/^Buyer:r[0-3]$/.test(entity.key)) town.entities[i] = { ...entity, risk: 'confirmedLegitimate' };
      }
    });
    const overturned = scoreWith((town) => {
      town.event('ENFORCEMENT', buyer('r0'), buyer('r0'), { at: at(600), status: 'overturned' });
    });
    expect(cleared).toBeLessThan(plain * 0.9);
    expect(overturned).toBeLessThan(plain);
  });
});

describe('earlier decisions', () => {
  const scoreWith = (extra: (town: Town) => void): RingCandidate | undefined => {
    const town = smallTown();
    const members = plantRing(town);
    extra(town);
    return ringAround(town, members);
  };

  it('against a member raise the score as a kind of their own', () => {
    const plain = scoreWith(() => undefined);
    const known = scoreWith((town) => {
      town.event('ENFORCEMENT', buyer('r1'), buyer('r1'), { at: at(600), action: 'suspension' });
    });
    expect(known?.score ?? 0).toBeGreaterThan(plain?.score ?? 0);
    expect(known?.evidence.find(({ type }) => type === 'KNOWN_FRAUD')).toMatchObject({
      statement: 'Of 7 members, 1 sanctioned before (r1)',
      eventCount: 1,
    });
  });
});

describe('an evidence', () => {
  it('counts the events a reader finds among its members and entities', () => {
    const town = smallTown();
    const ring = ringAround(town, plantRing(town));
    const orders = ring?.evidence.find(
      ({ type, eventTypes }) => type === 'DENSE_INTERACTION' && eventTypes.includes('ORDER'),
    );
    expect(orders?.eventCount).toBe(24);
  });
});
