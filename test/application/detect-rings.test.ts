import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { createDetectRings, type DetectionRequest } from '../../server/src/application/detect-rings.ts';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { stoppedReading } from '../../server/src/domain/failure.ts';
import { OPERATOR, type Principal } from '../../server/src/domain/principal.ts';
import type { Ring } from '../../server/src/domain/ring.ts';
import { parseTimePoint, type TimePoint } from '../../server/src/domain/time-point.ts';
import { gang, graphOf } from '../support/gangs.ts';
import { createFakeGraphStore } from '../support/graph-store.fake.ts';

const time = (text: string): TimePoint => parseTimePoint(text) as TimePoint;

describe('detecting rings', () => {
  let cases: CaseStore;
  beforeEach(async () => {
    cases = await openSqliteCaseStore(':memory:');
  });
  afterEach(() => cases.close());

  let tickMs = 1;
  let now = Date.UTC(2026, 3, 1);
  const detect = async (columns: GraphColumns, request: DetectionRequest = {}, principal: Principal = OPERATOR) => {
    const graph = {
      ...createFakeGraphStore({ entities: [], links: [], events: [] }),
      loadColumns: async () => ({
        columns: { ...columns, asOf: request.asOf ?? columns.asOf },
        changeNumber: 1,
        counts: { entities: columns.entities.length, links: columns.links.length, events: columns.events.length },
      }),
    };
    const clock = { now: () => (now += tickMs) };
    const deps = { ...cases, graph, clock, randomness: systemRandomness, codeVersion: 'test', peakRssBytes: () => 1 };
    return createDetectRings(deps)(principal, request);
  };
  const run = async (...args: Parameters<typeof detect>) => {
    const result = await detect(...args);
    if (!result.ok) throw new Error(result.failure.message);
    return result.value;
  };
  const ringsOf = async (runId?: string): Promise<Ring[]> => {
    const found: Ring[] = [];
    for await (const ring of cases.rings.allRings(runId)) found.push(ring);
    return found;
  };

  it('a gang is found, published, and its members carry their standing', async () => {
    const found = await run(graphOf(gang('x', 6)));
    expect(found).toMatchObject({ published: true, changes: { born: 1 } });
    expect(found.stages[0]?.name).toBe('load');
    const [ring] = await ringsOf();
    expect(ring?.members.map(({ id }) => id)).toEqual(expect.arrayContaining(['x0', 'x5']));
    expect(ring?.members.find(({ id }) => id === 'x0')?.standing).toMatchObject({ orders: 1, tenureDays: 28 });
  });

  it('the same graph again gives the same rings, the same hash, and no change', async () => {
    const first = await run(graphOf(gang('x', 6), gang('y', 4)));
    const before = await ringsOf();
    const second = await run(graphOf(gang('x', 6), gang('y', 4)));
    expect(second.resultHash).toBe(first.resultHash);
    expect(await ringsOf()).toEqual(before);
    expect(Object.values(second.changes).every((count) => count === 0)).toBe(true);
  });

  it('a ring that grows keeps its id; one that is gone falls asleep and wakes under its old id', async () => {
    await run(graphOf(gang('x', 5), gang('y', 4)));
    const [x] = (await ringsOf()).filter(({ members }) => members.some(({ id }) => id === 'x0'));
    const grown = await run(graphOf(gang('x', 7)));
    expect(grown.changes).toMatchObject({ grown: 1, dormant: 1, born: 0 });
    const after = await ringsOf();
    expect(after.map(({ status }) => status).sort()).toEqual(['ACTIVE', 'DORMANT']);
    expect(after.find(({ status }) => status === 'ACTIVE')?.id).toBe(x?.id);
    const woken = await run(graphOf(gang('x', 7), gang('y', 4)));
    expect(woken.changes).toMatchObject({ born: 0, dormant: 0 });
    expect((await ringsOf()).every(({ status }) => status === 'ACTIVE')).toBe(true);
  });

  it('a trial, other parameters, and an earlier as-of are kept aside', async () => {
    const graph = graphOf(gang('x', 6));
    const published = await run(graph);
    const aside = [
      await run(graph, { trial: true }),
      await run(graph, { parameters: { minScore: 10 } }),
      await run(graph, { asOf: time('2026-02-25') }),
    ];
    expect(aside.map((trial) => trial.published)).toEqual([false, false, false]);
    expect((await cases.rings.latestPublishedRun())?.id).toBe(published.id);
    expect((await ringsOf(aside[0]?.id)).map(({ id }) => id)).toEqual((await ringsOf()).map(({ id }) => id));
  });

  it('parameters that equal those in force publish', async () => {
    expect(
      (await run(graphOf(gang('x', 6)), { parameters: { minScore: DEFAULT_PARAMETERS.minScore } })).published,
    ).toBe(true);
  });

  it('a trial before the first publication does not change its ids', async () => {
    const graph = graphOf(gang('x', 6));
    const trial = await run(graph, { trial: true });
    const published = await run(graph);
    expect(published.resultHash).toBe(trial.resultHash);
  });

  it('wrong parameters are refused before anything is read, all at once', async () => {
    const result = await detect(graphOf(gang('x', 6)), { parameters: { minScore: 'x', nonsense: 1 } });
    expect(result).toMatchObject({ ok: false, failure: { code: 'INVALID_ARGUMENT' } });
    expect(!result.ok && result.failure.message).toMatch(/minScore.*nonsense|nonsense.*minScore/s);
  });

  it('whoever may not run detection is refused', async () => {
    const viewer: Principal = { id: 'v', name: 'v', role: 'viewer', via: 'key' };
    expect(await detect(graphOf(), {}, viewer)).toMatchObject({ ok: false, failure: { code: 'FORBIDDEN' } });
  });

  it('an interrupted run publishes nothing', async () => {
    const result = await detect(graphOf(gang('x', 6)), { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
    expect(await cases.rings.latestPublishedRun()).toBeNull();
  });

  it('a signal that comes while the store is read ends the reading', async () => {
    const controller = new AbortController();
    const graph = createFakeGraphStore({ entities: [] });
    const endless = (signal: AbortSignal) => ({
      ...graph,
      loadColumns: () =>
        new Promise<never>((_, reject) => {
          signal.addEventListener('abort', () => reject(stoppedReading()));
          controller.abort();
        }),
    });
    const deps = { ...cases, clock: { now: () => now }, randomness: systemRandomness, codeVersion: 'test' };
    const detectRings = createDetectRings({
      ...deps,
      cases,
      graph: { ...graph, stoppedBy: endless },
      peakRssBytes: () => 1,
    });
    const result = await detectRings(OPERATOR, { signal: controller.signal });
    expect(result).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
  });

  it('a signal that comes while it computes is heard between two stages', async () => {
    const controller = new AbortController();
    const stages: string[] = [];
    const onStage = (name: string): void => {
      stages.push(name);
      if (name === 'projection') setImmediate(() => controller.abort());
    };
    tickMs = 1000;
    const result = await detect(graphOf(gang('x', 6)), { signal: controller.signal, onStage });
    tickMs = 1;
    expect(result).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
    expect(stages.at(-1)).toBe('projection');
    expect(await cases.rings.latestPublishedRun()).toBeNull();
  });

  it('an empty graph publishes a run without rings', async () => {
    expect(await run(graphOf())).toMatchObject({ published: true, asOf: null, rings: { LOW: 0, CRITICAL: 0 } });
  });
});
