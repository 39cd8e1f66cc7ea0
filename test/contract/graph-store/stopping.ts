/** Reads of one who goes away. */
import { describe, expect, it } from 'vitest';
import type { GraphStore } from '../../../server/src/application/ports/graph-store.ts';
import { at, buyer, device, entity, event, seller, usesDevice } from './builders.ts';
import { type ContractStore, importAll, openImport } from './contract-store.ts';

/** `meetAround` is of one store only. */
type Read = Exclude<keyof GraphStore, 'openImport' | 'stoppedBy' | 'meetAround' | 'close'>;
const READS: Readonly<Record<Read, (store: GraphStore) => Promise<unknown>>> = {
  describe: (store) => store.describe(),
  changeNumber: (store) => store.changeNumber(),
  bookmark: (store) => store.bookmark('orders'),
  counts: (store) => store.counts(),
  digest: (store) => store.digest(),
  entities: (store) => store.entities([buyer('a')]),
  expand: (store) => store.expand({ of: [buyer('a')], limitPerEntity: 9 }),
  linkTypeCounts: (store) => store.linkTypeCounts([buyer('a')]),
  linksAmong: (store) => store.linksAmong([buyer('a'), device('d')], { limit: 9 }),
  linksBetween: (store) => store.linksBetween({ from: buyer('a'), to: seller('s'), maxLength: 6, mostLinks: 9 }),
  event: (store) => store.event('o'),
  events: (store) => store.events({}, { first: 9 }),
  searchEntities: (store) => store.searchEntities({ text: 'a' }, { first: 9 }),
  entitiesById: (store) => store.entitiesById('a'),
  accountsPerIdentifier: (store) => store.accountsPerIdentifier('Device'),
  registrations: (store) => store.registrations({ from: at('2026-01-01'), after: null, first: 9 }),
  arrivals: (store) => store.arrivals({ from: 1, first: 9 }),
  nextArrival: (store) => store.nextArrival(),
  loadColumns: (store) => store.loadColumns({}),
};
const CANCELLED = { failure: { code: 'CANCELLED' } };
const NAMES = Object.keys(READS) as Read[];
/** More than are read in one step. */
const MANY = 20_000;

export function stoppingContract(contract: ContractStore): void {
  describe('stopping', () => {
    it('every read answers one who waits as anybody, and refuses one who is gone', async () => {
      const { store } = contract;
      await importAll(store, [
        [
          entity(buyer('a'), { label: 'Anna' }),
          usesDevice(buyer('a'), device('d')),
          event('ORDER', 'o', [buyer('a'), seller('s')], { at: at('2026-01-01') }),
        ],
      ]);
      const waiting = store.stoppedBy(new AbortController().signal);
      const gone = store.stoppedBy(AbortSignal.abort());
      for (const name of NAMES) {
        expect([name, await READS[name](waiting)]).toEqual([name, await READS[name](store)]);
        await expect(READS[name](gone), name).rejects.toMatchObject(CANCELLED);
      }
    });

    it.each(['digest', 'loadColumns'] as const)(
      '%s ends while it is under way, and harms nobody',
      async (name) => {
        const { store } = contract;
        await importAll(store, [Array.from({ length: MANY }, (_, i) => entity(buyer(`b${i}`), { market: 'GB' }))]);
        const before = await READS[name](store);
        const leaving = new AbortController();
        const others = [READS[name](store), store.entities([buyer('b1')])] as const;
        setImmediate(() => leaving.abort());
        const left = READS[name](store.stoppedBy(leaving.signal));
        await expect(left).rejects.toMatchObject(CANCELLED);
        expect(await others[0]).toEqual(before);
        expect((await others[1])[0]?.id).toBe('b1');
        const next = await openImport(store, 'next');
        await next.write([entity(buyer('new'))]);
        await next.close();
        expect((await store.counts()).entities).toBe(MANY + 1);
      },
      120_000,
    );

    it('one who left and many who stay read the same store at once', async () => {
      const { store } = contract;
      await importAll(store, [Array.from({ length: 300 }, (_, i) => usesDevice(buyer(`b${i}`), device('d')))]);
      const read = (from: GraphStore) => from.expand({ of: [device('d')], limitPerEntity: 300 });
      const expected = await read(store);
      for (let round = 0; round < 30; round++) {
        const leaving = new AbortController();
        const left = Promise.allSettled([1, 2, 3].map(() => read(store.stoppedBy(leaving.signal))));
        const stays = read(store);
        setTimeout(() => leaving.abort(), round % 10);
        for (const ended of await left) {
          if (ended.status === 'rejected') expect(ended.reason).toMatchObject(CANCELLED);
          else expect(ended.value).toEqual(expected);
        }
        expect(await stays).toEqual(expected);
      }
    }, 120_000);
  });
}
