/** Detection killed at random moments: what is published is always one whole run. More kills: CLEWLINE_KILLS=200. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteCaseStore } from '../../../server/src/adapters/sql/sql-case-store.ts';
import type { CaseStore } from '../../../server/src/application/ports/case-store.ts';
import type { Ring } from '../../../server/src/domain/ring.ts';
import { seeded } from '../../detection/graph/random-graph.ts';
import { bundleChild } from '../../support/child-program.ts';

const CHILD = await bundleChild(new URL('../../support/publish-child.ts', import.meta.url));
const KILLS = Number(process.env['CLEWLINE_KILLS'] ?? 20);
/** A run of the child's takes a fraction of this. */
const LONGEST_LIFE_MS = 600;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clewline-publish-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The runs it told; killed so long after the first one. Two children may work on one store. */
async function publishUntilKilled(path: string, lifeMs: number): Promise<readonly string[]> {
  const child: ChildProcess = spawn(process.execPath, [CHILD, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), lifeMs);
    said += text;
  });
  await new Promise((resolve) => child.on('close', resolve));
  return said.split('\n').slice(0, -1);
}

/** Every published run is whole: its rings, its changes and its event are there, and the next one follows from it. */
async function inspect(path: string): Promise<readonly string[]> {
  const store = await openSqliteCaseStore(path);
  try {
    const runs = await store.rings.runs({ first: 100 });
    expect(runs.hasNext).toBe(false);
    const published = runs.items.map(({ item }) => item).filter((run) => run.published);
    for (const run of published) {
      const rings: Ring[] = [];
      for await (const ring of store.rings.allRings(run.id)) rings.push(ring);
      const active = rings.filter(({ status }) => status === 'ACTIVE');
      expect(active).toHaveLength(run.changeNumber);
      const changes = await store.rings.changesIn(run.id);
      const { born, dormant } = run.changes;
      expect(changes.filter(({ type }) => type === 'BORN')).toHaveLength(born);
      expect(changes.filter(({ type }) => type === 'DORMANT')).toHaveLength(dormant);
    }
    await inspectAlerts(store, published[0]?.id);
    return published.map(({ id }) => id);
  } finally {
    await store.close();
  }
}

/** Every ring of weight that is there now has its one alert. `runs` come newest first. */
async function inspectAlerts(store: CaseStore, runId: string | undefined): Promise<void> {
  const { latest } = await store.alerts.picture();
  for await (const { id, status, severity } of store.rings.allRings(runId)) {
    if (status === 'ACTIVE' && severity !== 'LOW') expect(latest.get(id)?.status).toBe('OPEN');
  }
}

describe('detection that is killed', () => {
  it(
    `${KILLS} times: nothing told is lost, nothing is half there, and the next run works on`,
    async () => {
      const random = seeded(6);
      for (let kill = 0; kill < KILLS; kill += 2) {
        const path = join(folder, `${kill}.sqlite`);
        const lives = [random() * LONGEST_LIFE_MS, random() * LONGEST_LIFE_MS];
        const told = (await Promise.all(lives.map((life) => publishUntilKilled(path, life)))).flat();
        const found = await inspect(path);
        expect(new Set(told).size).toBe(told.length);
        expect(found).toEqual(expect.arrayContaining(told));
        // Each child may have published one more run that it did not live to tell of.
        expect(found.length).toBeLessThanOrEqual(told.length + lives.length);
      }
    },
    Math.max(600_000, KILLS * 15_000),
  );
});
