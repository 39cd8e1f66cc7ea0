/** A copy that is killed goes on at the next call: from a file into Neo4j, and from Neo4j into a file. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { generatedBatches } from '../support/generated-batches.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing } from '../support/neo4j.ts';
import { runCli } from '../support/running-server.ts';

const CHILD = fileURLToPath(new URL('../support/copy-child.ts', import.meta.url));
const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const BATCH_SIZE = 500;
const KILLED_AFTER = 8;
const missing = neo4jMissing('5.26.12');

describe.skipIf(missing !== null)(`a copy killed by force${missing === null ? '' : ` (${missing})`}`, () => {
  let folder = '';
  let server: LentNeo4j;
  let digest: unknown;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'clewline-copy-killed-'));
    server = await lendNeo4j('5.26.12');
    digest = await writeSource(join(folder, 'source.sqlite'));
  });
  afterAll(async () => {
    await server?.release();
    rmSync(folder, { recursive: true, force: true });
  });

  async function killAfter(batches: number, from: string, to: string): Promise<void> {
    const child = spawn(process.execPath, ['--import', LOADER, CHILD, from, to], {
      env: { ...process.env, NEO4J_TEST_PASSWORD: server.password },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.split('batch').length > batches) child.kill('SIGKILL');
    });
    expect(await closed).toEqual([null, 'SIGKILL']);
  }
  const copy = (from: string, to: string) =>
    runCli(['copy', '--from', from, '--to', to, '--json'], {
      directory: join(folder, 'none'),
      env: { CLEWLINE_GRAPH_PASSWORD: server.password },
    });
  async function expectResumed(from: string, to: string): Promise<void> {
    await killAfter(KILLED_AFTER, from, to);
    const copied = await copy(from, to);
    expect([copied.code, JSON.parse(copied.stdout)]).toEqual([0, digest]);
    const after = Number(/^Going on after (\d+) records that an earlier copy brought\.$/m.exec(copied.stderr)?.[1]);
    expect(after).toBeGreaterThanOrEqual(KILLED_AFTER * BATCH_SIZE);
  }

  it('goes on from where it was in a file, into Neo4j', async () => {
    await expectResumed(`file:${join(folder, 'source.sqlite')}`, server.url);
  }, 240_000);

  it('goes on from where it was in Neo4j, into a file', async () => {
    await expectResumed(server.url, `file:${join(folder, 'target.sqlite')}`);
  }, 240_000);

  it('says that the source has changed since, and then copies all of it', async () => {
    await writeSource(join(folder, 'source.sqlite'), 4);
    const copied = await copy(`file:${join(folder, 'source.sqlite')}`, server.url);
    expect(copied).toMatchObject({ code: 0 });
    expect(copied.stderr).toContain('The source has changed since it was last copied: starting from the beginning.');
  }, 240_000);
});

async function writeSource(path: string, batches = 3): Promise<unknown> {
  const store = await openSqliteGraphStore({ path, clock: systemClock });
  if (!store.ok) throw new Error(store.failure.message);
  const session = await store.value.openImport('test');
  if (!session.ok) throw new Error(session.failure.message);
  for (const batch of generatedBatches(batches)) await session.value.write(batch);
  await session.value.close();
  const written = { ...(await store.value.counts()), digest: await store.value.digest() };
  await store.value.close();
  return written;
}
