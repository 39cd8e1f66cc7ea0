/**
 * `pnpm bench load [links…] [--store sqlite|neo4j]`: loading the columns of a store of so many links (and a tenth as many
 * events) for detection: from the snapshot, from rows in blocks, and, as the measure, every row as an object. Each in
 * a process of its own, the file read once before, so that all three find it in the machine's cache. Of Neo4j: see
 * load/neo4j-links.ts.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { seeded } from '../detection/graph/random-graph.ts';
import { drawRecord } from './load/draw-record.ts';
import { benchNeo4jLoad } from './load/neo4j-links.ts';

const CHILD = fileURLToPath(new URL('load/load-child.ts', import.meta.url));
const BATCH = 200_000;
const ROUNDS = 3;
/** Rows as objects need over a kilobyte each. */
const OBJECTS_MOST_LINKS = 2_000_000;

type How = 'objects' | 'rows' | 'snapshot';
type Loaded = { readonly ms: number; readonly cpuMs: number; readonly peakMb: number; readonly digest: string };

export async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { store: { type: 'string', default: 'sqlite' } },
  });
  const benchOf = values.store === 'neo4j' ? benchNeo4jLoad : bench;
  for (const links of positionals.length > 0 ? positionals.map(Number) : [1_000_000]) await benchOf(links);
}

async function bench(links: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'clewline-bench-load-'));
  try {
    const path = join(folder, 'graph.db');
    await fill(path, links);
    const first = load('snapshot', path);
    const best = (how: How): Loaded =>
      Array.from({ length: ROUNDS }, () => load(how, path)).reduce((a, b) => (b.cpuMs < a.cpuMs ? b : a));
    const objects = links <= OBJECTS_MOST_LINKS ? { objects: best('objects') } : {};
    if (!objects.objects) console.log('skipped rows as objects: too many for the memory');
    report(links, path, { first, snapshot: best('snapshot'), rows: best('rows'), ...objects });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(path: string, links: number): Promise<void> {
  const opened = await openSqliteGraphStore({ path, clock: systemClock });
  if (!opened.ok) throw new Error(opened.failure.message);
  const session = await opened.value.openImport('bench');
  if (!session.ok) throw new Error(session.failure.message);
  const random = seeded(5);
  for (let i = 0; i < links; i += BATCH) {
    const size = Math.min(BATCH, links - i);
    await session.value.write(Array.from({ length: size * 1.1 }, (_, n) => drawRecord(i + n, n < size, links, random)));
  }
  await session.value.close();
  await opened.value.close();
}

function load(how: How, path: string): Loaded {
  const child = spawnSync(process.execPath, ['--max-old-space-size=16384', '--import', 'tsx', CHILD, how, path], {
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`loading by ${how} failed: ${child.stderr}`);
  return parseLoaded(child.stdout);
}

const parseLoaded = (text: string): Loaded => JSON.parse(text);

type Figures = Readonly<Record<'first' | 'snapshot' | 'rows', Loaded> & { objects?: Loaded }>;

function report(links: number, path: string, { first, ...ways }: Figures): void {
  const megabytes = (file: string): number => Math.round((statSync(file, { throwIfNoEntry: false })?.size ?? 0) / 1e6);
  console.log(
    `\n${links} links: store ${megabytes(path) + megabytes(`${path}-wal`)} MB, snapshot ${megabytes(`${path}-columns`)} MB; ` +
      `first load, which writes it: ${Math.round(first.ms)} ms`,
  );
  console.table(
    Object.entries(ways).map(([by, { ms, cpuMs, peakMb }]) => ({
      by,
      ms: Math.round(ms),
      'processor ms': Math.round(cpuMs),
      'objects ÷ this': ways.objects ? (ways.objects.cpuMs / cpuMs).toFixed(1) : '–',
      'peak MB': Math.round(peakMb),
    })),
  );
  const isEqual = first.digest === ways.snapshot.digest && first.digest === ways.rows.digest;
  console.log(`equal columns each way: ${isEqual ? 'yes' : 'NO'}`);
  if (!isEqual) process.exitCode = 1;
}
