import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../server/src/adapters/clock.ts';
import { openNeo4jGraphStore } from '../../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import { openSqliteGraphStore } from '../../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import type { GraphStore, ImportSession } from '../../../server/src/application/ports/graph-store.ts';
import { generatedBatches } from '../../support/generated-batches.ts';
import { ask } from '../../support/http-service.ts';
import { type RunningNeo4j, startNeo4j } from '../../support/neo4j/start-server.ts';
import { neo4jMissing } from '../../support/neo4j.ts';
import { startServer } from '../../support/running-server.ts';

const BATCHES = 3;
const LONGEST_START_MS = 300_000;
const missing = neo4jMissing('2026.05.0');

describe.skipIf(missing !== null)(`a Neo4j in trouble${missing === null ? '' : ` (${missing})`}`, () => {
  let server: RunningNeo4j;
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'clewline-trouble-'));
    server = await startNeo4j({ version: '2026.05.0' });
  }, LONGEST_START_MS);
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const open = (change: Readonly<Record<string, string>> = {}) => {
    const { url, user, password } = server;
    return openNeo4jGraphStore({ url, user, password, database: 'neo4j', clock: systemClock, ...change });
  };

  it('refuses a wrong password and a wrong database in one sentence, which repeats no password', async () => {
    const wrong = await open({ password: 'wrong-and-secret' });
    expect(wrong).toMatchObject({ ok: false, failure: { code: 'STORE_UNAVAILABLE' } });
    if (!wrong.ok) expect(wrong.failure.message).toMatch(/refuses this user and password/);
    const absent = await open({ database: 'absent' });
    expect(absent).toMatchObject({ ok: false, failure: { code: 'STORE_UNAVAILABLE' } });
    if (!absent.ok) expect(absent.failure.message).toMatch(/has no database “absent”/);
    expect(JSON.stringify([wrong, absent])).not.toMatch(new RegExp(`wrong-and-secret|${server.password}`));
  }, 120_000);

  it('killed in the middle of an import and started again, holds the same graph after a second import', async () => {
    const store = expectValue(await open());
    const session = expectValue(await store.openImport('killed'));
    const [first = [], second = []] = [...generatedBatches(2)];
    await session.write(first);
    const writing = session.write(second).catch((error: unknown) => error);
    await server.kill();
    await server.restart();
    await writing;
    await session.close().catch(() => undefined);
    await store.close();

    const again = expectValue(await open());
    await importAll(again);
    const reference = expectValue(await openSqliteGraphStore({ path: join(folder, 'a.sqlite'), clock: systemClock }));
    await importAll(reference);
    expect(await again.counts()).toEqual(await reference.counts());
    expect(await again.digest()).toBe(await reference.digest());
    await again.close();
    await reference.close();
  }, 300_000);

  it('is waited for by a service, which says why it is not ready', async () => {
    await server.kill();
    const env = { CLEWLINE_GRAPH_URL: server.url, CLEWLINE_GRAPH_PASSWORD: server.password };
    const service = await startServer({ directory: join(folder, 'service'), env });
    try {
      const port = Number(new URL(service.url).port);
      const before = await ask(port, '/readyz', {});
      expect(before.status).toBe(503);
      expect(String(before.body)).toMatch(/^not ready: Neo4j does not answer at bolt:\/\/127\.0\.0\.1:\d+/);
      await server.restart();
      const ready = async () => (await ask(port, '/readyz', {})).status;
      while ((await ready()) !== 200) await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await service.stop();
    }
  }, 300_000);
});

async function importAll(store: GraphStore): Promise<void> {
  const session = await openOnceFree(store);
  for (const batch of generatedBatches(BATCHES)) await session.write(batch);
  await session.close();
}

/** The lease of a writer that is gone must run out first. */
async function openOnceFree(store: GraphStore): Promise<ImportSession> {
  for (;;) {
    const opened = await store.openImport('again');
    if (opened.ok) return opened.value;
    if (opened.failure.code !== 'IMPORT_RUNNING') throw new Error(opened.failure.message);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function expectValue<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}
