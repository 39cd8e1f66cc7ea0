/** A graph store on a server that a test file borrows: empty before each test, closed behind the last. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { openNeo4jGraphStore } from '../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import type { Neo4jVersion } from './neo4j/versions.ts';
import { type LentNeo4j, lendNeo4j } from './neo4j.ts';

/** To be called where the tests are described; what it holds is there once they run. */
export function useNeo4jStore(version: Neo4jVersion): { readonly server: LentNeo4j; readonly store: GraphStore } {
  let server: LentNeo4j;
  let store: GraphStore;
  beforeAll(async () => {
    server = await lendNeo4j(version);
  }, 300_000);
  afterAll(() => server?.release());
  beforeEach(async () => {
    await store?.close();
    await server.clear();
    const opened = await openNeo4jGraphStore({ ...server, clock: systemClock });
    if (!opened.ok) throw new Error(opened.failure.message);
    store = opened.value;
  }, 120_000);
  afterAll(() => store?.close());
  return {
    get server() {
      return server;
    },
    get store() {
      return store;
    },
  };
}
