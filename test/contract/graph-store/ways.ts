/** The shortest ways between two entities, against a breadth-first search over the records. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_WAYS } from '../../../server/src/application/ports/graph-store.ts';
import type { EntityRef } from '../../../server/src/domain/records.ts';
import { graphRecords } from '../../support/record-arbitraries.ts';
import { keyOf, ReferenceGraph, type ShownLink } from '../../support/reference-graph.ts';
import { at, buyer, device, entity, event, seller, usesDevice } from './builders.ts';
import { type ContractStore, importAll } from './contract-store.ts';
import { withoutStrength } from './shown-link.ts';

type Limits = { readonly maxLength: number; readonly mostLinks: number };

export function waysContract(contract: ContractStore): void {
  describe('ways between two entities', () => {
    const told = async (from: EntityRef, to: EntityRef, limits: Partial<Limits> = {}) => {
      const links = await contract.store.linksBetween({ from, to, maxLength: 6, mostLinks: 200, ...limits });
      return links?.map((link) => `${link.type} ${keyOf(link.from)} ${keyOf(link.to)}`).sort() ?? null;
    };

    it('lead past all else that two hubs are tied to, and through nobody who is one', async () => {
      const crowd = (of: EntityRef) =>
        Array.from({ length: 300 }, (_, i) => usesDevice(buyer(`${of.id}${i}`), of, { count: 9 }));
      await importAll(contract.store, [
        [
          ...crowd(device('left')),
          ...crowd(device('right')),
          usesDevice(buyer('both'), device('left')),
          usesDevice(buyer('both'), device('right')),
        ],
      ]);
      const between = [device('left'), device('right')] as const;
      const way = ['USES_DEVICE Buyer:both Device:left', 'USES_DEVICE Buyer:both Device:right'];
      expect(await told(...between)).toEqual(way);
      expect(await told(...between, { mostLinks: 1 })).toEqual([]);
      expect(await told(...between, { maxLength: 1 })).toEqual([]);
      expect(await told(buyer('left0'), buyer('right0'))).toEqual([]);
      expect(await told(buyer('left0'), buyer('right0'), { mostLinks: 1_000 })).toHaveLength(4);
      expect(await told(device('left'), device('left'))).toEqual([]);
      expect(await told(device('left'), device('none'))).toEqual([]);
    });

    it('are all of the shortest, each link once, and none over what was removed', async () => {
      const gone = at('2026-02-01');
      await importAll(contract.store, [
        [
          usesDevice(buyer('a'), device('d')),
          usesDevice(seller('b'), device('d')),
          event('LOGIN', 'l', [buyer('a'), device('d')], { at: gone }),
          usesDevice(buyer('a'), device('e')),
          usesDevice(seller('b'), device('e'), { removedAt: gone }),
          usesDevice(buyer('a'), device('f')),
          usesDevice(seller('b'), device('f')),
          entity(device('f'), { removedAt: gone }),
        ],
      ]);
      const ways = ['LOGIN Buyer:a Device:d', 'USES_DEVICE Buyer:a Device:d', 'USES_DEVICE Seller:b Device:d'];
      expect(await told(buyer('a'), seller('b'))).toEqual(ways);
      expect(await told(seller('b'), buyer('a'))).toEqual(ways);
      expect(await told(buyer('a'), device('f'))).toEqual(['USES_DEVICE Buyer:a Device:f']);
    });

    it('too many to tell are not told', async () => {
      const ways = (count: number) =>
        Array.from({ length: count }, (_, i) => [
          usesDevice(buyer('a'), device(`${i}`)),
          usesDevice(buyer('b'), device(`${i}`)),
        ]).flat();
      await importAll(contract.store, [ways(MOST_WAYS - 1)]);
      expect(await told(buyer('a'), buyer('b'))).toHaveLength(2 * (MOST_WAYS - 1));
      await importAll(contract.store, [ways(MOST_WAYS)]);
      expect(await told(buyer('a'), buyer('b'))).toBeNull();
    });

    it('are those of a search over the records', async () => {
      const limits = fc.record({
        maxLength: fc.integer({ min: 1, max: 6 }),
        mostLinks: fc.integer({ min: 1, max: 8 }),
      });
      await fc.assert(
        fc.asyncProperty(graphRecords, limits, fc.nat(), async (records, limit, salt) => {
          const graph = new ReferenceGraph(records);
          const refs = [...graph.entities.values()].map(({ ref }) => ref);
          await contract.withStore(async (other) => {
            await importAll(other, [records]);
            for (let i = 0; i < Math.min(8, refs.length); i++) {
              const [from, to] = [refs[(salt + i * 3) % refs.length], refs[(salt + i * 5 + 1) % refs.length]];
              if (!from || !to) continue;
              const links = await other.linksBetween({ from, to, ...limit });
              expect(links?.map((link) => JSON.stringify(withoutStrength(link))).sort()).toEqual(
                shortestWays(graph, { from, to, ...limit })
                  .map((link) => JSON.stringify(withoutStrength(link)))
                  .sort(),
              );
            }
          });
        }),
        { numRuns: 25 },
      );
    }, 240_000);
  });
}

/** By how far everybody is from either end: a link is on a shortest way where the steps on both sides add up. */
function shortestWays(
  graph: ReferenceGraph,
  { from, to, maxLength, mostLinks }: Limits & { readonly from: EntityRef; readonly to: EntityRef },
): readonly ShownLink[] {
  const links = graph.shown().filter(({ removed }) => !removed);
  const ends = [keyOf(from), keyOf(to)];
  const isPassable = (ref: EntityRef) =>
    ends.includes(keyOf(ref)) || (!graph.isRemoved(ref) && graph.degree(ref) <= mostLinks);
  const open = links.filter((link) => isPassable(link.from) && isPassable(link.to));
  const [near, far] = ends.map((start) => distances(open, start ?? ''));
  const length = near?.get(keyOf(to)) ?? 0;
  if (length === 0 || length > maxLength) return [];
  const isOnWay = (a: string, b: string) => (near?.get(a) ?? length) + 1 + (far?.get(b) ?? length) === length;
  return open.filter(({ from: a, to: b }) => isOnWay(keyOf(a), keyOf(b)) || isOnWay(keyOf(b), keyOf(a)));
}

function distances(links: readonly ShownLink[], start: string): ReadonlyMap<string, number> {
  const steps = new Map([[start, 0]]);
  for (const [key, step] of steps) {
    for (const { from, to } of links) {
      for (const [a, b] of [[keyOf(from), keyOf(to)] as const, [keyOf(to), keyOf(from)] as const]) {
        if (a === key && !steps.has(b)) steps.set(b, step + 1);
      }
    }
  }
  return steps;
}
