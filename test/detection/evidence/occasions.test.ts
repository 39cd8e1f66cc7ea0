/** Acting together again and again says more than one errand: what lies within one window of another is one occasion. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../../server/src/detection/parameters.ts';
import { detectRings } from '../../../server/src/detection/pipeline.ts';
import type { Key } from '../../support/graph-columns.ts';
import { buyer, seller, settle, smallTown } from '../../support/small-town.ts';

const SHOPS = 6;

/** Twenty who order at six shops, at the hour of each; nothing else ties them. */
function scoreOf(hourOf: (shop: number) => number): number | undefined {
  const town = smallTown();
  const people = Array.from({ length: 20 }, (_, i): Key => settle(town, buyer(`x${i}`), -8000 + i * 97));
  for (let shop = 0; shop < SHOPS; shop++) {
    for (const [i, one] of people.entries()) town.order(one, seller(`h${shop}`), hourOf(shop) + i / 20);
  }
  const { candidates } = detectRings(town.columns, DEFAULT_PARAMETERS, { now: () => 0 });
  return candidates.find(({ members }) => members.some(({ id }) => id.startsWith('x')))?.score;
}

describe('people who order the same things together', () => {
  it('in two evenings, as a school class does, are not reported, wherever the hours of the clock cut these', () => {
    for (const first of [497, 498, 499, 501, 503]) {
      expect(scoreOf((shop) => first + (shop < 3 ? 0 : 24) + (shop % 3) * 1.5)).toBeUndefined();
    }
  });

  it('on six days are', () => {
    expect(scoreOf((shop) => 500 + shop * 30)).toBeGreaterThanOrEqual(DEFAULT_PARAMETERS.mediumScore);
  });
});
