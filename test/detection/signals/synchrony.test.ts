import { describe, expect, it } from 'vitest';
import { readActivity } from '../../../server/src/detection/activity.ts';
import { DEFAULT_PARAMETERS } from '../../../server/src/detection/parameters.ts';
import { readPopulation } from '../../../server/src/detection/population.ts';
import { findSynchrony } from '../../../server/src/detection/signals/synchrony.ts';
import { at, buyer, seller, smallTown, Town } from '../../support/small-town.ts';
import { seeded } from '../graph/random-graph.ts';

const inStep = (town: Town, parameters = DEFAULT_PARAMETERS): string[] => {
  const { columns } = town;
  const population = readPopulation(columns);
  const { edges } = findSynchrony({
    columns,
    population,
    activity: readActivity(columns, population),
    parameters,
  });
  const name = (person: number | undefined): string =>
    columns.entities.id.at(population.entityOf[person ?? 0] ?? 0) ?? '';
  return Array.from({ length: edges.length }, (_, e) => `${name(edges.from[e])}-${name(edges.to[e])}`);
};
const lockstep = (town: Town, ids: readonly string[], targets: number, spreadHours = 0.05): Town => {
  for (let t = 0; t < targets; t++) {
    for (const [i, id] of ids.entries()) town.order(buyer(id), seller(`h${t}`), 300 + t * 97 + i * spreadHours);
  }
  return town;
};

describe('accounts are in step', () => {
  it('when they act on three or more targets at the same moments', () =>
    expect(inStep(lockstep(smallTown(), ['r1', 'r2', 'r3'], 4))).toEqual(['r1-r2', 'r1-r3', 'r2-r3']));

  it.each([1, 4, 12])('however often they come back: %i times to each of four shops', (rounds) => {
    const town = smallTown();
    for (let round = 0; round < rounds; round++) {
      for (let t = 0; t < 4; t++) {
        for (const [i, id] of ['r1', 'r2', 'r3'].entries()) {
          town.order(buyer(id), seller(`h${t}`), 100 + (round * 4 + t) * 37 + i * 0.05);
        }
      }
    }
    expect(inStep(town)).toEqual(['r1-r2', 'r1-r3', 'r2-r3']);
  });

  it('unless they are regulars of the same shops, who have a life beside it', () => {
    const town = smallTown();
    const random = seeded(7);
    for (const [i, id] of ['r1', 'r2', 'r3'].entries()) {
      for (let month = 0; month < 6; month++) {
        for (let t = 0; t < 3; t++) town.order(buyer(id), seller(`h${t + 9}`), 100 + month * 300 + i * 0.05);
      }
      for (let k = 0; k < 9; k++) town.order(buyer(id), seller(`h${Math.floor(random() * 9)}`), random() * 2000);
    }
    expect(inStep(town)).toEqual([]);
  });

  it('but not on two targets, however exact', () =>
    expect(inStep(lockstep(smallTown(), ['r1', 'r2', 'r3'], 2))).toEqual([]));

  it('nor when they act on the same targets at times of their own', () => {
    const town = smallTown();
    const random = seeded(5);
    for (let t = 0; t < 6; t++)
      for (const id of ['r1', 'r2', 'r3']) town.order(buyer(id), seller(`h${t}`), random() * 2000);
    expect(inStep(town)).toEqual([]);
  });

  it('nor in flash sales, each of which draws others', () => {
    const town = smallTown();
    const random = seeded(3);
    for (let t = 0; t < 6; t++) {
      for (let i = 0; i < 300; i++) {
        if (random() < 0.2) town.order(buyer(`h${i}`), seller(`h${t}`), 300 + t * 97 + i / 200);
      }
    }
    expect(inStep(town)).toEqual([]);
  });

  it.each([30, 31, 60])('but they are where a crowd of %i comes back with the same ones', (size) => {
    const ids = Array.from({ length: size }, (_, i) => `r${i}`);
    expect(inStep(lockstep(smallTown(), ids, 4, 0.005))).toHaveLength((size * (size - 1)) / 2);
  });

  it('of a crowd larger than any ring as many as a ring may hold, the same in any order', () => {
    const ids = Array.from({ length: 60 }, (_, i) => `r${i}`);
    const few = { ...DEFAULT_PARAMETERS, maxRingSize: 40 };
    const drawn = inStep(lockstep(smallTown(), ids, 4, 0.005), few);
    // A passer-by or two may be drawn in a member's stead.
    expect(drawn.length).toBeGreaterThanOrEqual((36 * 35) / 2);
    expect(drawn.length).toBeLessThanOrEqual((40 * 39) / 2);
    const shifted = ids.map((_, i) => ids[(i * 7 + 3) % 60] ?? '');
    expect(inStep(lockstep(smallTown(), shifted, 4, 0.005), few)).toEqual(drawn);
  });

  it('nor when popularity explains it: a shop that is always busy', () => {
    const town = new Town();
    const random = seeded(9);
    for (let i = 0; i < 1500; i++) town.order(buyer(`b${i % 40}`), seller(`s${i % 3}`), random() * 500);
    expect(inStep(town)).toEqual([]);
  });

  it('nor when only the days are known', () => {
    const town = smallTown();
    for (let t = 0; t < 5; t++) {
      for (const id of ['r1', 'r2', 'r3']) {
        town.event('ORDER', buyer(id), seller(`h${t}`), { at: at(300 + t * 97).slice(0, 10), orderId: `${id}-${t}` });
      }
    }
    expect(inStep(town)).toEqual([]);
  });
});
