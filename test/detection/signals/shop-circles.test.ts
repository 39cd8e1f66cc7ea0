import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../../server/src/detection/parameters.ts';
import { detectRings } from '../../../server/src/detection/pipeline.ts';
import type { Key } from '../../support/graph-columns.ts';
import { at, buyer, seller, settle, smallTown, type Town } from '../../support/small-town.ts';
import { seeded } from '../graph/random-graph.ts';

/** Who is in each ring with the shop. */
const ringsOf = (town: Town): string[] =>
  detectRings(town.columns, DEFAULT_PARAMETERS, { now: () => 0 }).candidates.flatMap(({ members }) => {
    const ids = members.map(({ id }) => id);
    return ids.includes('shop') ? [ids.sort().join(' ')] : [];
  });

type Plan = {
  readonly hours?: (round: number, who: number) => number;
  readonly strangers?: number;
  readonly elsewhere?: number;
  readonly reviews?: boolean;
};

/** An order, and the praise of what was bought two days later. */
function buy(town: Town, from: Key, shop: string, hour: number, praises = true): void {
  town.order(from, seller(shop), hour);
  if (praises) town.event('REVIEW', from, `Product:${shop}`, { at: at(hour + 48), rating: 5 });
}

/** Eight buyers, new and with nothing in common, who order from one shop six times; and others of its and their own. */
function patronise(plan: Plan): Town {
  const { hours = (round, who) => 300 + round * 200 + who / 9, strangers = 0, elsewhere = 0, reviews = true } = plan;
  const town = smallTown();
  const random = seeded(11);
  settle(town, seller('shop'), -200);
  for (const shop of ['shop', ...Array.from({ length: 30 }, (_, i) => `h${i}`)]) {
    town.link('SELLS', seller(shop), `Product:${shop}`);
  }
  for (let who = 0; who < 8; who++) {
    const one = settle(town, buyer(`n${who}`), 20 + who * 9);
    for (let round = 0; round < 6; round++) buy(town, one, 'shop', hours(round, who), reviews);
    for (let i = 0; i < elsewhere; i++) buy(town, one, `h${Math.floor(random() * 30)}`, random() * 2000);
  }
  for (let i = 0; i < strangers; i++) buy(town, buyer(`h${i}`), 'shop', random() * 2000);
  return town;
}

describe('a shop and a few buyers', () => {
  const ring = ['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'shop'].join(' ');

  it('who come in rounds and live on each other are one ring', () => {
    expect(ringsOf(patronise({}))).toEqual([ring]);
    expect(ringsOf(patronise({ strangers: 20, elsewhere: 2 }))).toEqual([ring]);
  });

  it('are none where most of the trade is with others, on either side', () => {
    expect(ringsOf(patronise({ strangers: 60 }))).toEqual([]);
    expect(ringsOf(patronise({ elsewhere: 8 }))).toEqual([]);
  });

  it('are none where these praise nothing, as those do who live in one home', () =>
    expect(ringsOf(patronise({ reviews: false }))).toEqual([]));

  it('are none where these come at times of their own, or came twice', () => {
    const random = seeded(5);
    expect(ringsOf(patronise({ hours: () => random() * 2000 }))).toEqual([]);
    expect(ringsOf(patronise({ hours: (round, who) => 300 + (round % 2) * 500 + who / 9 + round / 9 }))).toEqual([]);
  });
});
