/**
 * One import of the import benchmark, in a process of its own so that its memory can be told, and from the compiled
 * server, as users run it: `folder store.db`. Prints its figures as one line of JSON.
 */
import { systemClock } from '../../server/dist/adapters/clock.js';
import { createFileRecordSource } from '../../server/dist/adapters/files/file-record-source.js';
import { openSqliteGraphStore } from '../../server/dist/adapters/sqlite/sqlite-graph-store.js';

const BATCH_SIZE = 100_000;

/** @template T @param {{ ok: boolean, value?: T, failure?: { message: string } }} result @returns {T} */
function unwrap(result) {
  if (result.ok) return result.value;
  throw new Error(result.failure?.message);
}

/** @param {string} folder @param {string} path */
async function importFolder(folder, path) {
  const startedAt = performance.now();
  const store = unwrap(await openSqliteGraphStore({ path, clock: systemClock }));
  const files = createFileRecordSource({ now: () => systemClock.now() });
  const source = unwrap(await files.open({ paths: [folder], batchSize: BATCH_SIZE }));
  const session = unwrap(await store.openImport('bench'));
  let storeMs = 0;
  for await (const batch of source.batches()) {
    if (batch.rejects.length > 0) throw new Error(`a row was rejected: ${JSON.stringify(batch.rejects[0])}`);
    const before = performance.now();
    if (batch.records.length > 0) await session.write(batch.records);
    storeMs += performance.now() - before;
  }
  const before = performance.now();
  await session.close();
  storeMs += performance.now() - before;
  const counts = await store.counts();
  await store.close();
  const { user, system } = process.cpuUsage();
  return {
    seconds: (performance.now() - startedAt) / 1000,
    storeSeconds: storeMs / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    ...counts,
  };
}

const [folder, path] = process.argv.slice(2);
if (folder === undefined || path === undefined) throw new Error('usage: import-bench-child FOLDER STORE');
process.stdout.write(`${JSON.stringify(await importFolder(folder, path))}\n`);
