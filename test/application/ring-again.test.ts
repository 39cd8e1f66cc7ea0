import { afterEach, beforeEach, expect, it } from 'vitest';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import { type Detecting, openDetecting } from '../support/detecting.ts';
import { gang, graphOf } from '../support/gangs.ts';

let detecting: Detecting;
beforeEach(async () => {
  detecting = await openDetecting();
});
afterEach(() => detecting.close());

const DAY = 4 * 86_400_000;
const after = (columns: GraphColumns, days: number): GraphColumns => ({
  ...columns,
  asOf: (columns.asOf ?? 0) + days * DAY,
});

it('a ring found again long after its id was no longer kept for it has that id, and is told of as active again', async () => {
  const both = graphOf(gang('x', 6), gang('y', 5));
  const other = graphOf(gang('y', 5));
  await detecting.detect(both);
  const first = await detecting.ringsOf();
  const ring = first.find(({ members }) => members.some(({ id }) => id === 'x0'));
  await detecting.detect(after(other, 10));
  await detecting.detect(after(other, 120));
  await detecting.detect(after(other, 250));
  expect((await detecting.ringsOf()).some(({ id }) => id === ring?.id)).toBe(false);
  const { changes } = await detecting.detect(after(both, 251));
  expect(changes.born).toBe(0);
  const again = (await detecting.ringsOf()).find(({ members }) => members.some(({ id }) => id === 'x0'));
  expect(again?.id).toBe(ring?.id);
  const told = await detecting.cases.rings.changesOf(ring?.id ?? '');
  expect(told.map(({ type }) => type)).toEqual(['BORN', 'DORMANT', 'DISSOLVED', 'REVIVED']);
});
