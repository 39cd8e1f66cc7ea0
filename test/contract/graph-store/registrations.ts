/** Accounts in the order of their creation, and in that of their arrival, page by page. */
import { describe, expect, it } from 'vitest';
import type { RegistrationPlace } from '../../../server/src/domain/newcomer.ts';
import type { TimePoint } from '../../../server/src/domain/time-point.ts';
import { at, buyer, device, entity, seller, usesDevice } from './builders.ts';
import { type ContractStore, importAll } from './contract-store.ts';

export function registrationsContract(contract: ContractStore): void {
  describe('registrations', () => {
    const walk = async (from: TimePoint, first: number, start: RegistrationPlace | null = null) => {
      const ids: string[] = [];
      for (let after = start; ; ) {
        const page = await contract.store.registrations({ from, after, first });
        expect(page.length).toBeLessThanOrEqual(first);
        ids.push(...page.map(({ id }) => id));
        const last = page.at(-1);
        if (last === undefined) return ids;
        after = { createdAt: last.createdAt ?? from, ref: { kind: last.kind, id: last.id } };
      }
    };

    it('come oldest first, of one moment by kind and id, whatever the size of a page', async () => {
      await importAll(contract.store, [
        [
          entity(buyer('late'), { createdAt: at('2026-03-03') }),
          entity(buyer('b'), { createdAt: at('2026-03-02') }),
          entity(buyer('a'), { createdAt: at('2026-03-02') }),
          entity(buyer('B'), { createdAt: at('2026-03-02') }),
          entity(seller('z'), { createdAt: at('2026-03-02') }),
          entity(buyer('early'), { createdAt: at('2026-03-01') }),
          entity(buyer('unknown')),
          entity(device('d'), { createdAt: at('2026-03-02') }),
          usesDevice(buyer('named only'), device('d')),
        ],
      ]);
      const expected = ['z', 'B', 'a', 'b', 'late'];
      for (const first of [1, 2, 100]) expect(await walk(at('2026-03-02'), first)).toEqual(expected);
      expect(await walk(at('2026-01-01'), 3)).toEqual(['early', ...expected]);
      expect(await walk(at('2026-03-04'), 3)).toEqual([]);
    });

    it('go on after an account that is not there, and from the moment asked for where the place lies before it', async () => {
      await importAll(contract.store, [
        [entity(buyer('a'), { createdAt: at('2026-03-02') }), entity(buyer('c'), { createdAt: at('2026-03-02') })],
      ]);
      const place = (time: string) => ({ createdAt: at(time), ref: buyer('b') });
      expect(await walk(at('2026-03-01'), 9, place('2026-03-02'))).toEqual(['c']);
      expect(await walk(at('2026-03-02'), 9, place('2026-03-01'))).toEqual(['a', 'c']);
    });

    it('of an account that was created earlier than was first said follow the correction', async () => {
      const created = (time: string, updated: string) =>
        entity(buyer('a'), { createdAt: at(time), updatedAt: at(updated) });
      await importAll(contract.store, [[created('2026-03-05', '2026-01-01')], [created('2026-03-01', '2026-01-02')]]);
      expect(await walk(at('2026-03-02'), 9)).toEqual([]);
      const [found] = await contract.store.registrations({ from: at('2026-03-01'), after: null, first: 9 });
      expect(found).toMatchObject({ ...buyer('a'), createdAt: at('2026-03-01') });
    });
  });

  describe('arrivals', () => {
    /** Ids of those of one batch in order, for a batch arrives in any. */
    const arrivedFrom = async (start: number, first: number) => {
      const ids: string[] = [];
      for (let from = start; ; ) {
        const page = await contract.store.arrivals({ from, first });
        expect(page.length).toBeLessThanOrEqual(first);
        const last = page.at(-1);
        if (last === undefined) return ids;
        expect(last.position).toBeGreaterThanOrEqual(from);
        ids.push(...page.map(({ account }) => account.id));
        from = last.position + 1;
      }
    };

    it('come in the order of their batches, dated or not, named or described, and things do not come', async () => {
      const { store } = contract;
      const start = await store.nextArrival();
      await importAll(store, [
        [usesDevice(buyer('named'), device('d'))],
        [entity(buyer('undated'), { label: 'Anna' }), entity(device('e'))],
        [
          entity(seller('late'), { createdAt: at('2026-03-03') }),
          entity(buyer('gone'), { removedAt: at('2026-03-04') }),
        ],
        [entity(buyer('named'), { createdAt: at('2026-03-05') })],
      ]);
      for (const first of [1, 2, 100]) {
        const ids = await arrivedFrom(start, first);
        expect(ids.slice(0, 2)).toEqual(['named', 'undated']);
        expect(ids.slice(2).sort()).toEqual(['gone', 'late']);
      }
      const [named] = await store.arrivals({ from: start, first: 1 });
      expect(named?.account).toMatchObject({ ...buyer('named'), createdAt: at('2026-03-05'), linkCount: 1 });
    });

    it('go on after what was there, also where much of a batch was there already', async () => {
      const { store } = contract;
      const all = (count: number) => Array.from({ length: count }, (_, i) => entity(buyer(`b${i}`)));
      await importAll(store, [all(400)]);
      const before = await store.nextArrival();
      await importAll(store, [all(401), [entity(device('d'))], all(403)]);
      expect((await arrivedFrom(before, 9)).sort()).toEqual(['b400', 'b401', 'b402']);
      expect(await arrivedFrom(await store.nextArrival(), 9)).toEqual([]);
    });

    it('of those after so many entities there are exactly the others', async () => {
      const { store } = contract;
      const all = (count: number) => Array.from({ length: count }, (_, i) => entity(buyer(`b${i}`)));
      await importAll(store, [all(2), all(4), all(5)]);
      expect(await store.nextArrival(5)).toBe(await store.nextArrival());
      expect(await store.nextArrival(99)).toBe(await store.nextArrival());
      expect((await arrivedFrom(await store.nextArrival(4), 9)).sort()).toEqual(['b4']);
      expect((await arrivedFrom(await store.nextArrival(2), 9)).sort()).toEqual(['b2', 'b3', 'b4']);
      expect(await arrivedFrom(await store.nextArrival(0), 9)).toHaveLength(5);
    });
  });
}
