/** Sets of parameters and the review capacity on the command line. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import { runProgram } from '../support/run-program.ts';

const FILES: Readonly<Record<string, string>> = {
  'strict.yaml': 'highScore: 40\ntypologies:\n  BRUSHING: { leastBuyers: 5 }\n',
  'bad.json': '{"highScore": 400, "typologies": {"BRUSHING": {"nonsense": 1}}}',
  'broken.yaml': '{highScore: [',
};

describe('clewline parameters', () => {
  let cases: CaseStore;
  beforeEach(async () => {
    cases = await openSqliteCaseStore(':memory:');
  });
  afterEach(() => cases.close());

  const now = Date.UTC(2026, 3, 1);
  const runtime = { readTextFile: async (path: string) => ({ ok: true, value: FILES[path] ?? '' }) };
  const run = (...args: readonly string[]) =>
    runProgram(args, { services: { ...cases, randomness: systemRandomness, clock: { now: () => now } }, now, runtime });
  const json = async (...args: readonly string[]) => JSON.parse((await run(...args, '--json')).stdout);
  const add = (file: string) => run('parameters', 'add', file, '--name', 'strict', '--why', 'fewer alarms');

  it('saves, lists, shows, activates and reverts; typologies are listed with what is in force', async () => {
    expect((await add('strict.yaml')).stdout).toMatch(/^par_[0-9a-f]{16}\n$/);
    const listed = await json('parameters', 'list');
    expect(listed).toMatchObject({ inForce: 'standard', sets: [{ name: 'standard' }, { name: 'strict' }] });
    expect(listed.sets[1].changed.map(({ path, value }: { path: string; value: number }) => [path, value])).toEqual([
      ['highScore', 40],
      ['typologies.BRUSHING.leastBuyers', 5],
    ]);
    expect((await run('typologies')).stdout).toContain('least buyers 3 (buyers, 1 to 1000);');
    expect(await json('parameters', 'activate', 'strict', '--why', 'better')).toMatchObject({ inForce: 'strict' });
    expect((await run('typologies')).stdout).toContain('least buyers 5 (buyers, 1 to 1000, by default 3);');
    expect(await json('parameters', 'show')).toMatchObject({ name: 'strict', isInForce: true });
    expect((await run('parameters', 'show', 'strict')).stdout).toMatch(
      /\* +typologies\.BRUSHING\.leastBuyers +5 +3 +1 +1000 +buyers/,
    );
    expect(await json('parameters', 'revert', '--why', 'worse')).toMatchObject({ inForce: 'standard' });
    const { activations } = await json('parameters', 'list');
    expect(activations.map(({ name, why }: { name: string; why: string }) => [name, why])).toEqual([
      ['strict', 'better'],
      ['standard', 'worse'],
    ]);
  });

  it('names every mistake of a file at once, and ends with wrong usage', async () => {
    const bad = await add('bad.json');
    expect([bad.code, bad.stdout]).toEqual([2, '']);
    expect(bad.stderr).toMatch(/highScore must be a number from 0 to 100 \(points\)\..*BRUSHING\.nonsense/);
    expect(await add('broken.yaml')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('neither YAML nor JSON'),
    });
    expect((await json('parameters', 'list')).sets).toHaveLength(1);
  });

  it('sets a review capacity and says how far it reaches', async () => {
    expect((await run('review-capacity')).stdout).toBe('No review capacity is set.\n');
    const set = await json('review-capacity', '20', '--why', 'two people');
    expect(set).toMatchObject({ capacity: { ringsPerDay: 20, why: 'two people', by: 'operator' }, reachesAll: true });
    expect((await run('review-capacity')).stdout).toMatch(/^At 20 rings a day you reach every ring/);
  });
});
