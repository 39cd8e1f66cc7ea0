/** What every case store must do with runs that follow one another: lineage, earlier pictures, no interleaving. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import type { RingChange } from '../../server/src/domain/ring-change.ts';
import { aRing, aRun, day } from '../support/ring-builders.ts';

const change = (ringId: string, runId: string, overrides: Partial<RingChange> = {}): RingChange => ({
  type: 'BORN',
  ringId,
  runId,
  at: day(1),
  joined: [{ kind: 'Buyer', id: 'b1' }],
  left: [],
  others: [],
  statement: 'First found, with 1 member.',
  ...overrides,
});

export function caseStoreLineageContract(name: string, open: () => Promise<CaseStore>): void {
  describe(`case store contract, lineage: ${name}`, () => {
    let store: CaseStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('changes come back by ring and by run, in the order they were published', async () => {
      const born = [change('rng_1', 'run_1'), change('rng_2', 'run_1')];
      const later = [change('rng_1', 'run_2', { type: 'MERGED', others: ['rng_2'] })];
      await store.rings.publishRun(aRun('run_1'), [aRing('rng_1'), aRing('rng_2')], { changes: born });
      await store.rings.publishRun(aRun('run_2'), [aRing('rng_1')], { changes: later });
      expect(await store.rings.changesOf('rng_1')).toEqual([born[0], ...later]);
      expect(await store.rings.changesIn('run_1')).toEqual(born);
      expect(await store.rings.changesOf('rng_9')).toEqual([]);
    });

    it('what was changed since a moment is that of published runs that looked later; the first of them is known', async () => {
      expect(await store.rings.firstPublishedRun()).toBeNull();
      const [early, same, late] = ['run_1', 'run_2', 'run_3'].map((id, i) => change(`rng_${i}`, id));
      await store.rings.keepRun(aRun('run_0', { asOf: day(9) }), [aRing('rng_9')]);
      await store.rings.publishRun(aRun('run_1', { asOf: day(1) }), [], { changes: early ? [early] : [] });
      await store.rings.publishRun(aRun('run_2', { asOf: day(5) }), [], { changes: same ? [same] : [] });
      await store.rings.publishRun(aRun('run_3', { asOf: day(6) }), [], { changes: late ? [late] : [] });
      expect((await store.rings.firstPublishedRun())?.id).toBe('run_1');
      expect(await store.rings.changesSince(day(0))).toEqual([early, same, late]);
      expect(await store.rings.changesSince(day(5))).toEqual([late]);
    });

    it('published active rings are ranked, the gravest first, then by score, then by id', async () => {
      expect(await store.rings.rankedRings()).toEqual([]);
      await store.rings.publishRun(aRun('run_1'), [
        aRing('rng_b', { severity: 'HIGH', score: 40 }),
        aRing('rng_a', { severity: 'HIGH', score: 40 }),
        aRing('rng_c', { severity: 'CRITICAL', score: 30 }),
        aRing('rng_d', { severity: 'MEDIUM', score: 90 }),
        aRing('rng_e', { severity: 'CRITICAL', score: 99, status: 'DORMANT' }),
      ]);
      await store.rings.keepRun(aRun('run_2'), [aRing('rng_f')]);
      expect(await store.rings.rankedRings()).toEqual([
        { id: 'rng_c', severity: 'CRITICAL', score: 30 },
        { id: 'rng_a', severity: 'HIGH', score: 40 },
        { id: 'rng_b', severity: 'HIGH', score: 40 },
        { id: 'rng_d', severity: 'MEDIUM', score: 90 },
      ]);
    });

    it('a run based on another than the newest is not published, and leaves nothing', async () => {
      const first = { changes: [change('rng_1', 'run_1')], basedOn: null };
      expect(await store.rings.publishRun(aRun('run_1'), [aRing('rng_1')], first)).toBe(true);
      const late = { changes: [change('rng_2', 'run_2')], basedOn: null };
      expect(await store.rings.publishRun(aRun('run_2'), [aRing('rng_2')], late)).toBe(false);
      expect(await store.rings.run('run_2')).toBeNull();
      expect(await store.rings.changesOf('rng_2')).toEqual([]);
      expect(await store.rings.publishRun(aRun('run_2'), [aRing('rng_2')], { ...late, basedOn: 'run_1' })).toBe(true);
    });

    it('of two runs published at once on the same base, one is refused', async () => {
      const both = ['run_1', 'run_2'].map((id) =>
        store.rings.publishRun(aRun(id), [aRing(`rng_${id}`)], { changes: [], basedOn: null }),
      );
      expect((await Promise.all(both)).sort()).toEqual([false, true]);
      expect((await store.rings.runs({ first: 10 })).totalCount).toBe(1);
    });

    it('a ring is found as of a date and as a run saw it; trials are no part of its history', async () => {
      await store.rings.publishRun(aRun('run_1', { asOf: day(1) }), [aRing('rng_1', { size: 3 })]);
      await store.rings.publishRun(aRun('run_2', { asOf: day(5) }), [aRing('rng_1', { size: 5 })]);
      await store.rings.keepRun(aRun('run_3', { asOf: day(3) }), [aRing('rng_1', { size: 9 })]);
      const sizeAt = async (number: number) =>
        (await store.rings.picture('rng_1', { asOf: day(number) }))?.ring.size ?? null;
      expect([await sizeAt(0), await sizeAt(1), await sizeAt(4), await sizeAt(9)]).toEqual([null, 3, 3, 5]);
      expect(await store.rings.picture('rng_1', { runId: 'run_3' })).toMatchObject({
        ring: { size: 9 },
        run: { id: 'run_3', published: false },
      });
      expect(await store.rings.lastPicture('rng_1')).toMatchObject({ ring: { size: 5 }, run: { id: 'run_2' } });
    });

    it('the published run of a date is the last one that looked at a moment not after it', async () => {
      await store.rings.publishRun(aRun('run_0', { asOf: null }), []);
      await store.rings.publishRun(aRun('run_1', { asOf: day(1) }), []);
      await store.rings.publishRun(aRun('run_2', { asOf: day(5) }), []);
      await store.rings.keepRun(aRun('run_3', { asOf: day(2) }), []);
      expect((await store.rings.publishedRunAt(day(4)))?.id).toBe('run_1');
      expect((await store.rings.publishedRunAt(day(5)))?.id).toBe('run_2');
      expect((await store.rings.publishedRunAt(day(0)))?.id).toBe('run_0');
    });

    it('the run of a moment of the clock is the last published one that had begun by then', async () => {
      for (const [i, id] of ['run_1', 'run_2'].entries())
        await store.rings.publishRun(aRun(id, { startedAt: day(3 + 2 * i), asOf: day(9) }), []);
      await store.rings.keepRun(aRun('run_3', { startedAt: day(4) }), []);
      const begunBy = async (time: number) => (await store.rings.publishedRunBegunBy(day(time)))?.id ?? null;
      expect(await Promise.all([2, 3, 4, 5].map(begunBy))).toEqual([null, 'run_1', 'run_1', 'run_2']);
    });
  });
}
