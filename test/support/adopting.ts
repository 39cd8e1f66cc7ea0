/** A graph of somebody else's on a real Neo4j, and adopting it, for the tests of one file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { readAdoptionMap } from '../../server/src/adapters/adoption/adoption-map.ts';
import { openNeo4jForeignGraph } from '../../server/src/adapters/adoption/neo4j-foreign-graph.ts';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { createAdoptGraph } from '../../server/src/application/adopt-graph.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import type { Reject } from '../../server/src/application/ports/record-source.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { type LentNeo4j, lendNeo4j } from './neo4j.ts';

export const LONGEST_MS = 300_000;

export function foreignGraph() {
  let folder = '';
  let server: LentNeo4j;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'clewline-foreign-'));
    server = await lendNeo4j('2026.05.0');
  }, LONGEST_MS);
  beforeEach(() => server.clear());
  afterAll(async () => {
    await server?.release();
    rmSync(folder, { recursive: true, force: true });
  });
  const draw = (text: string, parameters = {}) => server.driver.executeQuery(text, parameters);
  const write = (map: string): string => {
    const path = join(folder, 'graph.map.yaml');
    writeFileSync(path, map);
    return path;
  };

  /** Adopts through this map into this store: what was read and refused, or the sentence why it could not. */
  async function adopt(store: GraphStore, map: string, pageRows = 2) {
    const rejects: Reject[] = [];
    const refused = { failure: '', report: null, rejects };
    const read = await readAdoptionMap(write(map)).catch((error: Error) => error.message);
    if (typeof read === 'string') return { ...refused, failure: read };
    const opened = openNeo4jForeignGraph({ login: server, map: read, hashKey: null, now: systemClock.now, pageRows });
    if (!opened.ok) return { ...refused, failure: opened.failure.message };
    const adopted = await createAdoptGraph({
      store,
      foreign: opened.value,
      newRejectsWriter: () => ({ write: async (some) => void rejects.push(...some), close: async () => null }),
      log: { append: async () => undefined },
      clock: systemClock,
    })(OPERATOR, { dryRun: false, full: false, batchSize: 2 });
    await opened.value.close();
    return adopted.ok
      ? { failure: '', report: adopted.value, rejects }
      : { ...refused, failure: adopted.failure.message };
  }

  const login = () => {
    const { url, user, password, database } = server;
    return { url, user, password, database };
  };
  const path = (name: string): string => join(folder, name);
  return { draw, write, adopt, login, driver: () => server.driver, path };
}
