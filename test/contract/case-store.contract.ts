/** What every case store must do with runs and the rings they publish, whatever stands behind it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseStore, RingFilter } from '../../server/src/application/ports/case-store.ts';
import { aRing, aRun, atStake, day } from '../support/ring-builders.ts';
import { ringIds } from '../support/ring-ids.ts';

export function caseStoreContract(name: string, open: () => Promise<CaseStore>): void {
  describe(`case store contract: ${name}`, () => {
    let store: CaseStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store.close();
    });

    const ids = (filter: RingFilter) => ringIds(store, filter);
    it('an empty store has no rings, no runs and nothing published', async () => {
      expect(await ids({})).toEqual([]);
      expect(await store.rings.latestPublishedRun()).toBeNull();
      expect(await store.rings.ring('rng_1')).toBeNull();
      expect((await store.rings.runs({ first: 10 })).totalCount).toBe(0);
    });

    it('a ring comes back exactly as it was published', async () => {
      const ring = aRing('rng_1', { exposure: atStake('10.5') });
      await store.rings.publishRun(aRun('run_1'), [ring]);
      expect(await store.rings.ring('rng_1')).toEqual(ring);
    });

    it('publishing replaces the picture, and the earlier run stays readable', async () => {
      await store.rings.publishRun(aRun('run_1'), [aRing('rng_1'), aRing('rng_2')]);
      await store.rings.publishRun(aRun('run_2'), [aRing('rng_2', { size: 9 })]);
      expect(await ids({})).toEqual(['rng_2']);
      expect((await store.rings.ring('rng_2'))?.size).toBe(9);
      expect(await ids({ runId: 'run_1' })).toEqual(['rng_1', 'rng_2']);
      expect(await store.rings.run('run_1')).toMatchObject({ id: 'run_1', published: true });
      expect((await store.rings.latestPublishedRun())?.id).toBe('run_2');
    });

    it('a run kept aside changes nothing that is published and issues no ids', async () => {
      await store.rings.publishRun(aRun('run_1'), [aRing('rng_1')]);
      await store.rings.keepRun(aRun('run_2'), [aRing('rng_9')]);
      expect(await ids({})).toEqual(['rng_1']);
      expect(await ids({ runId: 'run_2' })).toEqual(['rng_9']);
      expect(await store.rings.ring('rng_9')).toBeNull();
      expect(await store.rings.issuedRingIds()).toEqual(new Set(['rng_1']));
      expect(await store.rings.run('run_2')).toMatchObject({ published: false });
    });

    it('a publication that fails half way leaves everything as it was', async () => {
      await store.rings.publishRun(aRun('run_1'), [aRing('rng_1')]);
      const twice = [aRing('rng_2'), aRing('rng_2')];
      await expect(store.rings.publishRun(aRun('run_2'), twice)).rejects.toThrow();
      expect(await ids({})).toEqual(['rng_1']);
      expect(await store.rings.run('run_2')).toBeNull();
    });

    it('what one server began is not published once another has taken its lease, and is while that only ran out', async () => {
      const publish = (id: string, leaseHolder: string) =>
        store.rings.publishRun(aRun(id), [aRing('rng_1')], { changes: [], leaseHolder });
      await store.schedules.takeLease({ holder: 'one', now: 1, leaseMs: 10 });
      expect(await publish('run_1', 'one')).toBe(true);
      await store.schedules.takeLease({ holder: 'two', now: 12, leaseMs: 10 });
      await expect(publish('run_2', 'one')).rejects.toMatchObject({ failure: { code: 'CANCELLED' } });
      expect((await store.rings.runs({ first: 10 })).totalCount).toBe(1);
      expect(await publish('run_3', 'two')).toBe(true);
      await store.schedules.releaseLease('two');
      await expect(publish('run_4', 'two')).rejects.toMatchObject({ failure: { code: 'CANCELLED' } });
    });

    it('ids once issued stay issued', async () => {
      await store.rings.publishRun(aRun('run_1'), [aRing('rng_1')]);
      await store.rings.publishRun(aRun('run_2'), []);
      expect(await store.rings.issuedRingIds()).toEqual(new Set(['rng_1']));
    });

    it('runs are listed newest first, page by page', async () => {
      for (const number of [3, 1, 2]) await store.rings.keepRun(aRun(`run_${number}`, { startedAt: day(number) }), []);
      const first = await store.rings.runs({ first: 2 });
      expect(first.items.map(({ item }) => item.id)).toEqual(['run_3', 'run_2']);
      const second = await store.rings.runs({ first: 2, after: first.items.at(-1)?.cursor ?? '' });
      expect(second.items.map(({ item }) => item.id)).toEqual(['run_1']);
      expect([first.hasNext, second.hasNext, second.totalCount]).toEqual([true, false, 3]);
    });
  });
}
