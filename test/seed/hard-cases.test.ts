/** What a market must hold so that no single trait gives a ring away, and no innocent is known by a label. */
import { describe, expect, test } from 'vitest';
import {
  type EventRow,
  generateMarketplace,
  type InnocentKind,
  scenarioByName,
  type Typology,
} from '../../seed/src/main.ts';
import { fromOf, identifiersIn, indexRows, keyOf, type RingView, toOf, viewRing } from './ring-view.ts';

const medium = scenarioByName('medium');
if (!medium) throw new Error('no scenario medium');
const HOUR = 3_600_000;

// As many rings of four typologies and structures of each kind as several ordinary markets hold.
const typologies: readonly Typology[] = ['DEVICE_FARM', 'COORDINATED_REVIEWS', 'BANNED_SELLER_RETURN', 'PROMO_ABUSE'];
const market = generateMarketplace({
  ...medium,
  typologies,
  ringShare: 0.08,
  innocentsPerKind: 12,
  hardInnocents: 0.5,
});
const index = indexRows(market.records);
const rings = market.truth.rings.map((ring) => viewRing(ring, index));
const of = (typology: Typology): RingView[] => rings.filter(({ ring }) => ring.typology === typology);
const planted = new Set(
  [...market.truth.rings, ...market.truth.innocents].flatMap(({ members }) => members.map(keyOf)),
);

const createdAt = (key: string): number => Date.parse(index.entities.get(key)?.createdAt ?? '');
const rowsFrom = (key: string) => (index.rowsOf.get(key) ?? []).filter((row) => fromOf(row) === key);
const redemptionsOf = (key: string) =>
  rowsFrom(key).filter((row): row is EventRow => row.record === 'event' && row.type === 'REDEMPTION');
const innocents = (kind: InnocentKind): string[][] =>
  market.truth.innocents.filter((each) => each.kind === kind).map(({ members }) => members.map(keyOf));

/** How many of them hold the identifier of this kind that most of them hold. */
function together(members: readonly string[], kind: string): number {
  const holders = new Map<string, Set<string>>();
  for (const key of members) {
    for (const id of rowsFrom(key).flatMap(identifiersIn)) {
      if (id.startsWith(`${kind}:`)) holders.set(id, (holders.get(id) ?? new Set()).add(key));
    }
  }
  return Math.max(0, ...[...holders.values()].map((by) => by.size));
}

describe('a coupon is no label', () => {
  const start = Date.UTC(2026, 0, 2);
  const newcomers = [...index.entities.keys()].filter(
    (key) => key.startsWith('Buyer:') && !planted.has(key) && createdAt(key) >= start,
  );
  const redeemed = newcomers.filter((key) => redemptionsOf(key).length > 0);

  test('about a third of honest newcomers redeem the welcome voucher, half of them within a day', () => {
    expect(redeemed.length / newcomers.length).toBeGreaterThan(0.25);
    expect(redeemed.length / newcomers.length).toBeLessThan(0.4);
    const delays = redeemed.map((key) => Date.parse(redemptionsOf(key)[0]?.at ?? '') - createdAt(key));
    const quick = delays.filter((delay) => delay < 24 * HOUR).length / delays.length;
    expect(quick).toBeGreaterThan(0.35);
    expect(quick).toBeLessThan(0.7);
  });

  test('some of them were sent by a friend, at times one who lives with them', () => {
    const referred = redeemed.flatMap((key) =>
      (index.rowsOf.get(key) ?? []).filter((row) => row.type === 'REFERRED' && toOf(row) === key),
    );
    expect(referred.length / redeemed.length).toBeGreaterThan(0.1);
    const atHome = referred.filter((row) => together([fromOf(row), toOf(row)], 'Address') === 2);
    expect(atHome.length).toBeGreaterThan(0);
  });

  test('some rings use up the same voucher as honest newcomers', () => {
    const honest = new Set(redeemed.flatMap((key) => redemptionsOf(key).map(toOf)));
    const shared = of('PROMO_ABUSE').filter((view) => view.own('REDEMPTION').some((row) => honest.has(toOf(row))));
    expect(shared.length).toBeGreaterThan(0);
    expect(shared.length).toBeLessThan(of('PROMO_ABUSE').length);
  });
});

