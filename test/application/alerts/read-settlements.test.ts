/** When the first money of a ring leaves: what was due long ago has left, or its date is of no use. */
import { expect, test } from 'vitest';
import { readSettlements } from '../../../server/src/application/alerts/read-settlements.ts';
import type { TimePoint } from '../../../server/src/domain/time-point.ts';
import { createFakeGraphStore, fakeEntity } from '../../support/graph-store.fake.ts';
import { aRing, day, money } from '../../support/ring-builders.ts';

const settling = (id: string, nextSettlementAt: TimePoint) => ({ ...fakeEntity('Seller', id), nextSettlementAt });
const member = (id: string, amount: string) => {
  const standing = { stillStoppable: amount === '' ? [] : [money(amount)] };
  return { kind: 'Seller', id, role: 'CORE', confidence: 1, reason: 'r', standing } as never;
};

test('the earliest that is ahead, or was due within the day, of whoever has something to stop', async () => {
  const entities = [
    settling('old', day(1)),
    settling('late', day(9)),
    settling('next', day(12)),
    settling('none', day(10)),
  ];
  const graph = createFakeGraphStore({ entities, links: [] });
  const ring = (...members: string[]) =>
    aRing('rng_1', { members: members.map((id) => member(id, id === 'none' ? '' : '5')) });
  const all = ring('old', 'late', 'next', 'none');
  const settlesAt = await readSettlements(graph, { rings: [all], asOf: day(10) });
  expect(settlesAt(all)).toBe(day(9));
  expect(settlesAt(ring('old', 'next', 'none'))).toBe(day(12));
  expect(settlesAt(ring('old'))).toBeNull();
});
