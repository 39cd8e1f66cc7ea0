/**
 * `pnpm bench incremental [links[:batch] or scenario…]`: 10,000 new links and events on a marketplace that is in memory, from the
 * columns with the batch in them to the rings; then the drift: several batches one after another on a generated market,
 * and how many rings of a full run at the end they find. `--published links[:batch]`: whole runs, with a case store. Goals: 10M < 2 s; 98 % of rings at a Jaccard index of 0.95.
 */

import { generateMarketplace, scenarioByName } from '../../seed/src/main.ts';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import { ringsOf } from '../../server/src/detection/incremental/incremental-steps.ts';
import type { RingCandidate } from '../../server/src/domain/ring.ts';
import { seeded } from '../detection/graph/random-graph.ts';
import { growing } from '../support/batches.ts';
import { openDetecting } from '../support/detecting.ts';
import { after, runFull, runIncremental, shareFound } from '../support/incremental-runs.ts';
import { toColumns } from '../support/seed-columns.ts';
import { generateColumns } from './marketplace-columns.ts';

const BATCH = 10_000;

type Timed<T> = { readonly value: T; readonly wallMs: number; readonly cpuMs: number };
function timed<T>(work: () => T): Timed<T> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const value = work();
  const used = process.cpuUsage(cpu);
  return { value, wallMs: performance.now() - start, cpuMs: (used.user + used.system) / 1000 };
}
const milliseconds = ({ wallMs, cpuMs }: Timed<unknown>): string =>
  `${Math.round(wallMs)} ms (processor ${Math.round(cpuMs)} ms)`;

export async function run(args: readonly string[]): Promise<void> {
  const isPublished = args[0] === '--published';
  const wanted = isPublished ? args.slice(1) : args;
  for (const what of wanted.length > 0 ? wanted : ['1000000', '1000000:1000', 'medium', 'hard']) {
    const [size = Number.NaN, batch = BATCH] = what.split(':').map(Number);
    if (Number.isNaN(size)) showDrift(what);
    else if (isPublished) await benchPublished(size, batch);
    else benchBatch(size, batch);
  }
}

/** The first batch is read as by a process that has just begun, the second by the one that stayed, with the market in memory. */
function benchBatch(size: number, batch: number): void {
  const [old, middle, whole] = threeOf(growing(generateColumns(size, 1), [batch, batch], seeded(2)));
  const full = timed(() => runFull(old));
  const first = timed(() => runIncremental(middle, full.value.before));
  const next = timed(() => runIncremental(whole, after(first.value), first.value.market));
  const { counts, stages, columns } = next.value;
  console.log(
    `\n${whole.links.length} links, ${whole.events.length} events: full run ${milliseconds(full)}, ` +
      `${full.value.rings.length} rings; a batch of ${batch}: with nothing in memory ${milliseconds(first)}, ` +
      `the next ${milliseconds(next)}; excerpt of ${columns.links.length} links, ${columns.events.length} events; ` +
      `peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  );
  console.table([counts]);
  console.table(
    stages
      .filter(({ durationMs }) => durationMs > 1)
      .map(({ name, durationMs }) => ({ stage: name, ms: Math.round(durationMs) })),
  );
}

function threeOf([one, two, three]: readonly GraphColumns[]) {
  if (!one || !two || !three) throw new Error('three states are wanted');
  return [one, two, three] as const;
}

/** The whole of a run in a process that stays: the rings it stands on read from the case store, those found named, published, remembered. */
async function benchPublished(size: number, batch: number): Promise<void> {
  const states = growing(generateColumns(size, 1), [batch, batch], seeded(2));
  const detecting = await openDetecting({ isStanding: true, clock: Date.now });
  try {
    for (const [i, columns] of states.entries()) {
      const start = performance.now();
      const { stages, incremental } = await detecting.detect(columns, { incremental: i > 0 });
      const wallMs = performance.now() - start;
      const computing = stages.reduce((sum, { durationMs }) => sum + durationMs, 0);
      console.log(
        `${incremental ? `a batch of ${batch}` : 'everything'}: ${Math.round(wallMs)} ms, of which stages of the run ` +
          `${Math.round(computing)}; ${incremental ? `${incremental.computedRings} rings computed, ${incremental.standingRings} stand` : ''}`,
      );
    }
  } finally {
    await detecting.close();
  }
}

const SHARES = [0.002, 0.002, 0.005, 0.01, 0.01];

function showDrift(name: string): void {
  const scenario = scenarioByName(name);
  if (!scenario) throw new Error(`no scenario ${name}`);
  const columns = toColumns(generateMarketplace(scenario).records);
  const rows = columns.links.length + columns.events.length;
  const [first, ...later] = growing(
    columns,
    SHARES.map((share) => Math.round(share * rows)),
    seeded(3),
  );
  let { before } = runFull(first as GraphColumns);
  for (const next of later) {
    const found = runIncremental(next, before);
    const rings = ringsOf(found);
    before = after(found);
    const { rings: full } = runFull(next);
    const { computedAccounts, accounts } = found.counts;
    console.log(
      `${name}: ${computedAccounts} of ${accounts} accounts computed, ${rings.length} rings; of ${full.length} of a full ` +
        `run ${percent(full, rings, 0.95)} found at 0.95, ${percent(full, rings, 0.5)} at 0.5; of its own ${percent(rings, full, 0.95)}`,
    );
  }
}

const percent = (wanted: readonly RingCandidate[], found: readonly RingCandidate[], least: number): string =>
  `${(100 * shareFound(wanted, found, least)).toFixed(1)} %`;
