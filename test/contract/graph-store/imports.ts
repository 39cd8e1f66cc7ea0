/** The lease, the change number, and batches that fail. */

import { describe, expect, it } from 'vitest';
import { buyer, device, entity, usesDevice } from './builders.ts';
import { type ContractStore, importAll, openImport } from './contract-store.ts';

export function importsContract(contract: ContractStore): void {
  describe('imports', () => {
    it('one at a time, and the second is told so', async () => {
      const session = await openImport(contract.store, 'first');
      const second = await contract.store.openImport('second');
      expect(second).toMatchObject({ ok: false, failure: { code: 'IMPORT_RUNNING' } });
      expect(second.ok ? '' : second.failure.message).toContain('first');
      await session.close();
      await session.close();
      const third = await openImport(contract.store, 'third');
      await third.close();
    });

    it('each batch raises the change number', async () => {
      const before = await contract.store.changeNumber();
      await importAll(contract.store, [[entity(buyer('a'))], [entity(buyer('b'))]]);
      expect(await contract.store.changeNumber()).toBeGreaterThanOrEqual(before + 2);
    });

    it('a graph that is another store’s counts its changes on from there', async () => {
      const { store } = contract;
      const session = await openImport(store);
      await session.write([entity(buyer('a'))]);
      await session.renumber(1_000);
      expect(await store.changeNumber()).toBe(1_000);
      await session.write([entity(buyer('b'))]);
      await session.close();
      expect(await store.changeNumber()).toBe(1_001);
    });

    it('a bookmark is kept with its batch, lost with it, and raises no change number by itself', async () => {
      const { store } = contract;
      expect(await store.bookmark('orders')).toBeNull();
      const session = await openImport(store);
      await session.write([entity(buyer('a'))], { name: 'orders', value: '"1" \n é' });
      const names = Array.from({ length: 201 }, (_, i) => [`column${i}`, 'x'] as const);
      const tooMany = entity(buyer('b'), { attributes: Object.fromEntries(names) });
      await expect(session.write([tooMany], { name: 'orders', value: '2' })).rejects.toThrow();
      expect(await store.bookmark('orders')).toBe('"1" \n é');
      const before = await store.changeNumber();
      await session.write([], { name: 'visits', value: '3' });
      await session.write([], { name: 'visits', value: '4' });
      await session.close();
      expect(await store.changeNumber()).toBe(before);
      expect([await store.bookmark('orders'), await store.bookmark('visits')]).toEqual(['"1" \n é', '4']);
    });

    it('link counts are right while an import is still running', async () => {
      const session = await openImport(contract.store);
      await session.write([usesDevice(buyer('a'), device('d')), usesDevice(buyer('b'), device('d'))]);
      expect((await contract.store.entities([device('d')]))[0]?.linkCount).toBe(2);
      const [running] = await contract.store.expand({ of: [device('d')], limitPerEntity: 9 });
      await session.close();
      expect(await contract.store.expand({ of: [device('d')], limitPerEntity: 9 })).toEqual([running]);
      expect((await contract.store.entities([device('d')]))[0]?.linkCount).toBe(2);
    });

    it('a batch that fails leaves nothing behind, and the next one is whole', async () => {
      const session = await openImport(contract.store);
      await session.write([usesDevice(buyer('a'), device('d'))]);
      const digest = await contract.store.digest();
      const names = Array.from({ length: 201 }, (_, i) => [`column${i}`, 'x'] as const);
      const tooMany = entity(buyer('b'), { attributes: Object.fromEntries(names) });
      const batch = [usesDevice(buyer('c'), device('d')), tooMany];
      await expect(session.write(batch)).rejects.toMatchObject({ failure: { code: 'LIMIT_EXCEEDED' } });
      expect(await contract.store.digest()).toBe(digest);
      await session.write([usesDevice(buyer('c'), device('d'), { source: 'kyc' })]);
      await session.close();
      expect((await contract.store.entities([device('d'), buyer('b')])).map((found) => found?.linkCount)).toEqual([
        2,
        undefined,
      ]);
      expect(await contract.store.counts()).toEqual({ entities: 3, links: 2, events: 0 });
    });
  });
}
