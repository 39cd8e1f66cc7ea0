/** One import of the import benchmark, in a process of its own so that its memory can be told: `folder store.db`. */
import { systemClock } from '../../server/src/adapters/clock.ts';
import { createFileRecordSource } from '../../server/src/adapters/files/file-record-source.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';

export type ImportFigures = {
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

const BATCH_SIZE = 100_000;

async function importFolder(folder: string, path: string): Promise<ImportFigures> {
  const startedAt = performance.now();
  const store = unwrap(await openSqliteGraphStore({ path, clock: systemClock }));
  const source = unwrap(
    await createFileRecordSource({ now: () => systemClock.now() }).open({ paths: [folder], batchSize: BATCH_SIZE }),
  );
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
  const counts = await store.counts();
  await store.close();
  const endedAt = performance.now();
  return {
    seconds: (endedAt - startedAt) / 1000,
    storeSeconds: (storeMs + endedAt - before) / 1000,
    cpuSeconds: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    ...counts,
  };
}

type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: { message: string } };

function unwrap<T>(result: Outcome<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.failure.message);
}

const [folder, path] = process.argv.slice(2);
if (folder === undefined || path === undefined) throw new Error('usage: import-bench-child FOLDER STORE');
console.log(JSON.stringify(await importFolder(folder, path)));
