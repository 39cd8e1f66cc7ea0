/** Links packed by load-links.cypher, and unpacked again. */
import { expect, it } from 'vitest';
import { latestOfLinks, linkRows } from '../../../server/src/adapters/neo4j/link-blocks.ts';

const EMPTY = { firstSeen: [], lastSeen: [], whole: [] };
const pack = (other: number, place: number, count: number): number => (other * 1024 + place) * 4096 + count;
const rowsOf = (row: Parameters<typeof linkRows>[0]['rows'][number]) => [
  ...linkRows({ rows: [row], total: row.ends.length }, (node) => node),
];

it('come back as they were, up to the largest ids, places and counts', () => {
  const [last, most] = [2 ** 31 - 1, 8e15];
  const ends = [pack(last, 1023, 4095), pack(0, 0, 1), pack(7, 1023, 0)];
  const block = {
    block: 2048,
    type: 'PAYS_WITH' as const,
    ends,
    firstSeen: [5, 6, 7],
    lastSeen: [most, 6, 9],
    whole: [],
  };
  const none = [null, null, null, null, null, null, null];
  expect(rowsOf(block)).toEqual([
    [3071, last, 1, 0, 4095, 5, most - 5, ...none],
    [2048, 0, 1, 0, 1, 6, 0, ...none],
    [3071, 7, 1, 0, 0, 7, 2, ...none],
  ]);
  expect(latestOfLinks({ rows: [block], total: 3 })).toBe(most);
});

it('that come whole keep what was stated and what was observed apart', () => {
  const link = (...parts: readonly (number | null)[]) => ['PAYS_WITH', 3, 2 ** 33, 5000, 10, 30, ...parts];
  const row = (whole: ReturnType<typeof link>) =>
    rowsOf({ ...EMPTY, block: 1024, type: null, ends: [0], whole: [whole] })[0]?.slice(0, 11);
  const ends = [1027, 2 ** 33, 1, 0];
  expect(row(link(null, null, null, null, null, null, null))).toEqual([...ends, 5000, 10, 20, null, null, null, null]);
  expect(row(link(40, null, null, null, 5000, null, null))).toEqual([...ends, null, null, null, 5000, 10, 20, 40]);
  expect(row(link(null, 2, 10, 12, 5000, 11, 30))).toEqual([...ends, 2, 10, 2, 5000, 11, 19, null]);
});
