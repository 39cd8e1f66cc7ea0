import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { graphStoreContract } from './graph-store.contract.ts';

graphStoreContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'clewline-graph-'));
  const openAnother = async () => {
    const opened = await openSqliteGraphStore({ path: join(folder, 'graph.db'), clock: systemClock });
    if (!opened.ok) throw new Error(opened.failure.message);
    return opened.value;
  };
  const remove = () => rm(folder, { recursive: true, force: true });
  return { store: await openAnother(), openAnother, remove, isolation: 'snapshot' };
});
