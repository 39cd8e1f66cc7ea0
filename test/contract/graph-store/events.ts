/** Events by id, and pages of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphStore } from '../../../server/src/application/ports/graph-store.ts';
import { compareText } from '../../../server/src/domain/compare-text.ts';
import type { GraphEvent } from '../../../server/src/domain/graph-view.ts';
import { EVENT_TYPE_LIST } from '../../../server/src/domain/ontology.ts';
import { graphRecord } from '../../support/record-arbitraries.ts';
import { ReferenceGraph } from '../../support/reference-graph.ts';
import { at, buyer, device, event, seller } from './builders.ts';
import { type ContractStore, importAll } from './contract-store.ts';
import { readPages } from './read-pages.ts';

export function eventsContract(contract: ContractStore): void {
  describe('events', () => {
    it('pages of events: newest first, unknown times last, each once, whatever the page size', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(graphRecord, { maxLength: 60 }),
          fc.integer({ min: 1, max: 7 }),
          async (records, first) => {
            const expected = new ReferenceGraph(records);
            await contract.withStore(async (other) => {
              await importAll(other, [records]);
              for (const filter of [{}, { of: [buyer('a'), seller('b'), device('a')] }]) {
                const whole = (await other.events(filter, { first: 1_000 })).items.map(({ item }) => item);
                expect(await readPages((page) => other.events(filter, page), first)).toEqual(whole);
                expect(whole).toEqual([...whole].sort(byNewest));
              }
              const all = (await other.events({}, { first: 1_000 })).totalCount;
              expect(all).toBeLessThanOrEqual(expected.events.size);
            });
          },
        ),
        { numRuns: 25 },
      );
    }, 240_000);

    it('events by who is in them, type, order and time', async () => {
      await importAll(contract.store, [
        [
          event('ORDER', '1', [buyer('a'), seller('s')], {
            at: at('2026-01-01'),
            orderId: 'x',
            references: { device: 'd' },
          }),
          event('ORDER', '2', [buyer('b'), seller('s')], { at: at('2026-01-02'), references: { device: 'd' } }),
          event('REFUND', '3', [buyer('b'), seller('t')], { at: at('2026-01-03'), orderId: 'x' }),
          event('ENFORCEMENT', '4', [seller('s'), seller('s')], { at: at('2026-01-04') }),
          event('ORDER', '5', [buyer('c'), seller('s')], { at: at('2026-01-05'), removedAt: at('2026-01-06') }),
        ],
      ]);
      const ids = async (filter: Parameters<GraphStore['events']>[0]) =>
        (await contract.store.events(filter, { first: 10 })).items.map(({ item }) => item.id);
      expect(await ids({})).toEqual(['4', '3', '2', '1']);
      expect(await ids({ of: [device('d')] })).toEqual(['2', '1']);
      expect(await ids({ of: [seller('s')], types: ['ENFORCEMENT'] })).toEqual(['4']);
      expect(await ids({ orderId: 'x' })).toEqual(['3', '1']);
      expect(await ids({ of: [buyer('a'), device('d')], among: true })).toEqual(['1']);
      expect(await ids({ of: [buyer('a'), buyer('b'), seller('t')], among: true })).toEqual(['3']);
      expect(await ids({ window: { from: at('2026-01-02'), to: at('2026-01-03') } })).toEqual(['3', '2']);
      expect(await ids({ window: { to: at('2026-01-05') } })).toEqual(['5', '4', '3', '2', '1']);
      expect((await contract.store.event('3'))?.type).toBe('REFUND');
      expect(await contract.store.event('3', 'ORDER')).toBeNull();
      await expect(contract.store.events({}, { first: 1, after: 'nonsense' })).rejects.toThrow('not a cursor');
    });
  });
}

const byNewest = (x: GraphEvent, y: GraphEvent): number =>
  (y.at ?? -1) - (x.at ?? -1) ||
  EVENT_TYPE_LIST.indexOf(x.type) - EVENT_TYPE_LIST.indexOf(y.type) ||
  compareText(x.id, y.id);
