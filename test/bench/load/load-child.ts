/** Child process of `pnpm bench load`: objects | rows | snapshot, store. Prints time, peak and a digest of the columns. */
import { createHash } from 'node:crypto';
import { systemClock } from '../../../server/src/adapters/clock.ts';
import { layOut } from '../../../server/src/adapters/sqlite/column-layout.ts';
import { openSqlite } from '../../../server/src/adapters/sqlite/open-sqlite.ts';
import { openSqliteGraphStore } from '../../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import type { GraphColumns } from '../../../server/src/detection/columns.ts';

const [how = '', path = ''] = process.argv.slice(2);

async function loadColumns(snapshotFromRows: number): Promise<GraphColumns> {
  const opened = await openSqliteGraphStore({ path, clock: systemClock, snapshotFromRows });
  if (!opened.ok) throw new Error(opened.failure.message);
  const { columns } = await opened.value.loadColumns({});
  await opened.value.close();
  return columns;
}

/** The plain way: every row of the three tables, sorted as columns are, as an object, all of them in memory. */
function loadObjects(): number {
  const database = openSqlite({ path, readOnly: true });
  const tables = ['entity ORDER BY kind, ext', 'link', 'event ORDER BY type, ext'];
  const rows = tables.map((table) => database.prepare(`SELECT * FROM ${table}`).all());
  database.close();
  return rows.reduce((sum, { length }) => sum + length, 0);
}

function digestOf(columns: GraphColumns): string {
  const hash = createHash('sha256');
  const { parts, scalars } = layOut(columns);
  hash.update(JSON.stringify([scalars, parts.map(({ head }) => head)]));
  for (const { bytes } of parts) hash.update(bytes);
  return hash.digest('hex');
}

async function measure(): Promise<void> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const columns = how === 'objects' ? null : await loadColumns(how === 'snapshot' ? 0 : Number.POSITIVE_INFINITY);
  const digest = columns ? null : `${loadObjects()} rows`;
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const told = { ms, cpuMs: (user + system) / 1000, peakMb, digest: digest ?? (columns && digestOf(columns)) };
  process.stdout.write(JSON.stringify(told));
}

await measure();
