/** Batch after batch, an incremental run computes a part and finds what a full run would. */
import { expect, it } from 'vitest';
import { generateMarketplace, scenarioByName } from '../../../seed/src/main.ts';
import type { GraphColumns } from '../../../server/src/detection/columns.ts';
import { ringsOf } from '../../../server/src/detection/incremental/incremental-steps.ts';
import { growing } from '../../support/batches.ts';
import { after, runFull, runIncremental, shareFound } from '../../support/incremental-runs.ts';
import { toColumns } from '../../support/seed-columns.ts';
import { seeded } from '../graph/random-graph.ts';

/** Shares of all rows; more batches are drawn than are run. */
const SHARES = [0.002, 0.002, 0.005, 0.01, 0.01];
const SAME = 0.95;

/** After two batches: the rings that an incremental run tells of, and those of a run that computes all and knows of no other. */
function twoBatchesOf(name: string) {
  const scenario = scenarioByName(name);
  if (!scenario) throw new Error(`no scenario ${name}`);
  const columns = toColumns(generateMarketplace(scenario).records);
  const rows = columns.links.length + columns.events.length;
  const sizes = SHARES.map((share) => Math.round(share * rows));
  const [first, second, third] = growing(columns, sizes, seeded(3)) as [GraphColumns, GraphColumns, GraphColumns];
  const one = runIncremental(second, runFull(first).before);
  const two = runIncremental(third, after(one));
  return { counts: [one.counts, two.counts], found: ringsOf(two), full: runFull(third).rings };
}

it('two batches after a full run, nearly all rings of another are found, and most accounts left alone', () => {
  const markets = ['medium', 'demo'].map(twoBatchesOf);
  for (const { touchedAccounts, computedAccounts, accounts, standingRings } of markets.flatMap(
    ({ counts }) => counts,
  )) {
    expect(touchedAccounts).toBeGreaterThan(50);
    expect(computedAccounts).toBeLessThan(accounts / 10);
    expect(standingRings).toBeGreaterThan(0);
  }
  // Of all markets together, as the goal is: of twenty rings one would be five in a hundred.
  const share = (wanted: 'found' | 'full', by: 'found' | 'full'): number => {
    const all = markets.reduce((sum, market) => sum + market[wanted].length, 0);
    return markets.reduce((sum, m) => sum + shareFound(m[wanted], m[by], SAME) * m[wanted].length, 0) / all;
  };
  expect(markets.reduce((sum, { full }) => sum + full.length, 0)).toBeGreaterThan(50);
  expect(share('full', 'found')).toBeGreaterThanOrEqual(0.98);
  expect(share('found', 'full')).toBeGreaterThanOrEqual(0.98);
}, 240_000);
