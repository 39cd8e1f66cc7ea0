import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateLabels } from '../../server/src/application/evaluation/evaluate-labels.ts';
import { parseCsv, parseLabelTable } from '../../server/src/application/evaluation/label-table.ts';
import { bootstrapInterval } from '../../server/src/application/evaluation/resample.ts';

const ring = (...ids: string[]) => ({ members: ids.map((id) => ({ kind: 'Buyer' as const, id })) });
const population = new Set(Array.from({ length: 100 }, (_, i) => `u${i}`));
const flagged = new Set(['u0', 'u1', 'u2', 'u3', 'u4']);

describe('rings against labels of single accounts', () => {
  test('lift is the share of flagged members over the base rate, each account once', () => {
    const result = evaluateLabels([ring('u0', 'u1', 'u50'), ring('u1', 'u60', 'u61')], { population, flagged });
    expect(result).toMatchObject({ population: 100, flagged: 5, baseRate: 0.05, rings: 2 });
    expect(result.top[0]).toMatchObject({ rings: 10, ringsFound: 2, accounts: 5, flagged: 2, precision: 0.4 });
    expect(result.top[0]?.lift).toBeCloseTo(8);
  });

  test('the top of the list is what counts', () => {
    const good = Array.from({ length: 10 }, () => ring('u0', 'u1', 'u2'));
    const bad = Array.from({ length: 15 }, (_, i) => ring(`u${70 + i}`));
    const { top } = evaluateLabels([...good, ...bad], { population, flagged });
    expect(top[0]?.precision).toBe(1);
    expect(top[1]?.precision).toBeCloseTo(3 / 18);
  });

  test('members without a label are left out, and no labelled member gives no figure', () => {
    const { top } = evaluateLabels([ring('stranger')], { population, flagged });
    expect(top[0]).toMatchObject({ accounts: 0, precision: null, lift: null, liftInterval: null });
  });

  test('the interval holds the figure for rings apart, and is the same every time', () => {
    const rings = Array.from({ length: 10 }, (_, i) => ring(`u${i}`, `u${i + 20}`, `u${i + 40}`));
    const once = evaluateLabels(rings, { population, flagged }).top[0];
    const again = evaluateLabels(rings, { population, flagged }).top[0];
    expect(again).toEqual(once);
    expect(once?.liftInterval?.low).toBeLessThan(once?.lift ?? 0);
    expect(once?.liftInterval?.high).toBeGreaterThan(once?.lift ?? 0);
  });
});

describe('the bootstrap', () => {
  const mean = (sample: readonly number[]): number => sample.reduce((sum, x) => sum + x, 0) / sample.length;

  test('comes close to the normal interval of a mean', () => {
    const units = Array.from({ length: 400 }, (_, i) => i % 2);
    const interval = bootstrapInterval(units, mean, { resamples: 2000, seed: 1 });
    expect(interval?.low).toBeCloseTo(0.5 - 1.96 * Math.sqrt(0.25 / 400), 2);
    expect(interval?.high).toBeCloseTo(0.5 + 1.96 * Math.sqrt(0.25 / 400), 2);
  });

  test('has no interval without units, and a point for equal ones', () => {
    expect(bootstrapInterval([], mean, { resamples: 10, seed: 1 })).toBeNull();
    expect(bootstrapInterval([3, 3], mean, { resamples: 10, seed: 1 })).toEqual({ low: 3, high: 3 });
  });
});

describe('label tables', () => {
  test('any column order, quotes and line ends; a row without id is skipped', () => {
    const text = '\uFEFFnote,fraud,id\r\n"a, ""b""",1,u1\r\n,0,u2\r\n"two\nlines",true,u3\r\n,1,\r\n';
    const labels = parseLabelTable(text, { id: 'id', label: 'fraud' });
    expect(labels).toEqual({
      ok: true,
      value: { population: new Set(['u1', 'u2', 'u3']), flagged: new Set(['u1', 'u3']) },
    });
  });

  test('a missing column is named with those that are there', () => {
    expect(parseLabelTable('a,b\n1,2\n', { id: 'a', label: 'c' })).toMatchObject({
      ok: false,
      failure: { code: 'INVALID_ARGUMENT', message: 'The label file has no column c; its columns are: a, b.' },
    });
    expect(parseLabelTable('', { id: 'a', label: 'b' }).ok).toBe(false);
    expect(parseLabelTable('a,b\n1,"x"y\n', { id: 'a', label: 'b' }).ok).toBe(false);
    expect(parseLabelTable('a,b\n1,"x\n', { id: 'a', label: 'b' }).ok).toBe(false);
  });

  test('what is written as CSV is read back', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ' ', 'ß') });
    const row = fc.array(cell, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const text = rows.map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\n');
        expect(parseCsv(`${text}\n`)).toEqual(rows);
        expect(parseCsv(text)).toEqual(rows);
      }),
    );
  });
});
