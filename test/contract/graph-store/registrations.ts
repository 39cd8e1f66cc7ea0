/** Accounts in the order of their creation, page by page. */
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
}
