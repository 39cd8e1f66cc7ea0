/**
 * Import of a marketplace from CSV into SQLite, parsing and checks included, against the sqlite3 shell's own `.import`
 * of the same link rows with ids already replaced by integers into a table keyed (type, from, to). The runs alternate
 * within one sitting; the best of each counts, the ratio of their rates is the figure.
 * Arguments: rounds, links, entities, events (default 3, 1,000,000, 100,000, 0). With `--store neo4j` first: see
 * neo4j/import-links.ts.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { benchNeo4jImport } from './neo4j/import-links.ts';

const CHILD = fileURLToPath(new URL('../support/import-bench-child.mjs', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GOAL = 0.35;
const MEMORY_GOAL_MB = 400;
const LINK_TYPES = ['USES_DEVICE', 'PAYS_WITH', 'HAS_ADDRESS', 'SEEN_AT_IP'] as const;
const TARGETS = ['Device', 'PaymentInstrument', 'Address', 'IpAddress'] as const;

type ImportFigures = {
  readonly seconds: number;
  /** Of these, inside the store. */
  readonly storeSeconds: number;
  /** Of the processor, which a busy machine does not stretch. */
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly entities: number;
  readonly links: number;
  readonly events: number;
};
type Size = { readonly links: number; readonly entities: number; readonly events: number };

