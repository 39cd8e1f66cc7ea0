/** Verdicts of a store of an older version, which did not say what they were given on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteCaseStore } from '../../../server/src/adapters/sql/sql-case-store.ts';
import { openSqlite } from '../../../server/src/adapters/sqlite/open-sqlite.ts';
import type { RingVerdict } from '../../../server/src/domain/verdict.ts';
import { aRing, aRun, day } from '../../support/ring-builders.ts';
import { aRingVerdict, GIVEN } from '../../support/verdict-builders.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clewline-verdict-picture-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const AS_BEFORE = `DROP INDEX verdict_by_picture;
  ALTER TABLE verdict DROP COLUMN seen_ring; ALTER TABLE verdict DROP COLUMN seen_run;
  UPDATE verdict SET body = json_remove(body, '$.seen');
  DELETE FROM schema_migration WHERE name = '0011-verdict-picture'`;
const event = { type: 'ringVerdictGiven', at: day(1), principal: 'anna', subject: 'rng_a', details: {} };

/** Three runs, of data that end months before: rng_b was in the first and ended in rng_a. */
async function upgraded(...verdicts: readonly RingVerdict[]) {
  const path = join(folder, 'cases.sqlite');
  const before = await openSqliteCaseStore(path);
  for (const number of [1, 2, 3]) {
    const rings = (number === 1 ? ['rng_a', 'rng_b'] : ['rng_a']).map((id) => aRing(id));
    const run = aRun(`run_${number}`, { finishedAt: day(number), asOf: day(number - 200) });
    await before.rings.publishRun(run, rings);
  }
  for (const verdict of verdicts) await before.verdicts.addRingVerdict(verdict, event);
  const member = { kind: 'Buyer', id: 'b' } as const;
  const cleared = { ...GIVEN, at: day(3), ringId: 'rng_a', member, verdict: 'NOT_INVOLVED', seen: null } as const;
  await before.verdicts.addMemberVerdict(cleared, [], event);
  await before.close();
  const database = openSqlite({ path });
  database.exec(AS_BEFORE);
  database.close();
  return openSqliteCaseStore(path);
}

it('were given on the last picture of the ring that was published by then, and that one is kept', async () => {
  const store = await upgraded(
    aRingVerdict('rng_a', { at: day(2.5) }),
    aRingVerdict('rng_c', { at: day(2.5), inheritedFrom: 'rng_b' }),
    aRingVerdict('rng_none', { at: day(0) }),
  );
  const { rings, members } = await store.verdicts.current();
  expect([...rings.values()].map(({ seen }) => seen)).toEqual([
    { ringId: 'rng_a', runId: 'run_2', asOf: day(-198) },
    { ringId: 'rng_b', runId: 'run_1', asOf: day(-199) },
    null,
  ]);
  expect(members.get('rng_a')?.get('Buyer:b')?.seen).toMatchObject({ runId: 'run_3', asOf: day(-197) });
  await store.retention.removePictures({ publishedBefore: day(900), trialsBefore: day(900) });
  expect(await store.rings.picture('rng_a', { runId: 'run_2' })).not.toBeNull();
  expect(await store.rings.picture('rng_a', { runId: 'run_1' })).toBeNull();
  await store.close();
});
