/** Loads a store's columns again and again, replacing their snapshot each time, and tells after each: `store.db times`. */
import { rmSync } from 'node:fs';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';

async function loadAgainAndAgain(path: string, times: number): Promise<void> {
  const opened = await openSqliteGraphStore({ path, clock: systemClock, snapshotFromRows: 0 });
  if (!opened.ok) throw new Error(opened.failure.message);
  for (let i = 0; i < times; i++) {
    rmSync(`${path}-columns`, { force: true });
    const { columns } = await opened.value.loadColumns({});
    process.stdout.write(`${columns.links.length}\n`);
  }
  await opened.value.close();
}

const [path = '', times = '1'] = process.argv.slice(2);
await loadAgainAndAgain(path, Number(times));
