/** Whoever is tied to some, in one trip: of stores that every question is a trip to. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkType } from '../../../server/src/domain/ontology.ts';
import { graphRecords } from '../../support/record-arbitraries.ts';
import { isLinkType, keyOf, ReferenceGraph } from '../../support/reference-graph.ts';
import { at, buyer, device, entity, usesDevice } from './builders.ts';
import { type ContractStore, importAll } from './contract-store.ts';

const TYPES: readonly LinkType[] = ['USES_DEVICE', 'PAYS_WITH', 'PAID_OUT_TO', 'SAME_PERSON', 'TRANSACTED_WITH'];
const MOST = 10_000;

export function meetingContract(contract: ContractStore): void {
  describe('meeting whoever is tied to some', () => {
    it('tells each once with what it is known for, removed or not, and nobody where they are too many', async () => {
      const gone = at('2026-02-01');
      await importAll(contract.store, [
        [
          usesDevice(buyer('a'), device('d')),
          usesDevice(buyer('b'), device('d'), { removedAt: gone }),
          usesDevice(buyer('b'), device('e')),
          entity(buyer('b'), { risk: { label: 'confirmedFraud', at: gone }, removedAt: gone }),
        ],
      ]);
      const { store } = contract;
      const of = [device('d'), device('e'), device('none')];
      const met = await store.meetAround?.({ of, types: ['USES_DEVICE'], limit: 2 });
      expect(met?.toSorted((x, y) => x.id.localeCompare(y.id))).toEqual([
        { ...buyer('a'), riskLabel: null },
        { ...buyer('b'), riskLabel: 'confirmedFraud' },
      ]);
      expect(await store.meetAround?.({ of, types: ['USES_DEVICE'], limit: 1 })).toBeNull();
      expect(await store.meetAround?.({ of, types: ['PAYS_WITH'], limit: 1 })).toEqual([]);
    });

    it('is what the records tie to them', async () => {
      await fc.assert(
        fc.asyncProperty(graphRecords, fc.nat(), async (records, salt) => {
          const graph = new ReferenceGraph(records);
          const of = [...graph.entities.values()].map(({ ref }) => ref).filter((_, i) => (i + salt) % 3 === 0);
          const keys = new Set(of.map(keyOf));
          const tied = graph
            .links()
            .filter(({ type }) => isLinkType(type) && TYPES.includes(type))
            .flatMap(({ from, to }) => [
              ...(keys.has(keyOf(from)) ? [keyOf(to)] : []),
              ...(keys.has(keyOf(to)) ? [keyOf(from)] : []),
            ]);
          await contract.withStore(async (other) => {
            await importAll(other, [records]);
            const met = await other.meetAround?.({ of, types: TYPES, limit: MOST });
            expect(met?.map(keyOf).sort()).toEqual([...new Set(tied)].sort());
          });
        }),
        { numRuns: 20 },
      );
    }, 240_000);
  });
}