export async function run(args: readonly string[]): Promise<void> {
  if (args[0] === '--store' && args[1] === 'neo4j') return benchNeo4jImport(args.slice(2));
  const [rounds = 3, links = 1_000_000, entities = 100_000, events = 0] = args.map(Number);
  buildServer();
  const folder = mkdtempSync(join(tmpdir(), 'clewline-bench-import-'));
  try {
    await writeFiles(folder, { links, entities, events });
    const shell: number[] = [];
    const imports: ImportFigures[] = [];
    for (let round = 0; round < rounds; round++) {
      shell.push(shellImport(folder));
      imports.push(ownImport(folder));
      console.log(
        `round ${round + 1}: sqlite3 shell ${shell.at(-1)?.toFixed(2)} s · clewline ${describe(imports.at(-1))}`,
      );
    }
    report({ links, entities, events }, shell, imports);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const describe = (figures: ImportFigures | undefined): string =>
  figures
    ? `${figures.seconds.toFixed(2)} s, ${figures.storeSeconds.toFixed(2)} s of it in the store, ${figures.cpuSeconds.toFixed(2)} s of processor, ${figures.peakMb} MB`
    : '';

function report(size: Size, shell: readonly number[], imports: readonly ImportFigures[]): void {
  const best = Math.min(...imports.map(({ seconds }) => seconds));
  const ratio = Math.min(...shell) / best;
  const peakMb = Math.max(...imports.map((figures) => figures.peakMb));
  const rows = size.links + size.entities + size.events;
  console.log(
    `${size.links} links, ${size.entities} entities, ${size.events} events: ${Math.round(rows / best)} rows/s`,
  );
  console.log(`ratio to the sqlite3 shell: ${ratio.toFixed(2)} (goal ≥ ${GOAL}, without events)`);
  console.log(`peak memory: ${peakMb} MB (goal < ${MEMORY_GOAL_MB})`);
  if ((ratio < GOAL && size.events === 0) || peakMb >= MEMORY_GOAL_MB) process.exitCode = 1;
}

/** The same rows three times over: as records, and the links as integers for the shell. */
export async function writeFiles(folder: string, { links, entities, events }: Size): Promise<void> {
  const records = join(folder, 'records');
  mkdirSync(records);
  const random = mulberry32(7);
  const accounts = Math.floor(entities * 0.6);
  const perKind = Math.floor((entities - accounts) / TARGETS.length);
  await write(join(records, 'entities.csv'), 'kind,id,label,market,createdAt,updatedAt', entities, (i) => {
    const target = Math.floor((i - accounts) / perKind) % TARGETS.length;
    return i < accounts
      ? `Buyer,b${i},Customer ${i},${i % 3 ? 'GB' : 'DE'},${time(i)},${time(i)}`
      : `${TARGETS[target]},${kindId(target, (i - accounts) % perKind)},,,${time(i)},`;
  });
  const integers = createWriteStream(join(folder, 'links-as-integers.csv'));
  const seen = new Set<number>();
  await write(
    join(records, 'links.csv'),
    'type,fromKind,fromId,toKind,toId,firstSeen,lastSeen,count,source',
    links,
    (i) => {
      const { from, target, to } = drawLink(random, { accounts, perKind }, seen);
      const count = 1 + (i % 5);
      integers.write(`${target},${from},${target * perKind + to},${count}\n`);
      return `${LINK_TYPES[target]},Buyer,b${from},${TARGETS[target]},${kindId(target, to)},${time(i)},${time(i, 90)},${count},checkout`;
    },
  );
  integers.end();
  await finished(integers);
  if (events === 0) return;
  const header = 'id,type,at,fromKind,fromId,toKind,toId,amount,currency,orderId,device,paymentInstrument';
  await write(join(records, 'events.csv'), header, events, (i) => {
    const buyer = Math.floor(random() * accounts);
    const seller = Math.floor(random() * random() * 5_000);
    const shared = Math.floor(random() * perKind);
    return `o${i},ORDER,${time(i)},Buyer,b${buyer},Seller,s${seller},${i % 500}.${10 + (i % 90)},GBP,o${i},${kindId(0, shared)},${kindId(1, buyer % perKind)}`;
  });
}

/** Distinct links; a few identifiers are shared by very many. */
function drawLink(random: () => number, size: { accounts: number; perKind: number }, seen: Set<number>) {
  for (;;) {
    const from = Math.floor(random() * size.accounts);
    const target = Math.floor(random() * TARGETS.length);
    const to = Math.floor(random() ** 3 * size.perKind);
    const key = (from * TARGETS.length + target) * size.perKind + to;
    if (seen.has(key)) continue;
    seen.add(key);
    return { from, target, to };
  }
}

const kindId = (target: number, i: number): string => `${'dpai'[target]}${i}`;
const time = (i: number, laterBy = 0): string =>
  new Date(1_700_000_000_000 + ((i % 700_000) + laterBy) * 60_000).toISOString().replace('.000', '');

async function write(path: string, header: string, rows: number, line: (i: number) => string): Promise<void> {
  const stream = createWriteStream(path);
  stream.write(`${header}\n`);
  for (let i = 0; i < rows; i++) {
    if (!stream.write(`${line(i)}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await finished(stream);
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function buildServer(): void {
  const built = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['-b', join(ROOT, 'server')], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the server does not compile: ${built.stdout}`);
}

function shellImport(folder: string): number {
  const path = join(folder, 'shell.db');
  remove(path);
  const startedAt = performance.now();
  const result = spawnSync('sqlite3', [
    path,
    'CREATE TABLE link (type INTEGER, a INTEGER, b INTEGER, n INTEGER, PRIMARY KEY (type, a, b)) WITHOUT ROWID',
    '.mode csv',
    `.import ${join(folder, 'links-as-integers.csv')} link`,
  ]);
  const seconds = (performance.now() - startedAt) / 1000;
  if (result.error) throw new Error('the sqlite3 shell is needed to compare with: install the package sqlite3');
  if (result.status !== 0) throw new Error(`sqlite3 failed: ${result.stderr}`);
  return seconds;
}

function ownImport(folder: string): ImportFigures {
  const path = join(folder, 'clewline.db');
  remove(path);
  const child = spawnSync(process.execPath, [CHILD, join(folder, 'records'), path], {
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`the import failed: ${child.stderr}`);
  return toFigures(child.stdout);
}

const toFigures = (text: string): ImportFigures => JSON.parse(text);

function remove(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}
