/** A screening of registrations killed at random moments: everybody is listed once. More kills: CLEWLINE_KILLS=200. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../server/src/adapters/clock.ts';
import { openSqliteCaseStore } from '../../../server/src/adapters/sql/sql-case-store.ts';
import { openSqliteGraphStore } from '../../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { buyer, device, entity, usesDevice } from '../../contract/graph-store/builders.ts';
import { seeded } from '../../detection/graph/random-graph.ts';
import { bundleChild } from '../../support/child-program.ts';
import { aRing, aRun, day } from '../../support/ring-builders.ts';

const CHILD = await bundleChild(new URL('../../support/screen-child.ts', import.meta.url));
const KILLS = Number(process.env['CLEWLINE_KILLS'] ?? 10);
const ACCOUNTS = 1_500;
/** Every tenth is at the device of the ring. */
const near = Array.from({ length: ACCOUNTS / 10 }, (_, i) => `n${i * 10}`);
const PAGES = ACCOUNTS / 100 + 1;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clewline-screening-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function fill(): Promise<void> {
  const graph = await openSqliteGraphStore({ path: join(folder, 'graph.sqlite'), clock: systemClock });
  if (!graph.ok) throw new Error(graph.failure.message);
  const session = await graph.value.openImport('test');
  if (!session.ok) throw new Error(session.failure.message);
  const members = ['m1', 'm2', 'm3'].map((id) => buyer(id));
  await session.value.write(members.map((ref) => entity(ref)));
  const counts = await graph.value.counts();
  // Half of them, and of those near the ring, tell by their arrival alone that they are new.
  const accounts = Array.from({ length: ACCOUNTS }, (_, i) =>
    entity(buyer(`n${i}`), i % 20 < 10 ? {} : { createdAt: day(9) }),
  );
  // A device each, with the members: a crowd would make each of them less likely, and screening slower.
  const shared = near.flatMap((id) => [
    usesDevice(buyer(id), device(id)),
    ...members.map((one) => usesDevice(one, device(id))),
  ]);
  await session.value.write([...accounts, ...shared]);
  await session.value.close();
  await graph.value.close();
  const cases = await openSqliteCaseStore(join(folder, 'cases.sqlite'));
  const hook = { id: 'hook_a', url: 'https://a.example/', description: '', status: 'active', problem: null } as const;
  const listening = {
    ...hook,
    events: ['newcomer.found'],
    createdAt: day(1),
    previousSecretUntil: null,
    waitsUntil: null,
  } as const;
  await cases.webhooks.add(listening, 'whsec_x');
  const ring = aRing('rng_a', { members: members.map((ref) => ({ ...ref, role: 'CORE', confidence: 1, reason: '' })) });
  await cases.rings.publishRun(aRun('run_1', { published: true, asOf: day(10), counts }), [{ ...ring, confidence: 1 }]);
  await cases.close();
}

/** True when it ended by itself. */
async function screenUntilKilled(lifeMs: number | null): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.once('data', () => {
    if (lifeMs !== null) setTimeout(() => child.kill('SIGKILL'), lifeMs);
  });
  const [code] = await new Promise<[number | null]>((resolve) => child.on('close', (value) => resolve([value])));
  return code === 0;
}

it(`killed ${KILLS} times, nobody is left out, listed twice or told of twice`, {
  timeout: Math.max(600_000, KILLS * 15_000),
}, async () => {
  await fill();
  const random = seeded(9);
  for (let kill = 0; kill < KILLS; kill++) {
    // Where a sweep came to its end, the next kill meets a new one over the same accounts.
    await screenUntilKilled(random() * 250);
  }
  expect(await screenUntilKilled(null)).toBe(true);
  const cases = await openSqliteCaseStore(join(folder, 'cases.sqlite'));
  const ids: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await cases.newcomers.newcomers(
      { statuses: ['OPEN'] },
      after === undefined ? { first: 100 } : { first: 100, after },
    );
    ids.push(...page.items.map(({ item }) => item.entity.id));
    after = page.items.at(-1)?.cursor;
    if (!page.hasNext) break;
  }
  expect(ids.sort()).toEqual([...near].sort());
  expect((await cases.webhooks.deliveries({}, { first: 1 })).totalCount).toBe(near.length);
  const sweep = await cases.newcomers.sweep();
  expect(sweep).toMatchObject({ isDone: true });
  expect(sweep?.step).toBeGreaterThanOrEqual(PAGES);
  await cases.close();
});
