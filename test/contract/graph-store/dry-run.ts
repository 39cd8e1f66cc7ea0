/** A dry run: what an import would do, of which nothing is kept. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphStore, ImportOptions, WriteReport } from '../../../server/src/application/ports/graph-store.ts';
import type { GraphRecord } from '../../../server/src/domain/records.ts';
import { graphRecords } from '../../support/record-arbitraries.ts';
import { at, buyer, device, entity, event, rearranged, seller, usesDevice } from './builders.ts';
import { type ContractStore, importAll, openImport } from './contract-store.ts';

const seen = async (store: GraphStore) => [await store.digest(), await store.changeNumber(), await store.counts()];

async function writeAll(store: GraphStore, batches: readonly GraphRecord[][], options: ImportOptions) {
  const session = await openImport(store, 'test', options);
  const reports: WriteReport[] = [];
  for (const batch of batches) reports.push(await session.write(batch));
  await session.close();
  return reports;
}

export function dryRunContract(contract: ContractStore): void {
  describe('dry run', () => {
    it('reports of every batch what an import then does, and leaves the store as it was', async () => {
      const arrivals = fc.tuple(graphRecords, graphRecords.chain(rearranged));
      await fc.assert(
        fc.asyncProperty(arrivals, ([held, batches]) =>
          contract.withStore(async (other) => {
            await importAll(other, [held]);
            const before = await seen(other);
            const told = await writeAll(other, batches, { dryRun: true });
            expect(await seen(other)).toEqual(before);
            expect(told).toEqual(await writeAll(other, batches, {}));
          }),
        ),
        { numRuns: 25 },
      );
    }, 240_000);

    it('takes a link that only events show for there, until the last of them is corrected away', async () => {
      const order = (device: string, day: string) =>
        event('ORDER', 'o1', [buyer('a'), seller('s')], {
          ...{ at: at('2026-01-01'), updatedAt: at(day), references: { device } },
        });
      await importAll(contract.store, [[order('d', '2026-01-01')]]);
      const batches = [
        [[usesDevice(buyer('a'), device('d'))]],
        [[order('e', '2026-01-02')], [usesDevice(buyer('a'), device('d')), usesDevice(buyer('a'), device('e'))]],
      ];
      const told = [];
      for (const some of batches) told.push((await writeAll(contract.store, some, { dryRun: true })).at(-1)?.links);
      expect(told).toMatchObject([
        { created: 0, updated: 1 },
        { created: 1, updated: 1 },
      ]);
    });

    it('is not seen by readers while it runs, and keeps nobody from importing when it is over', async () => {
      const { store } = contract;
      await importAll(store, [[entity(buyer('a'), { label: 'One', updatedAt: at('2026-01-01') })]]);
      const before = await seen(store);
      const session = await openImport(store, 'rehearsal', { dryRun: true });
      await session.write([entity(buyer('a'), { label: 'Two', updatedAt: at('2026-01-02') })]);
      await session.write([usesDevice(buyer('a'), device('d'))], { name: 'rehearsed', value: '1' });
      expect(await seen(store)).toEqual(before);
      expect((await store.entities([buyer('a'), device('d')])).map((found) => found?.label)).toEqual([
        'One',
        undefined,
      ]);
      await session.close();
      await session.close();
      expect(await store.bookmark('rehearsed')).toBeNull();
      const next = await openImport(store, 'next');
      await next.close();
    });

    it('a batch that fails is undone, and the next one is counted without it', async () => {
      const session = await openImport(contract.store, 'test', { dryRun: true });
      const names = Array.from({ length: 201 }, (_, i) => [`column${i}`, 'x'] as const);
      const tooMany = entity(buyer('a'), { attributes: Object.fromEntries(names) });
      await expect(session.write([entity(buyer('b')), tooMany])).rejects.toMatchObject({
        failure: { code: 'LIMIT_EXCEEDED' },
      });
      expect((await session.write([entity(buyer('b'))])).entities.created).toBe(1);
      await session.close();
    });

    it('does not run beside an import', async () => {
      const session = await openImport(contract.store, 'first');
      const dry = await contract.store.openImport('second', { dryRun: true });
      expect(dry).toMatchObject({ ok: false, failure: { code: 'IMPORT_RUNNING' } });
      await session.close();
    });
  });
}
