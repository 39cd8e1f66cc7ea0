/** A full run after another on one store: what stands, what is written of it, and where nothing is known of the run before. */
import { readFileSync, rmSync, truncateSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateMarketplace, scenarioByName } from '../../seed/src/main.ts';
import type { DetectionRequest } from '../../server/src/application/detect-rings.ts';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import type { DetectionRun } from '../../server/src/domain/detection-run.ts';
import type { Ring } from '../../server/src/domain/ring.ts';
import { seeded } from '../detection/graph/random-graph.ts';
import { changeLinks } from '../support/changed-links.ts';
import { type Detecting, openDetecting } from '../support/detecting.ts';
import { gang, graphOf } from '../support/gangs.ts';
import { day } from '../support/ring-builders.ts';
import { toColumns } from '../support/seed-columns.ts';
import { aRingVerdict, GIVEN } from '../support/verdict-builders.ts';

const EVENT = { type: 'ringVerdictGiven', at: day(1), principal: 'Anna', subject: 'a ring', details: {} } as const;

describe('a full run on a store that remembers the last one', () => {
  let first: Detecting;
  let changed: GraphColumns;
  let alone: DetectionRun;
  beforeAll(async () => {
    const demo = scenarioByName('demo');
    if (!demo) throw new Error('no demo scenario');
    const records = [...generateMarketplace(demo).records];
    changed = toColumns(changeLinks(records, 0.01, seeded(3)).records);
    first = await openDetecting();
    await first.detect(toColumns(records));
    alone = await first.detect(changed, { trial: true });
  }, 240_000);
  afterAll(() => first.close());

  /** On a copy of the store after the first run. */
  const onCopy = async <T>(work: (store: Detecting) => Promise<T>): Promise<T> => {
    const store = await openDetecting(first);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };
  const secondRun = (prepare: (store: Detecting) => void, codeVersion?: string) =>
    onCopy(async (store) => {
      prepare(store);
      return store.detect(changed, {}, codeVersion);
    });

  it(
    'writes down which rings stood, and proves equal when it is repeated, and again from the same data',
    () =>
      onCopy(async (store) => {
        const run = await store.detect(changed);
        expect(run.published).toBe(true);
        expect(run.stood?.length).toBeGreaterThan(0);
        expect(run.resultHash).not.toBe(alone.resultHash);
        const before = new Set((await first.ringsOf()).map(({ id }) => id));
        for (const id of run.stood ?? []) expect(before).toContain(id);
        expect(await store.repeat(changed, run.id)).toMatchObject({ isEqual: true, repeated: { stood: run.stood } });
        const rings = await store.ringsOf(run.id);
        const again = await store.detect(changed);
        expect(again.resultHash).toBe(run.resultHash);
        expect(Object.values(again.changes).every((count) => count === 0)).toBe(true);
        expect(await store.ringsOf(again.id)).toEqual(rings);
      }),
    240_000,
  );

  it('a trial knows nothing of it', () => {
    expect(alone.published).toBe(false);
    expect(alone.stood).toBeUndefined();
  });

  it('nothing stands where what is remembered is lost, damaged or of another version', async () => {
    const runs = [
      await secondRun(({ memoryPath }) => rmSync(memoryPath)),
      await secondRun(({ memoryPath }) => truncateSync(memoryPath, readFileSync(memoryPath).length - 1)),
      await secondRun(() => {}, 'another version'),
    ];
    for (const run of runs) {
      expect(run).toMatchObject({ published: true, resultHash: alone.resultHash });
      expect(run.stood).toBeUndefined();
    }
  }, 240_000);

  it('nor with other parameters, or where the ring was dismissed', async () => {
    const other = await onCopy((store) => store.detect(changed, { parameters: { minScore: 11 } }));
    expect(other.stood).toBeUndefined();
    await onCopy(async (store) => {
      for (const { id } of await store.ringsOf()) await store.cases.verdicts.addRingVerdict(aRingVerdict(id), EVENT);
      expect((await store.detect(changed)).stood).toBeUndefined();
    });
  }, 240_000);

  it(
    'a ring whose dismissal is outdated stands like any other',
    () =>
      onCopy(async (store) => {
        const outdated = { outdatedBy: 'two more accounts' };
        for (const { id } of await store.ringsOf())
          await store.cases.verdicts.addRingVerdict(aRingVerdict(id, outdated), EVENT);
        expect((await store.detect(changed)).stood?.length).toBeGreaterThan(0);
      }),
    240_000,
  );
});

describe('what people concluded acts on rings that would stand', () => {
  const withGang = async (work: (store: Detecting, ring: Ring) => Promise<void>): Promise<void> => {
    const store = await openDetecting();
    try {
      await store.detect(graphOf(gang('x', 6), gang('y', 6)));
      const ring = (await store.ringsOf()).find(({ members }) => members.some(({ id }) => id === 'x0'));
      if (!ring) throw new Error('the gang was not found');
      await work(store, ring);
    } finally {
      await store.close();
    }
  };
  const ringNow = async (store: Detecting, request: DetectionRequest = {}): Promise<readonly string[]> => {
    const run = await store.detect(graphOf(gang('x', 6), gang('y', 6)), request);
    expect(run.incremental !== undefined).toBe(request.incremental === true);
    const rings = (await store.ringsOf()).filter(({ status }) => status === 'ACTIVE');
    return (rings.find(({ members }) => members.some(({ id }) => id === 'x1')) ?? { members: [] }).members.map(
      ({ id }) => id,
    );
  };

  it('whom a link does not tie is no longer in the ring', () =>
    withGang(async (store, ring) => {
      const links = ring.identifiers.map((to) => ({
        ...GIVEN,
        from: { kind: 'Buyer' as const, id: 'x0' },
        to,
        isSameActor: false,
        until: null,
      }));
      for (const link of links) await store.cases.verdicts.addLinkVerdict(link, EVENT);
      const now = await ringNow(store);
      expect(now).not.toContain('x0');
      expect(now).toContain('x1');
    }));

  it.each([false, true])('until the day it was said for, also where only what changed is computed: %s', (incremental) =>
    withGang(async (store, ring) => {
      const from = { kind: 'Buyer' as const, id: 'x0' };
      const until = day(60);
      for (const to of ring.identifiers)
        await store.cases.verdicts.addLinkVerdict({ ...GIVEN, from, to, isSameActor: false, until }, EVENT);
      expect(await ringNow(store)).not.toContain('x0');
      const later = await openDetecting({ directory: store.directory, now: Date.UTC(2026, 6, 1) });
      expect(await ringNow(later, { incremental })).toContain('x0');
      await later.close();
    }),
  );

  it('and neither is a member that was cleared, with the ties that clearing cuts', () =>
    withGang(async (store, ring) => {
      const member = { kind: 'Buyer' as const, id: 'x0' };
      const links = ring.identifiers.map((to) => ({ ...GIVEN, from: member, to, isSameActor: false, until: null }));
      const cleared = { ...GIVEN, ringId: ring.id, member, verdict: 'NOT_INVOLVED' as const, seen: null };
      await store.cases.verdicts.addMemberVerdict(cleared, links, EVENT);
      expect(await ringNow(store)).not.toContain('x0');
    }));
});