describe('innocents come in hard cases too', () => {
  test('some representatives share a phone or a computer with all their companies, some only the document', () => {
    const ties = innocents('LEGAL_REPRESENTATIVE').map((companies) =>
      ['Phone', 'Device'].filter((kind) => together(companies, kind) === companies.length).join(),
    );
    expect(new Set(ties)).toEqual(new Set(['', 'Phone', 'Device']));
  });

  test('some families move into a block of flats and sign up within the weekend, all but one sent by another', () => {
    const families = innocents('FAMILY').map((members) => {
      const times = members.map(createdAt);
      const home = rowsFrom(members[0] ?? '')
        .flatMap(identifiersIn)
        .filter((id) => id.startsWith('Address:'));
      const neighbours = home.map((id) => rowsAt(id).filter((key) => !members.includes(key)).length);
      return {
        isAtOnce: Math.max(...times) - Math.min(...times) < 48 * HOUR,
        referred: members.filter((key) => sentBy(key).some((by) => members.includes(by))).length,
        redeemed: members.filter((key) => redemptionsOf(key).length > 0).length,
        neighbours: Math.max(...neighbours),
        size: members.length,
      };
    });
    const movers = families.filter(({ isAtOnce }) => isAtOnce);
    expect(movers.length).toBeGreaterThanOrEqual(3);
    expect(movers.length).toBeLessThan(families.length);
    for (const { referred, redeemed, neighbours, size } of movers) {
      expect([referred, redeemed]).toEqual([size - 1, size]);
      expect(neighbours).toBeGreaterThanOrEqual(10);
    }
  });

  test('some test accounts are marked as such, and some are not', () => {
    const marks = innocents('TEST_ACCOUNTS').map(([first = '']) => index.entities.get(first)?.riskLabel);
    expect(new Set(marks)).toEqual(new Set(['confirmedLegitimate', undefined]));
  });
});

const rowsAt = (id: string): string[] => [
  ...new Set((index.rowsOf.get(id) ?? []).map(fromOf).concat(eventsNaming.get(id) ?? [])),
];
const sentBy = (key: string): string[] =>
  (index.rowsOf.get(key) ?? []).flatMap((row) => (row.type === 'REFERRED' && toOf(row) === key ? [fromOf(row)] : []));

const eventsNaming = new Map<string, string[]>();
for (const rows of index.rowsOf.values()) {
  for (const row of rows) {
    if (row.record !== 'event' || row.address === undefined) continue;
    const id = `Address:${row.address}`;
    eventsNaming.set(id, [...(eventsNaming.get(id) ?? []), fromOf(row)]);
  }
}

describe('rings come in large', () => {
  test('some device farms run twenty accounts or more on one handset', () => {
    const most = of('DEVICE_FARM').map((view) => view.holders('Device')[0] ?? 0);
    expect(most.filter((accounts) => accounts >= 20).length).toBeGreaterThan(0);
    expect(most.filter((accounts) => accounts < 20).length).toBeGreaterThan(0);
  });

  test('some campaigns of reviews have more than thirty accounts', () => {
    const sizes = of('COORDINATED_REVIEWS').map(({ members }) => members.size);
    expect(sizes.filter((size) => size > 30).length).toBeGreaterThan(0);
    expect(sizes.filter((size) => size <= 30).length).toBeGreaterThan(0);
  });

  test('some banned sellers are back at the same bank account, premises and computer', () => {
    const whole = of('BANNED_SELLER_RETURN').filter((view) =>
      ['PayoutAccount', 'Address', 'Device'].every((kind) => view.sharing(kind).size === view.members.size),
    );
    expect(whole.length).toBeGreaterThan(0);
    expect(whole.length).toBeLessThan(of('BANNED_SELLER_RETURN').length);
  });
});
