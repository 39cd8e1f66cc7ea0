import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateRings } from '../../server/src/application/evaluation/evaluate-rings.ts';
import type { FoundRing } from '../../server/src/application/evaluation/found-ring.ts';
import { matchOneToOne, overlapsOf } from '../../server/src/application/evaluation/match-rings.ts';
import {
  type PlantedRing,
  type PlantedTruth,
  parseTruth,
} from '../../server/src/application/evaluation/planted-truth.ts';
import { poolMarkets } from '../../server/src/application/evaluation/pool-markets.ts';
import { averagePrecision } from '../../server/src/application/evaluation/ring-ranking.ts';
import type { Severity, TypologyCode } from '../../server/src/domain/ring.ts';

const accounts = (...ids: string[]) => ids.map((id) => ({ kind: 'Buyer' as const, id }));
const found = (severity: Severity, ids: string, ...codes: TypologyCode[]): FoundRing => ({
  severity,
  score: 50,
  confidence: 0.5,
  members: accounts(...ids),
  typologies: codes.map((code) => ({ code })),
});
const planted = (ids: string, typology: TypologyCode = 'BRUSHING'): PlantedRing => ({
  id: ids,
  typology,
  members: accounts(...ids),
});
const truth = (...rings: PlantedRing[]): PlantedTruth => ({ rings, innocents: [] });

describe('pairs with known fraud', () => {
  const homes = {
    ...truth(planted('abc'), planted('de')),
    innocents: [{ id: 'home', kind: 'family', members: accounts(...'xyc') }],
  };

  test('are marked on their own: in one ring, across rings, with somebody honest', () => {
    const pairs = [found('MEDIUM', 'ab'), found('LOW', 'ad'), found('MEDIUM', 'ax'), found('LOW', 'bc')];
    const { pairs: marked, rings } = evaluateRings([...pairs, found('LOW', 'abc')], homes);
    expect(marked.any).toEqual({ found: 4, right: 2, precision: 0.5, accusing: 1 });
    expect(marked.MEDIUM).toEqual({ found: 2, right: 1, precision: 0.5, accusing: 1 });
    expect(rings.any.found).toBe(1);
  });

  test('none is no precision', () =>
    expect(evaluateRings([], homes).pairs.any).toEqual({ found: 0, right: 0, precision: null, accusing: 0 }));
});

describe('matching found rings with planted ones', () => {
  test('half of the union is enough, less is not', () => {
    const match = (a: string, b: string): number => matchOneToOne(overlapsOf([found('LOW', a)], [planted(b)])).size;
    expect(match('abc', 'abcdef')).toBe(1); // 3 of 6
    expect(match('abc', 'abcdefg')).toBe(0); // 3 of 7
    expect(match('abcx', 'abcy')).toBe(1); // 3 of 5
    expect(match('xyz', 'abc')).toBe(0);
  });

  test('one to one, the greatest overlap first', () => {
    const matches = matchOneToOne(overlapsOf([found('LOW', 'abcde'), found('LOW', 'abcdef')], [planted('abcdef')]));
    expect([...matches.keys()]).toEqual([1]);
    expect(matches.get(1)?.jaccard).toBe(1);
  });

  test('an account of the same id but another kind is another account', () => {
    const sellers: FoundRing = { ...found('LOW', 'a'), members: [{ kind: 'Seller', id: 'a' }] };
    expect(overlapsOf([sellers], [planted('a')])).toEqual([]);
  });

  test('no ring is matched twice, whatever overlaps', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1 }).map((list) => list.join(''));
    fc.assert(
      fc.property(fc.array(ids), fc.array(ids), (left, right) => {
        const matches = [
          ...matchOneToOne(
            overlapsOf(
              left.map((each) => found('LOW', each)),
              right.map((each) => planted(each)),
            ),
          ).values(),
        ];
        expect(new Set(matches.map((match) => match.planted)).size).toBe(matches.length);
        for (const match of matches) expect(match.jaccard).toBeGreaterThanOrEqual(0.5);
      }),
    );
  });
});

