/** Runs side by side, and runs made again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { createCompareRuns } from '../../server/src/application/compare-runs.ts';
import { createDetectRings, type DetectionRequest } from '../../server/src/application/detect-rings.ts';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import { createRepeatRun } from '../../server/src/application/repeat-run.ts';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import type { Failure } from '../../server/src/domain/failure.ts';
import { OPERATOR, type Principal } from '../../server/src/domain/principal.ts';
import type { Result } from '../../server/src/domain/result.ts';
import { gang, graphOf } from '../support/gangs.ts';
import { createFakeGraphStore } from '../support/graph-store.fake.ts';
import { runProgram } from '../support/run-program.ts';

const VIEWER: Principal = { id: 'v', name: 'v', role: 'viewer', via: 'key' };
function expectOk<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

describe('runs', () => {
  let cases: CaseStore;
  let market: { columns: GraphColumns; changeNumber: number };
  let codeVersion = '1';
  beforeEach(async () => {
    cases = await openSqliteCaseStore(':memory:');
    market = { columns: graphOf(gang('x', 6), gang('y', 4)), changeNumber: 1 };
    codeVersion = '1';
  });
  afterEach(() => cases.close());

  let now = Date.UTC(2026, 3, 1);
  const deps = () => ({
    ...cases,
    graph: {
      ...createFakeGraphStore({ entities: [], links: [], events: [] }),
      loadColumns: async () => ({ ...market, counts: { entities: 0, links: 0, events: 0 } }),
    },
    clock: { now: () => (now += 1) },
    randomness: systemRandomness,
    codeVersion,
    peakRssBytes: () => 1,
  });
  const detect = async (request: DetectionRequest = {}) => expectOk(await createDetectRings(deps())(OPERATOR, request));
  const repeat = async (id: string) => expectOk(await createRepeatRun(deps())(OPERATOR, id));
  const compare = async (a: string, b: string) => expectOk(await createCompareRuns(cases)(OPERATOR, a, b));

  it('a run made again gives the same result, and publishes nothing', async () => {
    const { id } = await detect();
    expect(await repeat(id)).toMatchObject({ isEqual: true, changedSince: [], repeated: { published: false } });
    expect((await cases.rings.latestPublishedRun())?.id).toBe(id);
  });

  it('made again after the data or the code changed, it says which', async () => {
    const { id } = await detect();
    market = { columns: graphOf(gang('x', 7), gang('y', 4)), changeNumber: 2 };
    codeVersion = '2';
    expect(await repeat(id)).toMatchObject({ isEqual: false, changedSince: ['data', 'codeVersion'] });
  });

  it('the command tells the cause: the code of the same version, the data, or neither', async () => {
    const { id } = await detect();
    const told = async () => runProgram(['detect', 'repeat', id], { services: deps(), now, runtime: deps() });
    expect(await told()).toMatchObject({ code: 0, stderr: '' });
    market = { ...market, columns: graphOf(gang('x', 7), gang('y', 4)) };
    const fault = 'Neither the data nor the code changed since: this is a fault of the program, please report it.\n';
    expect(await told()).toMatchObject({ code: 3, stdout: expect.stringMatching(/^different: /), stderr: fault });
    market = { ...market, changeNumber: 2 };
    codeVersion = '1+3f2a9c1b7d20';
    const changed = 'the data (change 1, now 2) and the code (1, now 1+3f2a9c1b7d20)';
    expect((await told()).stderr).toBe(`Since then something changed: ${changed}.\n`);
  });

  it('two runs differ by what they were given and by their rings', async () => {
    const first = await detect();
    market = { columns: graphOf(gang('x', 7), gang('z', 5)), changeNumber: 2 };
    const second = await detect();
    const found = await compare(first.id, second.id);
    expect(found).toMatchObject({ sameResult: false, unchanged: 0, changed: [{ joined: ['Buyer:x6'], left: [] }] });
    expect([found.added.length, found.removed.length]).toEqual([1, 1]);
    expect(found.differentInput).toContain('changeNumber');
    expect(await compare(first.id, first.id)).toMatchObject({ sameResult: true, unchanged: 2, differentInput: [] });
  });

  it('a trial with other parameters is compared by their names', async () => {
    const first = await detect();
    const trial = await detect({ parameters: { minScore: 10, typologies: { BRUSHING: { leastBuyers: 4 } } } });
    expect((await compare(first.id, trial.id)).differentInput).toEqual(['minScore', 'typologies.BRUSHING.leastBuyers']);
  });

  it('an unknown run, and whoever may not, is refused', async () => {
    expect(await createCompareRuns(cases)(OPERATOR, 'run_x', 'run_y')).toMatchObject({
      failure: { code: 'NOT_FOUND' },
    });
    expect(await createRepeatRun(deps())(OPERATOR, 'run_x')).toMatchObject({ failure: { code: 'NOT_FOUND' } });
    expect(await createRepeatRun(deps())(VIEWER, 'run_x')).toMatchObject({ failure: { code: 'FORBIDDEN' } });
  });
});
