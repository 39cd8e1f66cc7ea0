import { expect, it } from 'vitest';
import { earlierRuns, runToBeginWith } from '../../../web/src/views/ring/earlier-runs.ts';

const run = (day: string, published = true) => ({
  id: day,
  runId: `run_${day}`,
  finishedAt: day,
  asOf: day,
  published,
});
const runs = [run('2026-06-01'), run('2026-05-20', false), run('2026-05-15'), run('2026-04-15'), run('2026-03-15')];
const change = (type: 'BORN' | 'GREW', at: string) => ({ type, at, runId: '', statement: '', others: [] });
const idsOf = (ring: Parameters<typeof earlierRuns>[0]) => earlierRuns(ring, runs).map(({ asOf }) => asOf);

it('a ring is compared with published runs before the one it is shown of', () => {
  const lineage = [change('BORN', '2026-03-15')];
  expect(idsOf({ run: run('2026-06-01'), lineage })).toEqual(['2026-05-15', '2026-04-15', '2026-03-15']);
  expect(idsOf({ run: run('2026-04-15'), lineage })).toEqual(['2026-03-15']);
});

it('it begins with the last one before something happened to the ring, else with the last', () => {
  const lineage = [change('BORN', '2026-03-15'), change('GREW', '2026-04-15'), change('GREW', '2026-06-01')];
  const begin = (day: string, changes = lineage) => {
    const ring = { run: run(day), lineage: changes };
    return runToBeginWith(ring, earlierRuns(ring, runs));
  };
  expect(begin('2026-06-01')).toBe('run_2026-05-15');
  expect(begin('2026-05-15')).toBe('run_2026-03-15');
  expect(begin('2026-06-01', lineage.slice(0, 1))).toBe('run_2026-05-15');
  expect(begin('2026-03-15')).toBeNull();
});

it('of runs that looked at the same data those made before it are earlier, and it begins before the one that found the change', () => {
  const day = '2026-06-01';
  const made = (runId: string) => ({ ...run(day), runId });
  const all = [made('run_4'), made('run_3'), made('run_2'), made('run_1')];
  const lineage = [
    { ...change('BORN', day), runId: 'run_1' },
    { ...change('GREW', day), runId: 'run_2' },
  ];
  const begin = (runId: string) => {
    const ring = { run: made(runId), lineage };
    return runToBeginWith(ring, earlierRuns(ring, all));
  };
  expect(earlierRuns({ run: made('run_3'), lineage }, all).map(({ runId }) => runId)).toEqual(['run_2', 'run_1']);
  expect([begin('run_4'), begin('run_3'), begin('run_2'), begin('run_1')]).toEqual(['run_1', 'run_1', 'run_1', null]);
});
