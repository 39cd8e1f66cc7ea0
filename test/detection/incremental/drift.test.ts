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

it.each(['medium', 'demo'])(
  'two batches after a full run of “%s”, nearly all rings of another are found, and most accounts left alone',
  (name) => {
    const scenario = scenarioByName(name);
    if (!scenario) throw new Error(`no scenario ${name}`);
    const columns = toColumns(generateMarketplace(scenario).records);
    const rows = columns.links.length + columns.events.length;
    const sizes = SHARES.map((share) => Math.round(share * rows));
    const [first, second, third] = growing(columns, sizes, seeded(3)) as [GraphColumns, GraphColumns, GraphColumns];
    const one = runIncremental(second, runFull(first).before);
    const two = runIncremental(third, after(one));
    const full = runFull(third).rings;
    for (const { counts } of [one, two]) {
      expect(counts.touchedAccounts).toBeGreaterThan(50);
      expect(counts.computedAccounts).toBeLessThan(counts.accounts / 4);
      expect(counts.standingRings).toBeGreaterThan(0);
    }
    expect(full.length).toBeGreaterThan(15);
    expect(shareFound(full, ringsOf(two), SAME)).toBeGreaterThanOrEqual(0.98);
    expect(shareFound(ringsOf(two), full, SAME)).toBeGreaterThanOrEqual(0.98);
  },
  240_000,
);
