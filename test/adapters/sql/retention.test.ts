/** What retention may remove: old pictures, and never the last one of any ring. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteCaseStore } from '../../../server/src/adapters/sql/sql-case-store.ts';
import type { CaseStore } from '../../../server/src/application/ports/case-store.ts';
import { retain } from '../../../server/src/application/scheduling/retain.ts';
import { OPERATOR } from '../../../server/src/domain/principal.ts';
import { millisecondsOf } from '../../../server/src/domain/time-point.ts';
import { AUDITOR } from '../../support/graphql-service.ts';
import { aRing, aRun, day } from '../../support/ring-builders.ts';
import { aRingVerdict } from '../../support/verdict-builders.ts';

let cases: CaseStore;
beforeEach(async () => {
  cases = await openSqliteCaseStore(':memory:');
  for (const number of [1, 2, 3]) {
    const ids = number === 1 ? ['rng_a', 'rng_gone'] : ['rng_a'];
    const rings = ids.map((id) => aRing(id, { summary: `as of run ${number}` }));
    await cases.rings.publishRun(aRun(`run_${number}`, { startedAt: day(number), published: true }), rings);
  }
  await cases.rings.keepRun(aRun('run_trial', { startedAt: day(2) }), [aRing('rng_t')]);
});
afterEach(() => cases.close());

const picturesOf = async (runId: string): Promise<readonly string[]> => {
  const ids: string[] = [];
  for await (const { id } of cases.rings.allRings(runId)) ids.push(id);
  return ids;
};
const retainAt = (now: number, keepDays: number, principal = OPERATOR) =>
  retain({ ...cases, clock: { now: () => millisecondsOf(day(now)) }, keepDays }, principal);

it('removes pictures that are old and were followed by newer ones, and trials; nothing else', async () => {
  expect(await retainAt(43, 40)).toMatchObject({ ok: true, value: { pictures: 3 } });
  expect(await picturesOf('run_1')).toEqual(['rng_gone']);
  expect(await picturesOf('run_2')).toEqual([]);
  expect(await picturesOf('run_3')).toEqual(['rng_a']);
  expect(await picturesOf('run_trial')).toEqual([]);
  expect((await cases.rings.ring('rng_gone'))?.summary).toBe('as of run 1');
  expect((await cases.rings.runs({ first: 10 })).totalCount).toBe(4);
  expect((await cases.rings.ringIdsOf([{ kind: 'Buyer', id: 'rng_a-b1' }])).get('Buyer:rng_a-b1')).toEqual(['rng_a']);
});

it('keeps everything that is young enough, and trials for a month', async () => {
  expect(await retainAt(31, 400)).toMatchObject({ value: { pictures: 0 } });
  expect(await retainAt(33, 400)).toMatchObject({ value: { pictures: 1 } });
  expect(await picturesOf('run_1')).toEqual(['rng_a', 'rng_gone']);
});

it('keeps what somebody judged: later pictures are held against it', async () => {
  const event = { type: 'ringVerdictGiven', at: day(1), principal: 'anna', subject: 'rng_a', details: {} };
  for (const [ringId, runId] of [
    ['rng_a', 'run_1'],
    ['rng_t', 'run_trial'],
  ] as const) {
    const seen = { ringId, runId, asOf: day(0) };
    await cases.verdicts.addRingVerdict(aRingVerdict(ringId, { seen }), event);
  }
  expect(await retainAt(500, 1)).toMatchObject({ value: { pictures: 1 } });
  expect(await picturesOf('run_1')).toEqual(['rng_a', 'rng_gone']);
  expect(await picturesOf('run_2')).toEqual([]);
  expect(await picturesOf('run_trial')).toEqual(['rng_t']);
});

it('is done by nobody who may not', async () => {
  expect(await retainAt(500, 1, AUDITOR)).toMatchObject({ ok: false, failure: { code: 'FORBIDDEN' } });
});
