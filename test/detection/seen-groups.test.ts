import { expect, test } from 'vitest';
import type { Group } from '../../server/src/detection/candidates.ts';
import { SeenGroups } from '../../server/src/detection/seen-groups.ts';

const group = (core: number[], associates: number[] = [], counterparties: number[] = []): Group => ({
  ...{ core, associates, counterparties },
  outskirts: [core.length],
});

test('a group is known again by its accounts and by which part each is in', () => {
  const seen = new SeenGroups();
  const different = [
    group([1, 2, 3]),
    group([1, 2, 3, 4]),
    group([1, 2, 3], [4]),
    group([1, 2, 3], [], [4]),
    group([1, 2], [3]),
    group([2, 3]),
    group([], [1, 2, 3]),
  ];
  expect(different.map((one) => seen.numberOf(one))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(seen.numberOf({ ...group([1, 2, 3], [4]), outskirts: [9] })).toBe(2);
  expect(seen.count).toBe(7);
});
