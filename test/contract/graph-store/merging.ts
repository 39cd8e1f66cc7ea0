/** Rows of one identity become one record, whatever order they arrive in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphRecord } from '../../../server/src/domain/records.ts';
import { graphRecords, timePoint } from '../../support/record-arbitraries.ts';
import { compareRefs, ReferenceGraph } from '../../support/reference-graph.ts';
import { at, buyer, device, entity, event, rearranged, seller, usesDevice } from './builders.ts';
import { type ContractStore, importAll, openImport } from './contract-store.ts';
import { pick } from './shown-link.ts';

export function mergingContract(contract: ContractStore): void {
  describe('merging', () => {
    it('holds what the contract says, in whatever order and batches the records arrive', async () => {
      const arrivals = graphRecords.chain((records) => fc.tuple(fc.constant(records), rearranged(records)));
      await fc.assert(
        fc.asyncProperty(arrivals, async ([records, batches]) => {
          const expected = new ReferenceGraph(records);
          await contract.withStore(async (other) => {
            await importAll(other, batches);
            expect(await other.digest()).toBe(expected.digest());
            expect(await other.counts()).toEqual(expected.counts());
            const refs = [...expected.entities.values()].map(({ ref }) => ref).sort(compareRefs);
            const found = await other.entities(refs);
            const expanded = await other.expand({ of: refs, limitPerEntity: 1_000 });
            refs.forEach((ref, i) => {
              expect(found[i]?.linkCount).toBe(expected.degree(ref));
              const links = expanded[i]?.links.map((link) => pick(link)) ?? [];
              expect(links).toEqual(expected.around(ref).map((link) => pick(link)));
            });
          });
        }),
        { numRuns: 30 },
      );
    }, 240_000);

    it('gives equal columns for equal graphs', async () => {
      const arrivals = graphRecords.chain((records) => fc.tuple(fc.constant(records), rearranged(records)));
      await fc.assert(
        fc.asyncProperty(arrivals, timePoint, async ([records, batches], asOf) => {
          const load = (loaded: readonly (readonly GraphRecord[])[]) =>
            contract.withStore(async (other) => {
              await importAll(other, loaded);
              const requests = [{}, { asOf }, { windowDays: 2 }, { asOf, windowDays: 1 }];
              return Promise.all(requests.map(async (request) => (await other.loadColumns(request)).columns));
            });
          expect(await load(batches)).toEqual(await load([records]));
        }),
        { numRuns: 30 },
      );
    }, 240_000);

    it('tells what became of each row', async () => {
      const session = await openImport(contract.store);
      const rows = [
        entity(buyer('a'), { label: 'One', updatedAt: at('2026-01-02') }),
        usesDevice(buyer('a'), device('d'), { firstSeen: at('2026-01-01') }),
        event('ORDER', 'o', [buyer('a'), seller('s')], { status: 'paid', updatedAt: at('2026-01-02') }),
      ];
      const one = { updated: 0, unchanged: 0, conflicts: 0, created: 1 };
      expect(await session.write(rows)).toEqual({ entities: one, links: one, events: one });
      const same = { ...one, created: 0, unchanged: 1 };
      expect(await session.write(rows)).toEqual({ entities: same, links: same, events: same });
      const newer = await session.write([entity(buyer('a'), { label: 'Two', updatedAt: at('2026-01-03') })]);
      expect(newer.entities).toEqual({ ...one, created: 0, updated: 1 });
      const older = await session.write([entity(buyer('a'), { label: 'Old', updatedAt: at('2026-01-01') })]);
      expect(older.entities).toEqual(same);
      const clash = await session.write([entity(buyer('a'), { label: 'Three', updatedAt: at('2026-01-03') })]);
      expect(clash.entities).toEqual({ ...same, conflicts: 1 });
      await session.close();
      expect((await contract.store.entities([buyer('a')]))[0]).toMatchObject({
        label: 'Two',
        updatedAt: at('2026-01-03'),
      });
    });

    it('an absent field never erases, and attributes stand apart from our own fields', async () => {
      await importAll(contract.store, [
        [entity(buyer('a'), { label: 'Shop', attributes: { label: 'theirs', ['__proto__']: 'x' } })],
        [entity(buyer('a'), { market: 'GB', updatedAt: at('2026-05-01') })],
      ]);
      const [found] = await contract.store.entities([buyer('a')]);
      expect(found).toMatchObject({ label: 'Shop', market: 'GB', status: 'active' });
      expect(found?.attributes['label']).toBe('theirs');
    });

    it('creates entities that only links and events name', async () => {
      await importAll(contract.store, [
        [event('ORDER', 'o', [buyer('a'), seller('s')], { references: { coupon: 'c' } })],
      ]);
      expect(await contract.store.entities([buyer('a'), { kind: 'Coupon', id: 'c' }, buyer('nobody')])).toMatchObject([
        { kind: 'Buyer', id: 'a', linkCount: 1 },
        { kind: 'Coupon', id: 'c', linkCount: 0 },
        null,
      ]);
    });
  });
}
