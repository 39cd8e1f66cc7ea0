/** Detection at earlier moments, of real stores: each knows only what was true then; rings are followed through them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { type BackTestRequest, createBackTest } from '../../server/src/application/back-test.ts';
import { createDetectRings } from '../../server/src/application/detect-rings.ts';
import {
  type ComparisonRequest,
  createCompareParameters,
} from '../../server/src/application/parameters/compare-parameters.ts';
import { addParameterSet } from '../../server/src/application/parameters/manage-parameters.ts';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import { setRingVerdict } from '../../server/src/application/verdicts/give-verdict.ts';
import type { Failure } from '../../server/src/domain/failure.ts';
import { OPERATOR, type Principal } from '../../server/src/domain/principal.ts';
import type { GraphRecord } from '../../server/src/domain/records.ts';
import type { Result } from '../../server/src/domain/result.ts';
import { formatTimePoint } from '../../server/src/domain/time-point.ts';
import { at, buyer, device, entity, event, seller } from '../contract/graph-store/builders.ts';

function expectOk<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

/** Buyers who share a device, a card and a payout account from this day on, and order at one seller at one time. */
function gang(name: string, size: number, date: string, first = 0): GraphRecord[] {
  const members = Array.from({ length: size }, (_, i) => buyer(`${name}${first + i}`));
  const shared = [
    ['USES_DEVICE', device(name)],
    ['PAYS_WITH', { kind: 'PaymentInstrument', id: name }],
    ['PAID_OUT_TO', { kind: 'PayoutAccount', id: name }],
  ] as const;
  const seen = { firstSeen: at(`${date}T10:00Z`), lastSeen: at('2026-03-01T10:00Z') };
  return [
    ...members.map((ref) => entity(ref, { createdAt: at('2026-01-01T10:00Z') })),
    ...members.flatMap((from) => shared.map(([type, to]) => ({ record: 'link' as const, type, from, to, ...seen }))),
    ...members.map((from, i) =>
      event('ORDER', `${name}${first + i}`, [from, seller(name)], { at: at(`${date}T1${i}:00Z`) }),
    ),
  ];
}