describe('accuracy of rings and members', () => {
  // Planted: abcd, efgh, ijkl. Found: one exact and HIGH, one wrong and MEDIUM, one half right and LOW.
  const rings = [found('HIGH', 'abcd'), found('MEDIUM', 'xyz'), found('LOW', 'efgz')];
  const { rings: at } = evaluateRings(rings, truth(planted('abcd'), planted('efgh'), planted('ijkl')));

  test('precision and recall by severity floor', () => {
    expect(at.any).toMatchObject({ found: 3, planted: 3, matched: 2, precision: 2 / 3, recall: 2 / 3, f1: 2 / 3 });
    expect(at.MEDIUM).toMatchObject({ found: 2, matched: 1, precision: 1 / 2, recall: 1 / 3, f1: 0.4 });
    expect(at.HIGH).toMatchObject({ found: 1, matched: 1, precision: 1, recall: 1 / 3, f1: 0.5 });
  });

  test('members are accounts: named 10, of them 7 rightly, of 12 in all', () => {
    expect(at.any.members.precision).toBeCloseTo(7 / 10);
    expect(at.any.members.recall).toBeCloseTo(7 / 12);
    expect(at.any.members.f1).toBeCloseTo((2 * 0.7 * (7 / 12)) / (0.7 + 7 / 12));
    expect(at.any.members.meanRingF1).toBeCloseTo((1 + 6 / 8) / 2);
  });

  test('nothing found has no precision and a recall of nought', () => {
    const { rings: none } = evaluateRings([], truth(planted('abc')));
    expect(none.any).toMatchObject({ found: 0, precision: null, recall: 0, f1: null });
  });

  test('pairs are not scored', () => {
    expect(evaluateRings([found('HIGH', 'ab')], truth(planted('abc'))).rings.any.found).toBe(0);
  });

  test('a ring in pieces is fragmented, unless one piece is large enough to match', () => {
    const pieces = evaluateRings([found('LOW', 'abc'), found('LOW', 'def')], truth(planted('abcdefgh')));
    expect(pieces.rings.any).toMatchObject({ matched: 0, fragmented: 1 });
    const oneMatches = evaluateRings([found('LOW', 'abcde'), found('LOW', 'fgh')], truth(planted('abcdefgh')));
    expect(oneMatches.rings.any).toMatchObject({ matched: 1, fragmented: 0 });
    const oneShared = evaluateRings([found('LOW', 'axy'), found('LOW', 'bvw')], truth(planted('abcd')));
    expect(oneShared.rings.any.fragmented).toBe(0);
  });

  test('a found ring that swallows two planted ones is over-merged', () => {
    const merged = evaluateRings([found('LOW', 'abcdef')], truth(planted('abc'), planted('def')));
    expect(merged.rings.any).toMatchObject({ overMerged: 1, matched: 1 });
  });
});

describe('ranking', () => {
  test('average precision by hand: hits at ranks 1 and 3 of 3 relevant', () => {
    expect(averagePrecision([true, false, true], 3)).toBeCloseTo((1 + 2 / 3) / 3);
    expect(averagePrecision([], 0)).toBeNull();
    expect(averagePrecision([false, false], 2)).toBe(0);
  });

  test('what a team sees in the first 10 rings and the first 500 accounts', () => {
    const large = found('HIGH', '');
    const crowd = {
      ...large,
      members: Array.from({ length: 600 }, (_, i) => ({ kind: 'Buyer' as const, id: `crowd${i}` })),
    };
    const rings = [found('HIGH', 'abc'), crowd, found('HIGH', 'def')];
    const { ranking } = evaluateRings(rings, truth(planted('abc'), planted('def'), planted('ghi')));
    expect(ranking.atReviewed[0]).toEqual({ rings: 10, precision: 2 / 3, recall: 2 / 3 });
    expect(ranking.recallAtAccounts).toEqual({ accounts: 500, recall: 1 / 3 });
    expect(ranking.averagePrecision).toBeCloseTo((1 + 2 / 3) / 3);
  });
});

