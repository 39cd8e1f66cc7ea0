import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCommonColumns } from '../../../server/src/detection/graph/common-columns.ts';
import { toIncidence } from '../../../server/src/detection/graph/incidence.ts';

const anyPairs = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 11 })), {
  selector: ([row, column]) => `${row}-${column}`,
  maxLength: 60,
});
const anyGroups = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1 }), { minLength: 1 });

describe('the columns that rows have in common', () => {
  it('are the same as by comparing all rows, group after group', () => {
    fc.assert(
      fc.property(anyPairs, anyGroups, (pairs, groups) => {
        const incidence = toIncidence(10, 12, {
          row: Int32Array.from(pairs, ([row]) => row),
          column: Int32Array.from(pairs, ([, column]) => column),
        });
        const commonColumns = createCommonColumns(incidence);
        for (const rows of groups) {
          const named = rows.flatMap((row) =>
            pairs.flatMap(([r, column]) => (r === row ? [column] : [])).sort((a, b) => a - b),
          );
          const holdersOf = (column: number): number[] =>
            rows.flatMap((row, place) => (pairs.some(([r, c]) => r === row && c === column) ? [place] : []));
          const columns = [...new Set(named)].filter((column) => holdersOf(column).length > 1);
          expect(commonColumns(rows)).toEqual({ columns, holders: columns.map(holdersOf) });
        }
      }),
    );
  });
});
