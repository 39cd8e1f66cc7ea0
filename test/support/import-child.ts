/** Imports generated records into a store, batch by batch, telling each on standard output: `store.db|bolt://… batches`. */
import { systemClock } from '../../server/src/adapters/clock.ts';
import { openNeo4jGraphStore } from '../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { generatedBatches } from './generated-batches.ts';

const open = (path: string) =>
  path.startsWith('bolt://')
    ? openNeo4jGraphStore({ url: path, ...LOGIN, clock: systemClock })
    : openSqliteGraphStore({ path, clock: systemClock });
const LOGIN = { user: 'neo4j', password: process.env['NEO4J_TEST_PASSWORD'] ?? '', database: 'neo4j' };

async function importGenerated(path: string, batches: number): Promise<void> {
  const opened = await open(path);
  if (!opened.ok) throw new Error(opened.failure.message);
  const session = await opened.value.openImport(`child ${process.pid}`);
  if (!session.ok) {
    process.stdout.write(`refused ${session.failure.code}\n`);
    await opened.value.close();
    return;
  }
  process.stdout.write('open\n');
  for (const batch of generatedBatches(batches)) {
    await session.value.write(batch);
    process.stdout.write('batch\n');
  }
  await session.value.close();
  await opened.value.close();
  process.stdout.write('done\n');
}

const [path = '', batches = '1'] = process.argv.slice(2);
await importGenerated(path, Number(batches));
