import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toIncidence } from '../../../server/src/detection/graph/incidence.ts';
import { hubDiscount, project } from '../../../server/src/detection/graph/projection.ts';

const anyPairs = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 11 })), {
  selector: ([row, column]) => `${row}-${column}`,
  maxLength: 60,
});
const incidenceOf = (pairs: readonly (readonly [number, number])[]) =>
  toIncidence(10, 12, {
    row: Int32Array.from(pairs, ([row]) => row),
    column: Int32Array.from(pairs, ([, column]) => column),
  });
const projected = (pairs: readonly (readonly [number, number])[]) =>
  project({
    incidence: incidenceOf(pairs),
    columnWeight: new Float32Array(12).fill(1),
    columnClass: Uint8Array.from({ length: 12 }, (_, c) => c % 4),
    entryFactor: null,
  });

describe('the projection', () => {
  it('joins exactly the rows with a column in common and counts the columns', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const edges = projected(pairs);
        const columnsOf = (row: number) => pairs.filter(([r]) => r === row).map(([, column]) => column);
        const found = new Map<string, number>();
        for (let e = 0; e < edges.length; e++) found.set(`${edges.from[e]}-${edges.to[e]}`, edges.common[e] ?? 0);
        for (let a = 0; a < 10; a++) {
          for (let b = a + 1; b < 10; b++) {
            const common = columnsOf(a).filter((column) => columnsOf(b).includes(column)).length;
            expect(found.get(`${a}-${b}`) ?? 0).toBe(common);
          }
        }
      }),
    );
  });

  it('does not depend on the order of the pairs', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        expect(projected([...pairs].reverse())).toEqual(projected(pairs));
      }),
    );
  });

  it('weighs a column of two rows in full and a busy one next to nothing', () => {
    expect(hubDiscount(1000, 2)).toBeCloseTo(1);
    expect(hubDiscount(1000, 50)).toBeLessThan(0.01);
    expect(hubDiscount(1000, 1000)).toBe(0);
  });

  it('merges repeated pairs into one entry that spans their times', () => {
    const spans: Readonly<Record<number, readonly [number, number]>> = { 5: [8, 9], 6: [4, 20], 8: [1, 2] };
    const { entryColumn, times } = toIncidence(1, 3, {
      row: Int32Array.from([0, 0, 0, 0, 0]),
      column: Int32Array.from([1, 1, 2, 1, 0]),
      seen: {
        source: Int32Array.from([7, 5, 8, 6, 7]),
        first: (source) => spans[source]?.[0] ?? Number.NaN,
        last: (source) => spans[source]?.[1] ?? Number.NaN,
      },
    });
    expect([...entryColumn]).toEqual([0, 1, 2]);
    expect([0, 1, 2].map(times.first)).toEqual([Number.NaN, 4, 1]);
    expect([0, 1, 2].map(times.last)).toEqual([Number.NaN, 20, 2]);
  });
});
