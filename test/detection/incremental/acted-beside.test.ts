/** Whom new deeds bring into step, without a look at the rest of the market. */
import { describe, expect, it } from 'vitest';
import { actedBeside } from '../../../server/src/detection/incremental/acted-beside.ts';
import { readView } from '../../../server/src/detection/incremental/market-view.ts';
import { readOverview } from '../../../server/src/detection/incremental/overview.ts';
import { DEFAULT_PARAMETERS } from '../../../server/src/detection/parameters.ts';
import { columnsOfOrders, EVEN_NORMS, type ShopOrder } from '../../support/shop-orders.ts';

/** Who was found beside the orders that are new: the last `count` of them. */
function beside(orders: readonly ShopOrder[], count: number): readonly string[] {
  const columns = columnsOfOrders(orders);
  const view = readView(readOverview(columns), EVEN_NORMS.clocks.events);
  const deeds = Int32Array.from({ length: count }, (_, i) => orders.length - count + i);
  return actedBeside({ view, parameters: DEFAULT_PARAMETERS, norms: EVEN_NORMS }, deeds)
    .map((account) => columns.entities.id.at(view.population.entityOf[account] ?? 0) ?? '')
    .sort();
}

const before: readonly ShopOrder[] = [
  ['a', 's', '01T10:00:00'],
  ['b', 's', '01T10:05:00'],
  ['a', 't', '03T12:00:00'],
  ['b', 't', '03T12:07:00'],
  ['b', 'u', '05T09:00:00'],
  ['c', 'u', '05T09:01:00'],
];

describe('a new order', () => {
  it('at the third place where two meet puts both in step, and not who was there once', () =>
    expect(beside([...before, ['a', 'u', '05T09:10:00']], 1)).toEqual(['a', 'b']));

  it('at another hour puts nobody in step', () =>
    expect(beside([...before, ['a', 'u', '07T09:10:00']], 1)).toEqual([]));

  it('at a place where they met before puts nobody in step', () =>
    expect(beside([...before, ['a', 't', '03T12:20:00']], 1)).toEqual([]));

  it('of somebody else leaves those in step alone', () =>
    expect(beside([...before, ['a', 'u', '05T09:10:00'], ['d', 'v', '20T09:00:00']], 1)).toEqual([]));

  it('where two in step before meet a third counts for all of them', () => {
    const met: ShopOrder[] = (['s', 't', 'u'] as const).map((where, i) => ['d', where, `0${2 * i + 1}T1${i}:00:00`]);
    expect(
      beside(
        [...met, ...(['s', 't', 'u'] as const).map((where, i): ShopOrder => ['e', where, `0${2 * i + 1}T1${i}:03:00`])],
        1,
      ),
    ).toEqual(['d', 'e']);
  });
});
