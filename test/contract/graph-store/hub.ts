/** A thing that ten thousand are tied to: reads of it are bounded by what is asked for, in order, and paged. */
import { describe, expect, it } from 'vitest';
import { compareText } from '../../../server/src/domain/compare-text.ts';
import type { GraphRecord } from '../../../server/src/domain/records.ts';
import { at, buyer, device, event, seller, usesDevice } from './builders.ts';
import { type ContractStore, importAll } from './contract-store.ts';
import { readPages } from './read-pages.ts';

const LINKS = 10_000;
const HUB = device('hub');
const SHOP = seller('shop');
/** Half before, half after; counts repeat, so that the order needs the ids. */
const DAYS = ['2026-01-01', '2026-03-01'];
const SPRING = { from: at('2026-02-01'), to: at('2026-04-01') };
const countOf = (i: number): number => 1 + (i % 7);
const ids = Array.from({ length: LINKS }, (_, i) => `b${i}`);

const records: readonly GraphRecord[] = ids.flatMap((id, i) => [
  usesDevice(buyer(id), HUB, { count: countOf(i), firstSeen: at(DAYS[i % 2] ?? '') }),
  event('ORDER', `o${id}`, [buyer(id), SHOP], { at: at(DAYS[i % 2] ?? '') }),
]);
const strongest = ids
  .map((id, i) => ({ id, count: countOf(i) }))
  .sort((x, y) => y.count - x.count || compareText(x.id, y.id))
  .map(({ id }) => id);

export function hubContract(contract: ContractStore): void {
  describe('a hub', () => {
    it('of ten thousand links and events is read in parts, each in order', async () => {
      const { store } = contract;
      await importAll(store, [records]);
      const expand = async (limitPerEntity: number, filter: object = {}) => {
        const [found] = await store.expand({ of: [HUB], limitPerEntity, ...filter });
        return { ids: found?.links.map(({ from }) => from.id) ?? [], hidden: found?.hidden };
      };
      expect(await expand(100)).toEqual({ ids: strongest.slice(0, 100), hidden: LINKS - 100 });
      expect((await expand(7)).ids).toEqual(strongest.slice(0, 7));
      expect((await expand(100, { window: SPRING })).hidden).toBe(LINKS / 2 - 100);
      expect(await expand(100, { types: ['LOGIN'] })).toEqual({ ids: [], hidden: 0 });
      expect((await store.entities([HUB]))[0]?.linkCount).toBe(LINKS);
      expect((await store.linkTypeCounts([SHOP, HUB])).map((counts) => [...counts])).toEqual([
        [['ORDER', LINKS]],
        [['USES_DEVICE', LINKS]],
      ]);

      const among = await store.linksAmong([HUB, ...ids.slice(0, 3_000).map(buyer)], { limit: 50 });
      const first = ids.slice(0, 3_000).sort(compareText).slice(0, 50);
      expect(among.map(({ from }) => from.id)).toEqual(first);

      expect(await store.events({ of: [SHOP] }, { first: 1 })).toMatchObject({ hasNext: true, totalCount: LINKS });
      const pages = await readPages((page) => store.events({ of: [SHOP] }, page), 1_500);
      const newest = [1, 0].flatMap((half) => ids.filter((_, i) => i % 2 === half).sort(compareText));
      expect(pages.map(({ id }) => id)).toEqual(newest.map((id) => `o${id}`));
      // Beyond a thousand accounts nobody tells them apart.
      const accounts = await store.accountsPerIdentifier('Device');
      expect([accounts.length, new Set(accounts)]).toEqual([1_000, new Set([1])]);

      await importAll(store, [[usesDevice(buyer('newest'), HUB, { count: 99 })]]);
      expect(await expand(1)).toEqual({ ids: ['newest'], hidden: LINKS });
      await importAll(store, [
        [usesDevice(buyer('newest'), HUB, { removedAt: at('2026-12-01'), updatedAt: at('2026-12-01') })],
      ]);
      expect(await expand(1)).toEqual({ ids: strongest.slice(0, 1), hidden: LINKS - 1 });
    }, 240_000);
  });
}
