/** At which moments of some accounts it matters who else was there: what is read of the strangers at them. */
import { describe, expect, it } from 'vitest';
import { readView } from '../../../server/src/detection/incremental/market-view.ts';
import { momentsInCommon } from '../../../server/src/detection/incremental/moments-in-common.ts';
import { readOverview } from '../../../server/src/detection/incremental/overview.ts';
import { DEFAULT_PARAMETERS } from '../../../server/src/detection/parameters.ts';
import { SCOPE } from '../../../server/src/detection/scope.ts';
import { columnsOfOrders, EVEN_NORMS, type ShopOrder } from '../../support/shop-orders.ts';

/** Of the orders of strangers those that matter, as `who where`; a, b and c are those computed. */
function strangersRead(orders: readonly ShopOrder[]): readonly string[] {
  const columns = columnsOfOrders(orders);
  const view = readView(readOverview(columns), EVEN_NORMS.clocks.events);
  const { entityOf } = view.population;
  const idOf = (entity: number): string => columns.entities.id.at(entity) ?? '';
  const scope = Uint8Array.from(entityOf, (entity) => ('abc'.includes(idOf(entity)) ? SCOPE.inside : SCOPE.outside));
  const acts = momentsInCommon(view, scope, { parameters: DEFAULT_PARAMETERS, norms: EVEN_NORMS });
  return Array.from(columns.events.from, (from, e) => [idOf(from), idOf(columns.events.to[e] ?? 0), e] as const)
    .filter(([who, , e]) => !'abc'.includes(who) && acts[e] === 1)
    .map(([who, where]) => `${who} ${where}`)
    .sort();
}

/** Three meetings of a and b, each at another shop. */
const meetings: readonly ShopOrder[] = (['s', 't', 'u'] as const).flatMap((where, i): ShopOrder[] => [
  ['a', where, `0${2 * i + 1}T10:00:00`],
  ['b', where, `0${2 * i + 1}T10:20:00`],
]);

describe('of strangers is read', () => {
  it('nothing of who was where one of those computed was alone', () =>
    expect(
      strangersRead([
        ['a', 's', '01T10:00:00'],
        ['x', 's', '01T10:10:00'],
        ['b', 't', '03T10:00:00'],
      ]),
    ).toEqual([]));

  it('who was where two of them were, and not who came to the same shop on another day', () =>
    expect(
      strangersRead([
        ['a', 's', '01T10:00:00'],
        ['b', 's', '01T10:05:00'],
        ['x', 's', '01T10:10:00'],
        ['y', 's', '09T10:10:00'],
      ]),
    ).toEqual(['x s']));

  it('who was anywhere with somebody who meets another three times: chance is judged by all of it', () => {
    const alone: readonly ShopOrder[] = [
      ['a', 'v', '11T10:00:00'],
      ['x', 'v', '11T10:10:00'],
      ['c', 'w', '13T10:00:00'],
      ['y', 'w', '13T10:10:00'],
    ];
    expect(strangersRead([...meetings, ...alone])).toEqual(['x v']);
    expect(strangersRead([...meetings.slice(0, 4), ...alone])).toEqual([]);
  });

  it('nothing where a shop is so busy that nobody is surprised to meet there', () => {
    const hour = (i: number): string =>
      `${String(1 + Math.floor(i / 24)).padStart(2, '0')}T${String(i % 24).padStart(2, '0')}`;
    const crowd = Array.from({ length: 24 * 20 }, (_, i): ShopOrder => [`x${i}`, 's', `${hour(i)}:30:00`]);
    const both: readonly ShopOrder[] = [
      ['a', 's', '05T10:00:00'],
      ['b', 's', '05T10:05:00'],
    ];
    expect(strangersRead([...crowd, ...both])).toEqual([]);
    expect(strangersRead([...crowd.slice(24 * 4 + 8, 24 * 4 + 10), ...both])).toHaveLength(2);
  });
});
