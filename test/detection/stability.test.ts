/**
 * What changing one link in a hundred does to rings it does not touch: no changed link ends at one of their members or
 * shared identifiers. More markets, and why each ring was lost: `pnpm bench stability`.
 */
import { describe, expect, it } from 'vitest';
import { generateMarketplace, scenarioByName } from '../../seed/src/main.ts';
import { type Change, changesOf } from '../support/untouched-rings.ts';

const SHARE = 0.01;
const LEAST_KEPT = 0.95;
/** A dozen or two rings a market are untouched: one alone says little. */
const OTHER_MARKETS = ['another-market', 'm3', 'm4'];
const DRAWS = [1, 2, 3];

describe('one link in a hundred leads elsewhere', () => {
  it(`rings it does not touch keep members and id, ${LEAST_KEPT * 100} % of them and more`, async () => {
    const demo = scenarioByName('demo');
    if (!demo) throw new Error('no demo scenario');
    const changes: Change[] = [];
    for (const seed of [demo.seed, ...OTHER_MARKETS]) {
      changes.push(
        ...(await changesOf(generateMarketplace({ ...demo, seed }), { share: SHARE, draws: DRAWS, way: 'knowing' })),
      );
    }
    const untouched = changes.reduce((sum, change) => sum + change.untouched, 0);
    const lost = changes.flatMap((change) => change.lost).length;
    console.info(`${untouched - lost} of ${untouched} untouched rings keep members and id`);
    expect(untouched).toBeGreaterThan(100);
    expect(1 - lost / untouched).toBeGreaterThanOrEqual(LEAST_KEPT);
  }, 480_000);
});
