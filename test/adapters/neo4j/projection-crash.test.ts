/** Rings in Neo4j when whoever shows them is killed: made good by a server, never of two runs. More: CLEWLINE_KILLS=50. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../server/src/adapters/clock.ts';
import { nodeKey } from '../../../server/src/adapters/neo4j/entity-properties.ts';
import { openNeo4jGraphStore } from '../../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import { openSqliteCaseStore } from '../../../server/src/adapters/sql/sql-case-store.ts';
import type { CaseStore } from '../../../server/src/application/ports/case-store.ts';
import type { EntityKind } from '../../../server/src/domain/ontology.ts';
import { seeded } from '../../detection/graph/random-graph.ts';
import { bundleChild } from '../../support/child-program.ts';
import { gang } from '../../support/gangs.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing } from '../../support/neo4j.ts';
import { startServer } from '../../support/running-server.ts';

const CHILD = await bundleChild(new URL('../../support/project-child.ts', import.meta.url));
const KILLS = Number(process.env['CLEWLINE_KILLS'] ?? 4);
/** A run of the child's takes a fraction of this. */
const LONGEST_LIFE_MS = 1_500;
const GANGS = 12;
const LOCK = "MATCH (s:ClewlineStore {name: 'rings'}) SET s.lockedAt = 0 RETURN s.run AS run";
const RINGS =
  'MATCH (r:Ring) OPTIONAL MATCH (n)-[:MEMBER_OF]->(r) WITH r, n ORDER BY n.key RETURN r.id, r.score, collect(n.key)';
const missing = neo4jMissing('2026.05.0');
vi.setConfig({ testTimeout: 600_000 });

describe.skipIf(missing !== null)(`rings in Neo4j${missing === null ? '' : ` (${missing})`}`, () => {
  let server: LentNeo4j;
  let folder = '';
  beforeAll(async () => {
    server = await lendNeo4j('2026.05.0');
  }, 300_000);
  afterAll(() => server?.release());
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'clewline-projection-'));
    await server.clear();
    const opened = await openNeo4jGraphStore({ ...server, clock: systemClock });
    if (!opened.ok) throw new Error(opened.failure.message);
    await opened.value.close();
    const buyers = Array.from({ length: GANGS }, (_, i) => gang(`g${i}x`, 8).entities.map(({ key }) => key)).flat();
    const keys = [...buyers, ...Array.from({ length: GANGS }, (_, i) => `Seller:g${i}x`)].map(toKey);
    await server.driver.executeQuery('UNWIND $keys AS key CREATE (:Entity {key: key})', { keys });
    return () => rmSync(folder, { recursive: true, force: true });
  });

  const start = (path: string, ...mode: string[]): ChildProcess =>
    spawn(process.execPath, [CHILD, path, server.url, ...mode], {
      env: { ...process.env, NEO4J_TEST_PASSWORD: server.password },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  /** Which run is shown, and each ring with its members. Locked: what a killed process sent last may still be on its way. */
  async function shown(): Promise<{ readonly run: unknown; readonly rings: unknown }> {
    const session = server.driver.session();
    try {
      return await session.executeWrite(async (transaction) => {
        const { records } = await transaction.run(LOCK);
        const rings = await transaction.run(RINGS);
        return {
          run: records[0]?.get('run') ?? null,
          rings: Object.fromEntries(rings.records.map((ring) => [ring.get(0), [ring.get(1), ring.get(2)]])),
        };
      });
    } finally {
      await session.close();
    }
  }
  async function published(cases: CaseStore, runId: string): Promise<object> {
    const rings: [string, unknown][] = [];
    for await (const { id, status, score, members } of cases.rings.allRings(runId)) {
      if (status === 'ACTIVE') rings.push([id, [score, members.map(nodeKey).sort()]]);
    }
    return Object.fromEntries(rings);
  }

  it('are shown by a server where detection was killed between publishing them and showing them', async () => {
    const path = join(folder, 'cases.sqlite');
    const child = start(path, 'stuck');
    await new Promise<void>((resolve) => {
      child.stdout?.on('data', (text) => String(text).includes('published') && resolve());
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await shown()).toEqual({ run: null, rings: {} });
    const env = { CLEWLINE_GRAPH_URL: server.url, CLEWLINE_GRAPH_PASSWORD: server.password };
    const service = await startServer({ directory: folder, env });
    const cases = await openSqliteCaseStore(path);
    try {
      const run = await cases.rings.latestPublishedRun();
      const expected = { run: run?.id, rings: await published(cases, run?.id ?? '') };
      expect(Object.keys(expected.rings)).toHaveLength(4);
      await expect.poll(shown, { timeout: 60_000, interval: 100 }).toEqual(expected);
      await expect
        .poll(() => cases.projection.state(), { timeout: 60_000 })
        .toMatchObject({ wanted: expect.any(Number), delivered: (await cases.projection.state()).wanted });
    } finally {
      await cases.close();
      await service.stop();
    }
  });

  it(`are of one whole run, however often two that show them are killed (${KILLS} times)`, async () => {
    const random = seeded(4);
    const path = join(folder, 'cases.sqlite');
    const told: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 2) {
      await Promise.all(
        [random(), random()].map(async (share) => {
          const child = start(path);
          let isFirst = true;
          child.stdout?.setEncoding('utf8').on('data', (text: string) => {
            told.push(text);
            if (isFirst) setTimeout(() => child.kill('SIGKILL'), share * LONGEST_LIFE_MS);
            isFirst = false;
          });
          await once(child, 'close');
        }),
      );
      const cases = await openSqliteCaseStore(path);
      const { run, rings } = await shown();
      expect(rings).toEqual(await published(cases, String(run)));
      await cases.close();
    }
    expect(told.join('')).not.toContain('{');
    expect(told.length).toBeGreaterThanOrEqual(KILLS);
  });
});

function toKey(text: string): string {
  const [kind, id = ''] = text.split(':');
  return nodeKey({ kind: kind as EntityKind, id });
}
