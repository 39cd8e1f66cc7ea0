/** Sets of parameters: saved, tried beside those in force, put in force and taken back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { createDetectRings, type DetectionRequest } from '../../server/src/application/detect-rings.ts';
import {
  activateParameters,
  addParameterSet,
  listParameterSets,
  revertParameters,
} from '../../server/src/application/parameters/manage-parameters.ts';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import type { Failure } from '../../server/src/domain/failure.ts';
import { OPERATOR, type Principal, ROLES } from '../../server/src/domain/principal.ts';
import type { Result } from '../../server/src/domain/result.ts';
import { gang, graphOf } from '../support/gangs.ts';
import { createFakeGraphStore } from '../support/graph-store.fake.ts';

function expectOk<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}
const messageOf = (result: Result<unknown, Failure>): string => (result.ok ? '' : result.failure.message);

describe('sets of parameters', () => {
  let cases: CaseStore;
  beforeEach(async () => {
    cases = await openSqliteCaseStore(':memory:');
  });
  afterEach(() => cases.close());

  let now = Date.UTC(2026, 3, 1);
  const clock = { now: () => (now += 1) };
  const deps = () => ({ ...cases, clock, randomness: systemRandomness });
  const add = (name: string, parameters: unknown, why = 'to see') =>
    addParameterSet(deps(), OPERATOR, { name, parameters, why });
  const activate = (name: string) => activateParameters(deps(), OPERATOR, { name, why: 'better' });
  const revert = () => revertParameters(deps(), OPERATOR, { why: 'worse' });
  const list = async () => expectOk(await listParameterSets(deps(), OPERATOR));
  const inForce = async () => (await list()).inForce.set.name;
  const detect = async (request: DetectionRequest = {}, onLoad = async () => {}) => {
    const loadColumns = async () => {
      await onLoad();
      return { columns: graphOf(gang('x', 6)), changeNumber: 1, counts: { entities: 0, links: 0, events: 0 } };
    };
    const graph = { ...createFakeGraphStore({ entities: [], links: [], events: [] }), loadColumns };
    const detectRings = createDetectRings({ ...deps(), graph, codeVersion: '1', peakRssBytes: () => 1 });
    return expectOk(await detectRings(OPERATOR, request));
  };

  it('before anybody saves one there are the defaults, and they are in force', async () => {
    const { sets, inForce, activations } = await list();
    expect(sets.map(({ name, by, at }) => [name, by, at])).toEqual([['standard', null, null]]);
    expect([inForce.set.name, inForce.number, activations]).toEqual(['standard', 0, []]);
  });

  it('a saved set is complete, has the hash its runs have, and is not in force', async () => {
    const set = expectOk(await add('strict', { highScore: 40 }, 'fewer alarms'));
    expect(set).toMatchObject({ name: 'strict', why: 'fewer alarms', by: 'operator' });
    expect(set.parameters).toEqual({ ...DEFAULT_PARAMETERS, highScore: 40 });
    const run = await detect({ parameterSet: 'strict' });
    expect([run.published, run.parametersHash]).toEqual([false, set.hash]);
    expect(await inForce()).toBe('standard');
  });

  it('nothing is saved under a taken name, twice, without a reason, or with a mistake in it', async () => {
    expectOk(await add('strict', { highScore: 40 }));
    expect(messageOf(await add('strict', { highScore: 41 }))).toContain('choose another name');
    expect(messageOf(await add('again', { highScore: 40 }))).toContain('"strict" has exactly these');
    expect(messageOf(await add('plain', {}))).toContain('"standard" has exactly these');
    expect(messageOf(await add('standard', { highScore: 42 }))).toContain('choose another name');
    expect(messageOf(await add('x', { highScore: 43 }, '  '))).toContain('why');
    for (const name of ['', ' x', 'a/b', 'n'.repeat(65)]) {
      expect(messageOf(await add(name, { highScore: 44 }))).toContain('name');
    }
    expect(messageOf(await add('bad', { highScore: 400, nonsense: 1 }))).toMatch(/highScore.*nonsense/);
    expect((await list()).sets.map(({ name }) => name)).toEqual(['standard', 'strict']);
  });

  it('once it is in force, runs use and publish it, and a run with the defaults is kept aside', async () => {
    const set = expectOk(await add('loose', { minScore: 10 }));
    expectOk(await activate('loose'));
    const run = await detect();
    expect([run.published, run.parametersHash, run.parameters['minScore']]).toEqual([true, set.hash, 10]);
    expect((await detect({ parameters: {} })).published).toBe(false);
    expect((await detect({ parameters: { minScore: 10 } })).published).toBe(true);
  });

  it('a run that began before other parameters were put in force does not publish', async () => {
    expectOk(await add('loose', { minScore: 10 }));
    const run = await detect({}, async () => void expectOk(await activate('loose')));
    expect(run.published).toBe(false);
    expect(await cases.rings.latestPublishedRun()).toBeNull();
  });

  it('taking back puts in force what was before, and each change is kept with who, when and why', async () => {
    expect(messageOf(await revert())).toContain('never changed');
    for (const [name, highScore] of [
      ['a', 40],
      ['b', 41],
    ] as const) {
      expectOk(await add(name, { highScore }));
      expectOk(await activate(name));
    }
    expectOk(await revert());
    expect(await inForce()).toBe('a');
    expectOk(await revert());
    expect(await inForce()).toBe('b');
    expectOk(await activate('standard'));
    expect(await inForce()).toBe('standard');
    expect(messageOf(await activate('standard'))).toContain('in force already');
    expect(messageOf(await activate('c'))).toContain('there are: standard, a, b');
    const { activations } = await list();
    expect(activations.map(({ why, by }) => `${why} ${by}`)).toEqual(
      ['better', 'better', 'worse', 'worse', 'better'].map((why) => `${why} operator`),
    );
  });

  it('only an administrator saves sets and puts them in force; whoever sees rings sees them', async () => {
    for (const role of ROLES.filter((role) => role !== 'administrator')) {
      const principal: Principal = { id: 'p', name: 'p', role, via: 'key' };
      const refused = { ok: false, failure: { code: 'FORBIDDEN' } };
      expect(await addParameterSet(deps(), principal, { name: 'n', parameters: {}, why: 'w' })).toMatchObject(refused);
      expect(await activateParameters(deps(), principal, { name: 'standard', why: 'w' })).toMatchObject(refused);
      expect(await revertParameters(deps(), principal, { why: 'w' })).toMatchObject(refused);
      expect((await listParameterSets(deps(), principal)).ok).toBe(true);
    }
  });
});
