/** The whole graph as columns, at a time and in a window. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENTITY_KIND_LIST, ENTITY_STATUSES, LINK_TYPE_LIST } from '../../../server/src/domain/ontology.ts';
import type { EntityRef } from '../../../server/src/domain/records.ts';
import { graphRecords, timePoint } from '../../support/record-arbitraries.ts';
import { compareRefs, earlier, isLinkType, later, ReferenceGraph, statedCount } from '../../support/reference-graph.ts';
import { at, buyer, device, entity, event, seller, usesDevice } from './builders.ts';
import { type ContractStore, importAll } from './contract-store.ts';

export function columnsContract(contract: ContractStore): void {
  describe('columns', () => {
    it('leave out what came later, cut spans, and judge status and labels by their time', async () => {
      await importAll(contract.store, [
        [
          entity(buyer('a'), { createdAt: at('2026-01-01'), status: 'banned', updatedAt: at('2026-03-01') }),
          entity(buyer('new'), { createdAt: at('2026-02-20') }),
          entity(seller('s'), { risk: { label: 'confirmedFraud', at: at('2026-03-05') } }),
          usesDevice(buyer('a'), device('d'), { firstSeen: at('2026-01-01'), lastSeen: at('2026-03-10') }),
          event('ORDER', '1', [buyer('a'), seller('s')], { at: at('2026-01-10'), references: { device: 'e' } }),
          event('ORDER', '2', [buyer('a'), seller('s')], { at: at('2026-03-10'), references: { device: 'e' } }),
          event('ORDER', '3', [buyer('a'), seller('s')], { references: { device: 'e' } }),
        ],
      ]);
      const banned = ENTITY_STATUSES.indexOf('banned');
      const now = (await contract.store.loadColumns({})).columns;
      expect(now.asOf).toBe(at('2026-03-10'));
      expect([...now.entities.id]).toEqual(['s', 'a', 'new', 'd', 'e']);
      expect([...now.entities.status]).toEqual([0, banned, 0, 0, 0]);
      expect([...now.links.lastSeen]).toEqual([at('2026-03-10'), at('2026-03-10')]);
      expect([...now.links.count]).toEqual([1, 3]);
      const then = (await contract.store.loadColumns({ asOf: at('2026-02-01') })).columns;
      expect([...then.entities.id]).toEqual(['s', 'a', 'd', 'e']);
      expect([...then.entities.status]).toEqual([0, 0, 0, 0]);
      expect([...then.entities.riskLabel]).toEqual([255, 255, 255, 255]);
      expect([...then.links.lastSeen]).toEqual([at('2026-02-01'), at('2026-01-10')]);
      expect([...then.links.count]).toEqual([1, 2]);
      expect(then.events.length).toBe(2);
      const window = (await contract.store.loadColumns({ asOf: at('2026-02-01'), windowDays: 5 })).columns;
      expect([...window.events.at]).toEqual([Number.NaN]);
      expect(window.links.length).toBe(2);
    });

    it('hold the links of the contract, sorted, at any time asked for', async () => {
      await fc.assert(
        fc.asyncProperty(graphRecords, timePoint, async (records, asOf) => {
          const expected = new ReferenceGraph(records);
          await contract.withStore(async (other) => {
            await importAll(other, [records]);
            const { entities, links } = (await other.loadColumns({ asOf })).columns;
            const later = (await other.loadColumns({})).columns;
            const isPresent = later.asOf === null || asOf >= later.asOf;
            const ref = (i: number | undefined): EntityRef => ({
              kind: ENTITY_KIND_LIST[entities.kind[i ?? -1] ?? -1] ?? 'Buyer',
              id: (i === undefined ? undefined : entities.id.at(i)) ?? '',
            });
            const found = Array.from(links.type, (type, i) => {
              const [from, to] = [ref(links.from[i]), ref(links.to[i])];
              const time = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
              return [
                LINK_TYPE_LIST[type],
                from,
                to,
                time(links.firstSeen[i]),
                time(links.lastSeen[i]),
                links.count[i],
              ];
            });
            const isThere = (end: EntityRef) =>
              [...entities.id].some((id, i) => id === end.id && ref(i).kind === end.kind);
            const wanted = expected
              .links(isPresent ? undefined : asOf)
              .filter(({ type, from, to }) => isLinkType(type) && isThere(from) && isThere(to))
              .flatMap((link) => asOfTime(link, isPresent ? Number.POSITIVE_INFINITY : asOf))
              .sort(
                ([t, f, to], [u, g, uo]) =>
                  LINK_TYPE_LIST.indexOf(t as never) - LINK_TYPE_LIST.indexOf(u as never) ||
                  compareRefs(f, g) ||
                  compareRefs(to, uo),
              );
            expect(found).toEqual(wanted);
          });
        }),
        { numRuns: 30 },
      );
    }, 240_000);
  });
}

type AsOf = readonly [string, EntityRef, EntityRef, number | null, number | null, number];

/** What is left of a link at a time, from the contract's words; empty where nothing is. */
function asOfTime(link: ReturnType<ReferenceGraph['links']>[number], asOf: number): readonly AsOf[] {
  const { stated, observed } = link;
  const isStated = stated !== null && (stated.firstSeen === null || stated.firstSeen <= asOf);
  if (!isStated && !observed) return [];
  const first = earlier(isStated ? stated.firstSeen : null, observed?.firstSeen ?? null);
  const cut = isStated && stated.lastSeen !== null ? Math.min(stated.lastSeen, asOf) : null;
  const last = later(cut, observed?.lastSeen ?? null);
  const removedAt = (stated?.fields.get('removedAt')?.value ?? null) as number | null;
  if (removedAt !== null && removedAt <= asOf && (last === null || removedAt >= last)) return [];
  const count = Math.max(isStated ? statedCount(stated) : 0, observed?.count ?? 0);
  return [[link.type, link.from, link.to, first, last, count]];
}
