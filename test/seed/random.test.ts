import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AS_OF, iso, ordinaryTime, PERIOD_START } from '../../seed/src/calendar.ts';
import { createLedger, IDS_PER_DISTRICT } from '../../seed/src/ledger.ts';
import { formatMinor, MARKETS } from '../../seed/src/markets.ts';
import { createRandom } from '../../seed/src/random.ts';
import { parseDecimal } from '../../server/src/domain/decimal.ts';

describe('the seeded generator', () => {
  test('the same seed gives the same numbers, and a split does not depend on what was drawn before', () => {
    const [a, b] = [createRandom('x'), createRandom('x')];
    expect(Array.from({ length: 5 }, () => a.next())).toEqual(Array.from({ length: 5 }, () => b.next()));
    const untouched = createRandom('x').split('child').next();
    expect(a.split('child').next()).toBe(untouched);
    expect(a.split('other').next()).not.toBe(untouched);
  });

  test('is uniform: a chi-squared test over 100 bins, and no correlation of neighbours', () => {
    const random = createRandom('uniform');
    const values = Array.from({ length: 100_000 }, () => random.next());
    const bins = new Array<number>(100).fill(0);
    for (const value of values) bins[Math.floor(value * 100)] = (bins[Math.floor(value * 100)] ?? 0) + 1;
    const chi = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chi).toBeLessThan(149); // 99.9 % quantile with 99 degrees of freedom
    expect(chi).toBeGreaterThan(61);
    const pairs = values.slice(1).map((value, i) => (value - 0.5) * ((values[i] ?? 0) - 0.5));
    expect(Math.abs(pairs.reduce((sum, product) => sum + product, 0) / pairs.length)).toBeLessThan(0.001);
  });

  test('normal, log-normal and Poisson draws have the moments asked for', () => {
    const random = createRandom('moments');
    const many = <T>(draw: () => T): T[] => Array.from({ length: 50_000 }, draw);
    const mean = (list: readonly number[]): number => list.reduce((sum, x) => sum + x, 0) / list.length;
    const normal = many(() => random.normal(3, 2));
    expect(mean(normal)).toBeCloseTo(3, 1);
    expect(Math.sqrt(mean(normal.map((x) => (x - 3) ** 2)))).toBeCloseTo(2, 1);
    const sorted = many(() => random.logNormal(9, 0.5)).sort((a, b) => a - b);
    expect(sorted[25_000]).toBeCloseTo(9, 0);
    expect(mean(many(() => random.poisson(2.5)))).toBeCloseTo(2.5, 1);
  });

  test('whole numbers stay within their ends and samples are distinct members', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: -50, max: 50 }), fc.nat(50), (seed, low, width) => {
        const random = createRandom(seed);
        const value = random.int(low, low + width);
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(low + width);
        const list = Array.from({ length: width }, (_, i) => i);
        const sample = random.sample(list, 7);
        expect(sample).toHaveLength(Math.min(7, width));
        expect(new Set(sample).size).toBe(sample.length);
        if (width > 0) expect(random.skewedIndex(width, 0.6)).toBeLessThan(width);
      }),
    );
  });
});

describe('ids', () => {
  test('are distinct within and across districts, and show no order', () => {
    const ids = [0, 1, 7].flatMap((district) => {
      const ledger = createLedger(district, 0xabcdef);
      return Array.from({ length: 20_000 }, () => ledger.newId('Buyer'));
    });
    expect(new Set(ids).size).toBe(ids.length);
    const rising = ids.filter((id, i) => i > 0 && id > (ids[i - 1] ?? '')).length / ids.length;
    expect(rising).toBeGreaterThan(0.3);
    expect(rising).toBeLessThan(0.7);
    expect(5_000 * IDS_PER_DISTRICT).toBeLessThan(2 ** 32);
  });
});

describe('time and money', () => {
  test('ordinary moments stay within their ends', () => {
    const random = createRandom('time');
    for (let i = 0; i < 2000; i++) {
      const at = ordinaryTime(random, PERIOD_START, AS_OF, random.int(-8, 8));
      expect(at).toBeGreaterThanOrEqual(PERIOD_START);
      expect(at).toBeLessThanOrEqual(AS_OF);
    }
    expect(iso(AS_OF)).toBe('2026-06-30T23:59:59Z');
  });

  test('amounts are decimals in every market', () => {
    for (const market of MARKETS) {
      for (const minor of [1, 99, 100, 123_456]) expect(parseDecimal(formatMinor(market, minor))).not.toBeNull();
    }
    expect(formatMinor(MARKETS[0], 5)).toBe('0.05');
  });
});