describe('back-test', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clewline-back-test-'));
  let graph: GraphStore;
  let cases: CaseStore;
  beforeAll(async () => {
    graph = expectOk(await openSqliteGraphStore({ path: join(folder, 'graph.db'), clock: { now: () => Date.now() } }));
    const session = expectOk(await graph.openImport('test'));
    await session.write([
      ...gang('old', 6, '2026-02-02'),
      ...gang('young', 5, '2026-02-16'),
      ...gang('grows', 5, '2026-02-03'),
      ...gang('grows', 6, '2026-02-18', 5),
    ]);
    await session.close();
  });
  afterAll(async () => {
    await graph.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    cases = await openSqliteCaseStore(':memory:');
  });
  afterEach(() => cases.close());

  let now = Date.UTC(2026, 3, 1);
  const deps = () => ({
    ...{ ...cases, graph, clock: { now: () => (now += 1) }, randomness: systemRandomness },
    ...{ codeVersion: '1', peakRssBytes: () => 1 },
  });
  const backTest = async (request: BackTestRequest) => expectOk(await createBackTest(deps())(OPERATOR, request));
  const compare = (request: ComparisonRequest) => createCompareParameters(deps())(OPERATOR, request);
  const detect = async () => expectOk(await createDetectRings(deps())(OPERATOR, {}));
  const save = async (name: string, parameters: unknown) =>
    expectOk(await addParameterSet(deps(), OPERATOR, { name, parameters, why: 'to see' }));
  const ringOf = async (member: string) =>
    expectDefined((await cases.rings.ringsOf([buyer(member)])).get(`Buyer:${member}`)?.[0]);
  const scoreOf = async (member: string, runId: string) =>
    (await cases.rings.rings({ runId, member: buyer(member) }, { field: 'score', direction: 'desc' }, { first: 1 }))
      .items[0]?.item.score;
  function expectDefined<T>(value: T | undefined): T {
    if (value === undefined) throw new Error('nothing there');
    return value;
  }

  it('a ring is found from the moment its first ties are seen, and how many days before the last is told', async () => {
    const { moments, rings, arrivalsPerWeek } = await backTest({ steps: 4, everyDays: 7 });
    const dates = ['2026-02-01', '2026-02-08', '2026-02-15', '2026-02-22', '2026-03-01'];
    expect(moments.map(({ run }) => formatTimePoint(run.asOf ?? at('')).slice(0, 10))).toEqual(dates);
    expect(moments.map(({ arrived }) => arrived?.LOW ?? null)).toEqual([null, 2, 0, 1, 0]);
    const days = new Map(rings.map(({ ring, reached }) => [ring.members[0]?.id.slice(0, 3), reached.LOW?.daysBefore]));
    expect(Object.fromEntries(days)).toEqual({ old: 21, gro: 21, you: 7 });
    expect(arrivalsPerWeek?.LOW).toBe(0.75);
  });

  it('publishes nothing, keeps every run aside, and names rings as the published run does', async () => {
    const published = await detect();
    const { moments, rings } = await backTest({ steps: 2, everyDays: 10 });
    expect((await cases.rings.latestPublishedRun())?.id).toBe(published.id);
    expect(moments.every(({ run }) => !run.published)).toBe(true);
    expect((await cases.rings.runs({ first: 10 })).totalCount).toBe(4);
    const ids = [await ringOf('old0'), await ringOf('young0'), await ringOf('grows0')].map(({ id }) => id);
    expect(rings.map(({ ring }) => ring.id).sort()).toEqual(ids.sort());
  });

  it('says to whom it is refused, and stops when it is told to', async () => {
    const viewer: Principal = { id: 'v', name: 'v', role: 'viewer', via: 'key' };
    const refused = await createBackTest(deps())(viewer, { steps: 1, everyDays: 7 });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'FORBIDDEN' } });
    const stopped = { steps: 1, everyDays: 7, signal: AbortSignal.abort() };
    expect(await createBackTest(deps())(OPERATOR, stopped)).toMatchObject({ failure: { code: 'CANCELLED' } });
  });

  describe('a candidate beside the parameters in force', () => {
    it('loses and gains rings, and is measured against the verdicts', async () => {
      await detect();
      const rings = await Promise.all(['old0', 'young0', 'grows0'].map(ringOf));
      const [weakest, second, best] = rings.sort((a, b) => a.score - b.score);
      if (!weakest || !second || !best) throw new Error('three rings');
      const judge = { ...deps(), principal: OPERATOR };
      const grounds = { note: '', reason: 'OTHER' } as const;
      expectOk(await setRingVerdict(judge, { ...grounds, ringId: best.id, verdict: 'CONFIRMED' }));
      expectOk(await setRingVerdict(judge, { ...grounds, ringId: weakest.id, verdict: 'DISMISSED' }));
      const between = (weakest.score + second.score) / 2;
      await save('strict', { minScore: between, mediumScore: between, highScore: Math.max(36, between) });
      const { runs, settings } = expectOk(await compare({ candidate: 'strict', weeks: 0 }));
      expect(settings).toEqual(expect.arrayContaining(['minScore', 'mediumScore']));
      expect([runs.removed, runs.added, runs.unchanged + runs.changed.length]).toEqual([[weakest.id], [], 2]);
      expect(runs.concluded.removed).toEqual({ confirmed: [], dismissed: [weakest.id] });
      const atLow = (side: 'first' | 'second') => runs.judged[side].find(({ minSeverity }) => minSeverity === 'LOW');
      expect(atLow('first')).toMatchObject({ rings: 3, confirmed: 1, dismissed: 1, precision: 0.5 });
      expect(atLow('second')).toMatchObject({ rings: 2, confirmed: 1, dismissed: 0, precision: 1 });
      // What people concluded is the measure, so neither run starts from it.
      expect([runs.first.judgedBy, runs.second.judgedBy]).toEqual([0, 0]);
      expect((await cases.rings.latestPublishedRun())?.parametersHash).toBe(runs.first.parametersHash);
    });

    it('finds a ring later where it asks for more, and says by how many days', async () => {
      await detect();
      const { moments } = await backTest({ steps: 4, everyDays: 7 });
      const scores = await Promise.all(moments.map(({ run }) => scoreOf('grows0', run.id)));
      const [small, large] = [scores[1] ?? 0, scores[4] ?? 0];
      expect(scores.map((score) => score === small || score === large)).toEqual([false, true, true, true, true]);
      expect(small).toBeLessThan(large);
      const minScore = (small + large) / 2;
      await save('patient', { minScore, mediumScore: minScore, highScore: Math.max(36, minScore) });
      const { earlier } = expectOk(await compare({ candidate: 'patient', weeks: 4 }));
      expect(earlier).toEqual([{ id: (await ringOf('grows0')).id, days: -14 }]);
    });

    it('tells new rings a week under each', async () => {
      await detect();
      await save('blind', { minScore: 99, mediumScore: 99, highScore: 99 });
      const { perWeek, runs } = expectOk(await compare({ candidate: 'blind', weeks: 4 }));
      expect([perWeek.against?.LOW, perWeek.candidate?.LOW]).toEqual([0.75, 0]);
      expect(runs.removed.length).toBe(3);
    });

    it('is refused where there is no such set, it is the one in force, or who asks may not run detection', async () => {
      expect(await compare({ candidate: 'none', weeks: 0 })).toMatchObject({ failure: { code: 'NOT_FOUND' } });
      expect(await compare({ candidate: 'standard', weeks: 0 })).toMatchObject({
        failure: { code: 'INVALID_ARGUMENT' },
      });
      const viewer: Principal = { id: 'v', name: 'v', role: 'viewer', via: 'key' };
      const refused = await createCompareParameters(deps())(viewer, { candidate: 'x', weeks: 0 });
      expect(refused).toMatchObject({ failure: { code: 'FORBIDDEN' } });
    });
  });
});
