/** Drawn links around entities and among them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimeWindow } from '../../../server/src/application/ports/graph-store.ts';
import { EVENT_TYPE_LIST, LINK_TYPE_LIST } from '../../../server/src/domain/ontology.ts';
import type { EntityRef } from '../../../server/src/domain/records.ts';
import { graphRecords } from '../../support/record-arbitraries.ts';
import { compareRefs, ReferenceGraph } from '../../support/reference-graph.ts';
import { at, buyer, device, entity, event, usesDevice } from './builders.ts';
import { type ContractStore, importAll } from './contract-store.ts';
import { withoutStrength } from './shown-link.ts';

export function linksContract(contract: ContractStore): void {
  describe('links', () => {
    it('an expansion gives the strongest links and how many it left out', async () => {
      await importAll(contract.store, [
        Array.from({ length: 30 }, (_, i) => usesDevice(buyer(`b${i}`), device('d'), { count: i + 1 })),
      ]);
      const [found] = await contract.store.expand({ of: [device('d')], limitPerEntity: 3 });
      expect(found?.links.map(({ from }) => from.id)).toEqual(['b29', 'b28', 'b27']);
      expect(found?.hidden).toBe(27);
      expect(await contract.store.expand({ of: [device('none')], limitPerEntity: 3 })).toEqual([
        { ref: device('none'), links: [], hidden: 0 },
      ]);
    });

    it('an expansion gives the other ends as well, where it is asked for them and each question is a trip', async () => {
      await importAll(contract.store, [
        [
          entity(buyer('b1'), { label: 'Ann', risk: { label: 'confirmedFraud', at: at('2026-02-01') } }),
          usesDevice(buyer('b1'), device('d')),
          usesDevice(buyer('b2'), device('d')),
          event('LOGIN', 'l', [buyer('b1'), device('d')], { at: at('2026-03-02') }),
        ],
      ]);
      const [plain] = await contract.store.expand({ of: [device('d')], limitPerEntity: 9 });
      expect(plain?.ends).toBeUndefined();
      const [found] = await contract.store.expand({ of: [device('d')], limitPerEntity: 9, withEnds: true });
      expect(found?.links.map(({ from }) => from.id).sort()).toEqual(['b1', 'b1', 'b2']);
      const others = await contract.store.entities([buyer('b1'), buyer('b1'), buyer('b2')]);
      if (found?.ends) expect([...found.ends].sort(compareRefs)).toEqual(others);
      else expect(contract.store.meetAround, 'of trips a store says nothing, and leaves the ends out').toBeUndefined();
    });

    it('an expansion keeps to types and window; a link without times is in every window', async () => {
      await importAll(contract.store, [
        [
          usesDevice(buyer('early'), device('d'), { firstSeen: at('2026-01-01') }),
          usesDevice(buyer('late'), device('d'), { firstSeen: at('2026-03-01') }),
          usesDevice(buyer('timeless'), device('d')),
          event('LOGIN', 'l', [buyer('late'), device('d')], { at: at('2026-03-02') }),
        ],
      ]);
      const window = { from: at('2026-02-01'), to: at('2026-04-01') };
      const [inWindow] = await contract.store.expand({
        of: [device('d')],
        types: ['USES_DEVICE'],
        window,
        limitPerEntity: 9,
      });
      expect(inWindow?.links.map(({ from }) => from.id).sort()).toEqual(['late', 'timeless']);
      const [counts] = await contract.store.linkTypeCounts([device('d')]);
      expect([...(counts ?? [])]).toEqual([
        ['USES_DEVICE', 3],
        ['LOGIN', 1],
      ]);
    });

    it('an expansion shows what was there before it was removed, links and their ends, in a window until then', async () => {
      const gone = { removedAt: at('2026-03-01'), updatedAt: at('2026-03-01') };
      await importAll(contract.store, [
        [
          usesDevice(buyer('stays'), device('d'), { firstSeen: at('2026-01-01') }),
          usesDevice(buyer('left'), device('d'), { firstSeen: at('2026-01-01'), ...gone }),
          usesDevice(buyer('deleted'), device('d'), { firstSeen: at('2026-01-01') }),
          entity(buyer('deleted'), gone),
        ],
      ]);
      const shown = async (window?: TimeWindow) => {
        const expansion = { of: [device('d')], limitPerEntity: 9, ...(window && { window }) };
        const [found] = await contract.store.expand(expansion);
        return [found?.links.map(({ from }) => from.id).sort(), found?.hidden];
      };
      expect(await shown()).toEqual([['stays'], 0]);
      expect(await shown({ to: at('2026-02-01') })).toEqual([['deleted', 'left', 'stays'], 0]);
      expect(await shown({ to: at('2026-03-01') })).toEqual([['stays'], 0]);
      const [counts] = await contract.store.linkTypeCounts([device('d')]);
      expect([...(counts ?? [])]).toEqual([['USES_DEVICE', 1]]);
    });

    it('an expansion weighs an end with more links than the entity less, where it cuts among alike ones as well', async () => {
      const [busy, quiet] = [device('busy'), device('quiet')];
      await importAll(contract.store, [
        [
          ...Array.from({ length: 40 }, (_, i) => usesDevice(buyer(`u${i}`), busy)),
          ...[busy, quiet].map((end) => usesDevice(buyer('one'), end)),
          ...Array.from({ length: 6 }, (_, i) => usesDevice(buyer('one'), device(`own${i}`))),
        ],
      ]);
      const first = async (limitPerEntity: number) =>
        (await contract.store.expand({ of: [buyer('one')], limitPerEntity }))[0]?.links.map(({ to }) => to.id);
      const alike = ['own0', 'own1', 'own2', 'own3', 'own4', 'own5', 'quiet'];
      expect(await first(7)).toEqual(alike);
      expect(await first(3)).toEqual(alike.slice(0, 3));
      expect(await first(8)).toEqual([...alike, 'busy']);
    });

    it('links among a set are those with both ends in it, by type and ends', async () => {
      await fc.assert(
        fc.asyncProperty(graphRecords, fc.integer({ min: 0, max: 100 }), async (records, salt) => {
          const expected = new ReferenceGraph(records);
          const refs = [...expected.entities.values()].map(({ ref }) => ref).filter((_, i) => (i * 7 + salt) % 3 > 0);
          const keys = new Set(refs.map((ref) => `${ref.kind} ${ref.id}`));
          const isIn = (ref: EntityRef) => keys.has(`${ref.kind} ${ref.id}`);
          await contract.withStore(async (other) => {
            await importAll(other, [records]);
            const links = (await other.linksAmong(refs, { limit: 10_000 })).map((link) => withoutStrength(link));
            const among = expected.shown().filter((link) => !link.removed && isIn(link.from) && isIn(link.to));
            expect(links.map((link) => JSON.stringify(link)).sort()).toEqual(
              among.map((link) => JSON.stringify(withoutStrength(link))).sort(),
            );
            const types = [...LINK_TYPE_LIST, ...EVENT_TYPE_LIST] as string[];
            for (let i = 1; i < links.length; i++) {
              const [x, y] = [links[i - 1], links[i]];
              if (!x || !y) continue;
              const order =
                types.indexOf(x.type) - types.indexOf(y.type) || compareRefs(x.from, y.from) || compareRefs(x.to, y.to);
              expect(order).toBeLessThan(0);
            }
          });
        }),
        { numRuns: 25 },
      );
    }, 240_000);
  });
}
