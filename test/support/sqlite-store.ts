/** An embedded store on a file, open as long as something is done with it. */
import { systemClock } from '../../server/src/adapters/clock.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';

export async function withSqliteStore<T>(path: string, work: (store: GraphStore) => Promise<T>): Promise<T> {
  const opened = await openSqliteGraphStore({ path, clock: systemClock });
  if (!opened.ok) throw new Error(opened.failure.message);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}
