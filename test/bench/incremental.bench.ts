/**
 * `pnpm bench incremental [links or scenario…]`: 10,000 new links and events on a marketplace whose columns are in memory, from the
 * columns with the batch in them to the rings; then the drift: several batches one after another on a generated market,
 * and how many rings of a full run at the end they find. Goals: 10M < 2 s; 98 % of rings at a Jaccard index of 0.95.
 */

import { generateMarketplace, scenarioByName } from '../../seed/src/main.ts';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import {
  type Before,
  incrementalSteps,
  remember,
  ringsOf,
} from '../../server/src/detection/incremental/incremental-steps.ts';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import { entityKey } from '../../server/src/domain/entity-key.ts';
import type { Ring, RingCandidate } from '../../server/src/domain/ring.ts';
import { seeded } from '../detection/graph/random-graph.ts';
import { growing } from '../support/batches.ts';
import { toColumns } from '../support/seed-columns.ts';
import { generateColumns } from './marketplace-columns.ts';

const BATCH = 10_000;
const hooks = { now: () => performance.now() };

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

const toRing = (candidate: RingCandidate, i: number): Ring => ({ id: `rng_${i}`, status: 'ACTIVE', ...candidate });

function runFull(columns: GraphColumns): { readonly rings: readonly RingCandidate[]; readonly before: Before } {
  const found = detectRings(columns, DEFAULT_PARAMETERS, hooks);
  return { rings: found.candidates, before: { ...remember(columns, found), rings: found.candidates.map(toRing) } };
}

function runIncremental(columns: GraphColumns, before: Before) {
  const steps = incrementalSteps(columns, { before, parameters: DEFAULT_PARAMETERS }, hooks);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

export async function run(args: readonly string[]): Promise<void> {
  for (const what of args.length > 0 ? args : ['100000', '1000000', 'medium', 'hard']) {
    if (/^\d+$/.test(what)) benchBatch(Number(what));
    else showDrift(what);
  }
}

function benchBatch(size: number): void {
  const [old, whole] = growing(generateColumns(size, 1), [Math.min(BATCH, size / 10)], seeded(2)) as [
    GraphColumns,
    GraphColumns,
  ];
  const full = timed(() => runFull(old));
  const first = timed(() => runIncremental(whole, full.value.before));
  const again = timed(() => runIncremental(whole, full.value.before));
  const { counts, stages, columns } = again.value;
  console.log(
    `\n${whole.links.length} links, ${whole.events.length} events: full run ${milliseconds(full)}, ` +
      `${full.value.rings.length} rings; a batch of ${Math.min(BATCH, size / 10)}: first ${milliseconds(first)}, ` +
      `second ${milliseconds(again)}; excerpt of ${columns.links.length} links, ${columns.events.length} events; ` +
      `peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  );
  console.table([counts]);
  console.table(
    stages
      .filter(({ durationMs }) => durationMs > 1)
      .map(({ name, durationMs }) => ({ stage: name, ms: Math.round(durationMs) })),
  );
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
  let { before, rings } = runFull(first as GraphColumns);
  for (const next of later) {
    const found = runIncremental(next, before);
    rings = ringsOf(found);
    before = { ...found.remembered, rings: rings.map(toRing) };
    const full = detectRings(next, DEFAULT_PARAMETERS, hooks).candidates;
    const { computedAccounts, accounts } = found.counts;
    console.log(
      `${name}: ${computedAccounts} of ${accounts} accounts computed, ${rings.length} rings; of ${full.length} of a full ` +
        `run ${shareFound(full, rings, 0.95)} found at 0.95, ${shareFound(full, rings, 0.5)} at 0.5; of its own ${shareFound(rings, full, 0.95)}`,
    );
  }
}

function shareFound(wanted: readonly RingCandidate[], found: readonly RingCandidate[], least: number): string {
  const members = found.map((ring) => new Set(ring.members.map(entityKey)));
  const isFound = (ring: RingCandidate): boolean =>
    members.some((other) => {
      const common = ring.members.filter((member) => other.has(entityKey(member))).length;
      return common / (ring.size + other.size - common) >= least;
    });
  return `${((100 * wanted.filter(isFound).length) / Math.max(1, wanted.length)).toFixed(1)} %`;
}
