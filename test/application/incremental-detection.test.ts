import { readFileSync, rmSync, truncateSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DetectionRequest } from '../../server/src/application/detect-rings.ts';
import { createRepeatRun } from '../../server/src/application/repeat-run.ts';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import type { Ring } from '../../server/src/domain/ring.ts';
import { type Detecting, openDetecting } from '../support/detecting.ts';
import { gang, graphOf } from '../support/gangs.ts';

const gangs = (...named: readonly (string | number)[]): GraphColumns =>
  graphOf(...Array.from({ length: named.length / 2 }, (_, i) => gang(String(named[2 * i]), Number(named[2 * i + 1]))));
const withoutIds = (rings: readonly Ring[]) =>
  rings
    .map(({ id: _, ...ring }) => ring)
    .sort((a, b) => JSON.stringify(a.members).localeCompare(JSON.stringify(b.members)));

describe('detecting what changed since the last run', () => {
  let detecting: Detecting;
  let reasons: string[] = [];
  beforeEach(async () => {
    detecting = await openDetecting();
    reasons = [];
  });
  afterEach(() => detecting.close());

  const run = (columns: GraphColumns, request: DetectionRequest = {}, codeVersion?: string) =>
    detecting.detect(columns, { ...request, onFullRun: (reason) => reasons.push(reason) }, codeVersion);
  const incremental = (columns: GraphColumns, request: DetectionRequest = {}, codeVersion?: string) =>
    run(columns, { ...request, incremental: true }, codeVersion);
  const ringsOf = () => detecting.ringsOf();
  const idOf = (rings: readonly Ring[], member: string) =>
    rings.find(({ members }) => members.some(({ id }) => id === member))?.id;

  it('computes the new gang alone; the other ring stands as it is, under its id', async () => {
    const full = await run(graphOf(gang('x', 6)));
    const before = await ringsOf();
    const found = await incremental(graphOf(gang('x', 6), gang('y', 5)));
    expect(reasons).toEqual([]);
    expect(found).toMatchObject({
      published: true,
      changes: { born: 1, grown: 0, shrunk: 0, dormant: 0 },
      incremental: { fullRunId: full.id, computedRings: 1, standingRings: 1 },
    });
    expect(found.incremental?.touchedAccounts).toBeGreaterThanOrEqual(5);
    expect(found.incremental?.computedAccounts).toBeLessThan(found.incremental?.accounts ?? 0);
    const after = await ringsOf();
    expect(after).toHaveLength(2);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(idOf(after, 'y0')).toMatch(/^rng_/);
    expect(after.find(({ id }) => id === idOf(after, 'y0'))?.members[0]?.standing).toBeDefined();
  });

  it('a ring that grows, shrinks or goes is told like that by one batch after another, from what is on disk', async () => {
    const full = await run(graphOf(gang('x', 6), gang('y', 5)));
    const id = idOf(await ringsOf(), 'x0');
    const grown = await incremental(graphOf(gang('x', 8), gang('y', 5)));
    expect(grown).toMatchObject({ changes: { grown: 1, born: 0, dormant: 0 }, incremental: { fullRunId: full.id } });
    expect(idOf(await ringsOf(), 'x7')).toBe(id);
    const gone = await incremental(graphOf(gang('x', 8)));
    expect(gone).toMatchObject({ changes: { dormant: 1, born: 0 }, incremental: { fullRunId: full.id } });
    const same = await incremental(graphOf(gang('x', 8)));
    expect(same.incremental).toMatchObject({ touchedAccounts: 0, computedAccounts: 0, standingRings: 1 });
    expect(Object.values(same.changes).every((count) => count === 0)).toBe(true);
    expect(reasons).toEqual([]);
  });

  it('says why everything is computed where there is nothing to stand on', async () => {
    const first = await incremental(graphOf(gang('x', 6)));
    expect(first.incremental).toBeUndefined();
    await incremental(graphOf(gang('x', 6)), {}, 'another version');
    rmSync(detecting.memoryPath);
    await incremental(graphOf(gang('x', 6)), {}, 'another version');
    truncateSync(detecting.memoryPath, readFileSync(detecting.memoryPath).length - 1);
    await incremental(graphOf(gang('x', 6)), {}, 'another version');
    await incremental(graphOf(gang('x', 6)), { windowDays: 400 }, 'another version');
    await incremental(graphOf(gang('x', 6)), { parameters: { minScore: 11 }, windowDays: 400 }, 'another version');
    expect(reasons).toEqual([
      'No run is published yet to take thresholds from.',
      'The last run was made by another version.',
      'No full run is remembered here to take thresholds from.',
      'No full run is remembered here to take thresholds from.',
      'The last run read another window of time.',
      'The last run had other parameters.',
    ]);
  });

  it('a trial is kept aside, and the next batch still counts from the published run', async () => {
    await run(graphOf(gang('x', 6)));
    const trial = await incremental(graphOf(gang('x', 6), gang('y', 5)), { trial: true });
    expect(trial).toMatchObject({ published: false, incremental: { computedRings: 1 } });
    expect(await ringsOf()).toHaveLength(1);
    const published = await incremental(graphOf(gang('x', 6), gang('y', 5)));
    expect(published.resultHash).toBe(trial.resultHash);
  });

  it('a process that stays carries its market over, and finds what one finds that reads everything', async () => {
    const standing = await openDetecting({ isStanding: true });
    try {
      const stages: string[] = [];
      const onStage = (name: string) => stages.push(name);
      // With enough that stays as it is.
      const changing = [
        ['x', 6],
        ['x', 6, 'y', 5],
        ['x', 8, 'y', 5],
        ['y', 5],
        ['y', 7, 'z', 5],
      ];
      const states = changing.map((some) => gangs('u', 30, 'v', 30, 'w', 30, ...some));
      for (const [i, columns] of states.entries()) {
        const request = { incremental: i > 0, onFullRun: (reason: string) => reasons.push(reason) };
        const found = await standing.detect(columns, { ...request, onStage });
        const other = await detecting.detect(columns, request);
        expect(found.incremental).toEqual(other.incremental && { ...other.incremental, fullRunId: expect.any(String) });
        expect(found.changes).toEqual(other.changes);
        expect(withoutIds(await standing.ringsOf())).toEqual(withoutIds(await detecting.ringsOf()));
      }
      expect(stages.filter((name) => name === 'index')).toHaveLength(1);
      expect(stages.filter((name) => name === 'carrying over')).toHaveLength(3);
      expect(reasons).toEqual([]);
    } finally {
      await standing.close();
    }
  });

  it('a process that stays takes up again after a trial, a full run and a run it did not publish', async () => {
    const standing = await openDetecting({ isStanding: true });
    try {
      const run = async (columns: GraphColumns, request: DetectionRequest) => {
        const found = await standing.detect(columns, request);
        const other = await detecting.detect(columns, request);
        expect(found.incremental?.computedAccounts).toBe(other.incremental?.computedAccounts);
        expect(withoutIds(await standing.ringsOf())).toEqual(withoutIds(await detecting.ringsOf()));
      };
      const crowd = ['u', 30, 'v', 30, 'w', 30] as const;
      await run(gangs(...crowd), {});
      await run(gangs(...crowd, 'x', 5), { incremental: true });
      await run(gangs(...crowd, 'x', 5, 'y', 5), { incremental: true, trial: true });
      await run(gangs(...crowd, 'x', 7), { incremental: true });
      await run(gangs(...crowd, 'x', 7), { incremental: true });
      await run(gangs(...crowd, 'x', 7, 'y', 5), {});
      await run(gangs(...crowd, 'x', 7, 'y', 6), { incremental: true });
      await run(gangs(...crowd, 'y', 6), { incremental: true });
    } finally {
      await standing.close();
    }
  });

  it('is not repeated: what it stood on is gone', async () => {
    const columns = graphOf(gang('x', 6), gang('y', 5));
    await run(graphOf(gang('x', 6)));
    const found = await incremental(columns);
    const repeated = await createRepeatRun(detecting.dependencies(columns))(OPERATOR, found.id);
    expect(repeated).toMatchObject({ ok: false, failure: { code: 'INVALID_ARGUMENT' } });
  });
});
