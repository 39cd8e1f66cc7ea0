/** Who may import next into a Neo4j after an import that ended without a word. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openNeo4jGraphStore } from '../../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import { GRAPH_LEASE_MS } from '../../../server/src/adapters/neo4j/store-node.ts';
import { ownIdentity } from '../../../server/src/adapters/sqlite/process-identity.ts';
import type { GraphStore } from '../../../server/src/application/ports/graph-store.ts';
import { generatedBatches } from '../../support/generated-batches.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing } from '../../support/neo4j.ts';

const CHILD = fileURLToPath(new URL('../../support/import-child.ts', import.meta.url));
const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const NOW = Date.UTC(2026, 0, 1);
const missing = neo4jMissing('2026.05.0');
vi.setConfig({ testTimeout: 240_000 });

describe.skipIf(missing !== null)(`the lease of an import${missing === null ? '' : ` (${missing})`}`, () => {
  let server: LentNeo4j;
  let store: GraphStore;
  let nowMs = NOW;
  beforeAll(async () => {
    server = await lendNeo4j('2026.05.0');
  }, 300_000);
  afterAll(() => server?.release());
  beforeEach(async () => {
    nowMs = NOW;
    await server.clear();
    const opened = await openNeo4jGraphStore({ ...server, clock: { now: () => nowMs } });
    if (!opened.ok) throw new Error(opened.failure.message);
    store = opened.value;
  });
  afterEach(() => store.close());

  const leave = (lease: object) =>
    server.driver.executeQuery("MATCH (s:ClewlineStore {name: 'graph'}) SET s.lease = $lease", {
      lease: JSON.stringify({
        holder: 'left',
        token: 't',
        ...ownIdentity(),
        expiresAt: NOW + GRAPH_LEASE_MS,
        ...lease,
      }),
    });
  async function importNow(): Promise<string> {
    const opened = await store.openImport('next');
    if (!opened.ok) return opened.failure.message;
    const [batch = []] = generatedBatches(1);
    await opened.value.write(batch);
    await opened.value.close();
    return 'imported';
  }

  it('of one that was killed is free at once', async () => {
    const child = spawn(process.execPath, ['--import', LOADER, CHILD, server.url, '100000'], {
      env: { ...process.env, NEO4J_TEST_PASSWORD: server.password },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (text) => String(text).includes('batch') && resolve());
    });
    expect(await importNow()).toMatch(`process ${child.pid} on `);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    // This clock stands still: nothing runs out.
    expect(await importNow()).toBe('imported');
  });

  it('of a process whose number was given out again is free at once', async () => {
    const { began } = ownIdentity();
    if (began === null) return;
    await leave({});
    expect(await importNow()).toMatch('Another import (left');
    await leave({ began: `${began}0` });
    expect(await importNow()).toBe('imported');
  });

  it('of a process elsewhere, of which nothing is known, holds until its short time is over', async () => {
    await leave({ host: 'elsewhere', place: 'another machine' });
    nowMs = NOW + GRAPH_LEASE_MS - 1;
    expect(await importNow()).toMatch('should it have crashed, until 2026-01-01T00:00:20Z');
    nowMs++;
    expect(await importNow()).toBe('imported');
  });

  it('counts from the last batch, and that of another lets no further batch through', async () => {
    const opened = await store.openImport('slow');
    if (!opened.ok) throw new Error(opened.failure.message);
    const [first = [], second = []] = [...generatedBatches(2)];
    nowMs += 3 * GRAPH_LEASE_MS;
    await opened.value.write(first);
    nowMs += GRAPH_LEASE_MS - 1;
    expect(await importNow()).toMatch('Another import (slow');
    await leave({ token: 'another', expiresAt: nowMs + 1 });
    await expect(opened.value.write(second)).rejects.toMatchObject({ failure: { code: 'IMPORT_RUNNING' } });
    await opened.value.close();
    expect(await importNow()).toMatch('Another import (left');
  });
});
