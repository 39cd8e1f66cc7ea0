import { describe, expect, it } from 'vitest';
import { readActivity } from '../../../server/src/detection/activity.ts';
import { DEFAULT_PARAMETERS } from '../../../server/src/detection/parameters.ts';
import { readPopulation } from '../../../server/src/detection/population.ts';
import { findMoneyCycles } from '../../../server/src/detection/signals/money-cycles.ts';
import type { Key } from '../../support/graph-columns.ts';
import { at, buyer, seller, Town } from '../../support/small-town.ts';

type Payment = readonly [Key, Key, number, string, string?];
const cyclesIn = (payments: readonly Payment[]): string[][] => {
  const town = new Town();
  for (const [from, to, hours, amount, currency = 'USD'] of payments) {
    town.event('TRANSFER', from, to, { at: at(hours), amount, currency });
  }
  // Small change between others, so that the sums above are large for their currency.
  for (let i = 0; i < 40; i++)
    town.event('TRANSFER', buyer(`n${i}`), buyer(`m${i}`), { at: at(i), amount: '1', currency: 'USD' });
  const { columns } = town;
  const population = readPopulation(columns);
  const activity = readActivity(columns, population);
  const { accountCount } = population;
  const { cycles } = findMoneyCycles({ columns, activity, accountCount }, DEFAULT_PARAMETERS);
  return cycles.map(({ accounts }) =>
    accounts.map((account) => columns.entities.id.at(population.entityOf[account] ?? 0) ?? ''),
  );
};
const [a, b, c] = [buyer('a'), seller('b'), buyer('c')];

describe('money goes round', () => {
  it('when three pass it on within the time, each but for a fee', () =>
    expect(
      cyclesIn([
        [a, b, 1, '1000'],
        [b, c, 5, '980'],
        [c, a, 9, '960'],
      ]),
    ).toEqual([['a', 'b', 'c']]));

  it('but not when it only goes to and fro between two', () =>
    expect(
      cyclesIn([
        [a, b, 1, '1000'],
        [b, a, 5, '980'],
        [a, b, 9, '960'],
      ]),
    ).toEqual([]));

  it('nor against the order of time', () =>
    expect(
      cyclesIn([
        [a, b, 9, '1000'],
        [b, c, 5, '980'],
        [c, a, 1, '960'],
      ]),
    ).toEqual([]));

  it('nor when it takes weeks', () =>
    expect(
      cyclesIn([
        [a, b, 1, '1000'],
        [b, c, 200, '980'],
        [c, a, 400, '960'],
      ]),
    ).toEqual([]));

  it('nor when the sums have nothing to do with each other', () =>
    expect(
      cyclesIn([
        [a, b, 1, '1000'],
        [b, c, 5, '300'],
        [c, a, 9, '960'],
      ]),
    ).toEqual([]));

  it('nor across currencies', () =>
    expect(
      cyclesIn([
        [a, b, 1, '1000'],
        [b, c, 5, '980', 'EUR'],
        [c, a, 9, '960'],
      ]),
    ).toEqual([]));

  it('counting a refund in the direction in which the money flows', () => {
    const town = new Town();
    for (let i = 0; i < 20; i++) town.order(buyer(`n${i}`), seller('other'), i, { amount: '1' });
    // The shop hands the money to the buyer as a refund; it comes back to the shop through a third account.
    town.event('REFUND', a, b, { at: at(1), amount: '1000', currency: 'USD' });
    town.event('TRANSFER', a, c, { at: at(3), amount: '990', currency: 'USD' });
    town.event('TRANSFER', c, b, { at: at(6), amount: '980', currency: 'USD' });
    const population = readPopulation(town.columns);
    const activity = readActivity(town.columns, population);
    const { accountCount } = population;
    const found = findMoneyCycles({ columns: town.columns, activity, accountCount }, DEFAULT_PARAMETERS);
    expect(found.cycles).toHaveLength(1);
  });
});
