/** Adopts a graph into a SQLite store in small batches, telling each on standard output: `store.db map.yaml`. */
import { readAdoptionMap } from '../../server/src/adapters/adoption/adoption-map.ts';
import { openNeo4jForeignGraph } from '../../server/src/adapters/adoption/neo4j-foreign-graph.ts';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { createAdoptGraph } from '../../server/src/application/adopt-graph.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';

type Login = { readonly url: string; readonly user: string; readonly password: string; readonly database: string };

export async function adoptInto(path: string, mapFile: string, login: Login): Promise<void> {
  const opened = await openSqliteGraphStore({ path, clock: systemClock });
  const foreign = openNeo4jForeignGraph({
    login,
    map: await readAdoptionMap(mapFile),
    hashKey: null,
    now: systemClock.now,
    pageRows: 5,
  });
  if (!opened.ok || !foreign.ok) throw new Error('could not be opened');
  const adopted = await createAdoptGraph({
    store: telling(opened.value),
    foreign: foreign.value,
    newRejectsWriter: () => ({ write: async () => undefined, close: async () => null }),
    log: { append: async () => undefined },
    clock: systemClock,
  })(OPERATOR, { dryRun: false, full: false, batchSize: 5 });
  await foreign.value.close();
  await opened.value.close();
  process.stdout.write(adopted.ok ? 'done\n' : `failed ${adopted.failure.message}\n`);
}

/** The store, and a line on standard output for each batch that is in it. */
function telling(store: GraphStore): GraphStore {
  return new Proxy(store, {
    get(target, name) {
      if (name !== 'openImport') {
        const method: unknown = Reflect.get(target, name);
        return typeof method === 'function' ? method.bind(target) : method;
      }
      return async (...args: Parameters<GraphStore['openImport']>) => {
        const session = await target.openImport(...args);
        if (!session.ok) return session;
        const { value } = session;
        const write: typeof value.write = async (batch, bookmark) => {
          const report = await value.write(batch, bookmark);
          process.stdout.write(`batch ${batch.length}\n`);
          return report;
        };
        return { ok: true, value: { write, close: () => value.close() } };
      };
    },
  });
}

const [path, mapFile, login] = process.argv.slice(2);
if (path !== undefined && mapFile !== undefined && login !== undefined) {
  await adoptInto(path, mapFile, JSON.parse(login) as Login);
}
