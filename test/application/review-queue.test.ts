/** How far a review capacity reaches, of what comes in and of what is open. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import { setReviewCapacity, showReviewQueue } from '../../server/src/application/review/review-queue.ts';
import type { Failure } from '../../server/src/domain/failure.ts';
import { basisOf } from '../../server/src/domain/material-change.ts';
import { OPERATOR, type Principal } from '../../server/src/domain/principal.ts';
import type { Result } from '../../server/src/domain/result.ts';
import type { Ring, Severity } from '../../server/src/domain/ring.ts';
import type { RingChange, RingChangeType } from '../../server/src/domain/ring-change.ts';
import { aRing, aRun, day } from '../support/ring-builders.ts';

function expectOk<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}
const ring = (id: string, severity: Severity, score: number): Ring => aRing(`rng_${id}`, { severity, score });
const change = (type: RingChangeType, { id, members }: Ring, runId: string, at: number): RingChange => {
  return { type, ringId: id, runId, at: day(at), joined: members, left: [], others: [], statement: 's' };
};

describe('review capacity', () => {
  let cases: CaseStore;
  beforeEach(async () => {
    cases = await openSqliteCaseStore(':memory:');
  });
  afterEach(() => cases.close());

  const clock = { now: () => Date.UTC(2026, 3, 1) };
  const set = (ringsPerDay: number, principal = OPERATOR) =>
    setReviewCapacity({ ...cases, clock }, principal, { ringsPerDay, why: 'two people' });
  const queue = async () => expectOk(await showReviewQueue(cases, OPERATOR));
  const publish = (runNumber: number, asOf: number, rings: readonly Ring[], born: readonly Ring[]) => {
    const id = `run_${runNumber}`;
    const changes = born.map((one) => change('BORN', one, id, asOf));
    return cases.rings.publishRun(aRun(id, { asOf: day(asOf) }), rings, { changes });
  };
  const [a, b, c, d] = [ring('a', 'CRITICAL', 60), ring('b', 'HIGH', 70), ring('c', 'HIGH', 50), ring('d', 'LOW', 25)];

  it('before anybody sets one, nothing is reached and nothing said to be', async () => {
    expect(await queue()).toMatchObject({ capacity: null, days: 0, inflow: null, reach: null });
  });

  it('with one day of runs it reaches down the open rings, the gravest first, then by score', async () => {
    await publish(1, 1, [d, c, b, a], [a, b, c, d]);
    expectOk(await set(2));
    const found = await queue();
    expect(found).toMatchObject({ days: 0, inflow: null, reach: { severity: 'HIGH', score: 70 }, reachesAll: false });
    expect(found.open).toEqual([
      { severity: 'CRITICAL', count: 1 },
      { severity: 'HIGH', count: 2 },
      { severity: 'MEDIUM', count: 0 },
      { severity: 'LOW', count: 1 },
    ]);
    expectOk(await set(4));
    expect(await queue()).toMatchObject({ reach: { severity: 'LOW', score: 25 }, reachesAll: true });
  });

  it('what the first run found had piled up: later runs tell what comes in a day', async () => {
    await publish(1, 1, [a], [a]);
    await publish(2, 3, [a, b], [b]);
    await publish(3, 5, [a, b, c, d], [c, d]);
    expectOk(await set(1));
    const found = await queue();
    // Three in four days; four reviews in that time reach them all.
    expect(found).toMatchObject({ days: 4, reachesAll: true });
    expect(found.inflow).toEqual([
      { severity: 'CRITICAL', perDay: 0 },
      { severity: 'HIGH', perDay: 0.5 },
      { severity: 'MEDIUM', perDay: 0 },
      { severity: 'LOW', perDay: 0.25 },
    ]);
  });

  it('what exceeds it is not reached, and the score says where it ends', async () => {
    const many = Array.from({ length: 20 }, (_, i) => ring(`m${i}`, 'MEDIUM', 30 + i));
    await publish(1, 1, [a], [a]);
    await publish(2, 5, [a, ...many], many);
    expectOk(await set(2));
    // Eight of the twenty: scores 49 down to 42.
    expect(await queue()).toMatchObject({ days: 4, reach: { severity: 'MEDIUM', score: 42 }, reachesAll: false });
  });

  it('only the last four weeks count, only what is still there, and what another ring came out of does not', async () => {
    await publish(1, 0, [a], [a]);
    await publish(2, 2, [a, b], [b]);
    const split = [change('SPLIT', c, 'run_3', 40), { ...change('SPLIT', a, 'run_3', 40), joined: [] }];
    const asleep = { ...d, status: 'DORMANT' as const };
    await cases.rings.publishRun(aRun('run_3', { asOf: day(40) }), [a, b, c, asleep], {
      changes: [...split, change('BORN', d, 'run_3', 40)],
    });
    const found = await queue();
    expect(found.days).toBe(28);
    expect(found.inflow?.map(({ perDay }) => perDay * 28)).toEqual([0, 1, 0, 0]);
  });

  it('a ring with a standing verdict is not open; one whose verdict is outdated is', async () => {
    await publish(1, 1, [a, b, c], [a, b, c]);
    const given = {
      verdict: 'CONFIRMED',
      reason: 'FRAUD',
      note: '',
      by: 'Anna',
      at: day(2),
      seen: null,
      inheritedFrom: null,
    } as const;
    const event = { type: 'ringVerdictGiven', at: day(2), principal: 'anna', subject: 'x', details: {} };
    for (const [one, outdatedBy] of [
      [a, null],
      [b, '+3 accounts'],
    ] as const) {
      await cases.verdicts.addRingVerdict({ ...given, ringId: one.id, basis: basisOf(one), outdatedBy }, event);
    }
    expect((await queue()).open.map(({ count }) => count)).toEqual([0, 2, 0, 0]);
  });

  it('is a whole number set by a senior investigator or an administrator, and kept with who and why', async () => {
    for (const wrong of [0, -1, 1.5, Number.NaN, 100_001]) {
      expect(await set(wrong)).toMatchObject({ failure: { code: 'INVALID_ARGUMENT' } });
    }
    const as = (role: Principal['role']): Principal => ({ id: role, name: role, role, via: 'session' });
    for (const role of ['viewer', 'investigator', 'auditor', 'service'] as const) {
      expect(await set(5, as(role))).toMatchObject({ failure: { code: 'FORBIDDEN' } });
    }
    expectOk(await set(5, as('seniorInvestigator')));
    expectOk(await set(7));
    expect(await queue()).toMatchObject({ capacity: { value: 7, by: 'operator', why: 'two people' } });
    expect((await cases.settings.history('reviewCapacity')).map(({ value, by }) => [value, by])).toEqual([
      [5, 'seniorInvestigator'],
      [7, 'operator'],
    ]);
  });
});