describe('typologies', () => {
  test('recall counts all planted, the right name only those found', () => {
    const rings = [
      found('HIGH', 'abc', 'BRUSHING'),
      found('HIGH', 'def', 'DEVICE_FARM', 'PROMO_ABUSE', 'BRUSHING'),
      found('HIGH', 'ghi', 'DEVICE_FARM'),
    ];
    const { typologies } = evaluateRings(
      rings,
      truth(planted('abc'), planted('def'), planted('ghi'), planted('jkl'), planted('mno', 'PROMO_ABUSE')),
    );
    expect(typologies.each).toEqual([
      { code: 'BRUSHING', planted: 4, found: 3, recall: 0.75, first: 1 / 3, topThree: 2 / 3 },
      { code: 'PROMO_ABUSE', planted: 1, found: 0, recall: 0, first: null, topThree: null },
    ]);
    expect(typologies.overall).toMatchObject({ planted: 5, found: 3, recall: 0.6 });
  });
});

describe('innocent structures', () => {
  const home = { id: 'h', kind: 'FAMILY', members: accounts(...'abcd') };
  const hall = { id: 's', kind: 'STUDENT_HALL', members: accounts(...'klmnopqrst') };
  const couple = { id: 'c', kind: 'COUPLE', members: accounts('y', 'z') };
  const alarms = (...rings: FoundRing[]) =>
    Object.fromEntries(
      evaluateRings(rings, { rings: [], innocents: [home, hall, couple] }).innocents.map((each) => [
        each.kind,
        [each.accused, each.accusedHigh],
      ]),
    );

  test('a ring that is mostly a family accuses it, at its own severity', () => {
    expect(alarms(found('LOW', 'abc1'))['FAMILY']).toEqual([1, 0]);
    expect(alarms(found('CRITICAL', 'abcd12'))['FAMILY']).toEqual([1, 1]);
  });

  test('a ring with two flatmates among many others does not', () => {
    expect(alarms(found('HIGH', 'ab123456'))['FAMILY']).toEqual([0, 0]);
    expect(alarms(found('HIGH', 'klm12345'))['STUDENT_HALL']).toEqual([0, 0]);
    expect(alarms(found('HIGH', 'klm12'))['STUDENT_HALL']).toEqual([1, 1]);
  });

  test('of a couple both must be in it', () => {
    expect(alarms(found('HIGH', 'y12'))['COUPLE']).toEqual([0, 0]);
    expect(alarms(found('HIGH', 'yz1'))['COUPLE']).toEqual([1, 1]);
  });
});

describe('truth files', () => {
  test('a line that is no planted group is named', () => {
    const good = JSON.stringify({ id: 'r', typology: 'BRUSHING', members: [{ kind: 'Buyer', id: 'b', role: 'CORE' }] });
    expect(parseTruth({ rings: `${good}\n`, innocents: '' })).toMatchObject({ ok: true });
    expect(parseTruth({ rings: `${good}\n{"id":1}\n`, innocents: '' })).toMatchObject({
      ok: false,
      failure: { code: 'INVALID_ARGUMENT', message: expect.stringContaining('line 2') },
    });
    expect(parseTruth({ rings: 'not json', innocents: '' }).ok).toBe(false);
  });
});

describe('several marketplaces marked as one', () => {
  const scored = (score: number, ids: string) => ({ ...found('HIGH', ids), score });

  test('accounts of the same name in two of them are two accounts, and rings stand in one order', () => {
    const pooled = poolMarkets([
      { found: [scored(50, 'abc'), scored(40, 'xyz')], truth: truth(planted('abc')) },
      { found: [scored(90, 'abc')], truth: truth(planted('def')) },
    ]);
    expect(pooled.found.map((ring) => ring.score)).toEqual([90, 50, 40]);
    const { rings, ranking } = evaluateRings(pooled.found, pooled.truth);
    expect(rings.any).toMatchObject({ found: 3, planted: 2, matched: 1 });
    expect(ranking.averagePrecision).toBeCloseTo(1 / 2 / 2);
  });
});
