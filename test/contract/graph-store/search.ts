/** Entities by what a person types, by id, and how rare identifiers are. */

import { describe, expect, it } from 'vitest';
import type { EntityRef } from '../../../server/src/domain/records.ts';
import { at, buyer, device, entity, event, seller, usesDevice } from './builders.ts';
import { type ContractStore, importAll } from './contract-store.ts';

export function searchContract(contract: ContractStore): void {
  describe('search', () => {
    it('search finds the exact id first, then starts of ids and of words', async () => {
      await importAll(contract.store, [
        [
          entity(buyer('Anna')),
          entity(seller('anna-2')),
          entity(seller('s'), { label: 'The Ａnna’s Shop' }),
          entity(device('zz'), { label: 'nothing' }),
        ],
      ]);
      const found = async (text: string, kinds?: EntityRef['kind'][]) =>
        (await contract.store.searchEntities({ text, ...(kinds && { kinds }) }, { first: 10 })).items.map(
          ({ item }) => item.id,
        );
      expect(await found('ANNA')).toEqual(['Anna', 'anna-2', 's']);
      expect(await found('anna s sh')).toEqual(['s']);
      expect(await found('anna', ['Buyer'])).toEqual(['Anna']);
      expect(await found('%')).toEqual([]);
      expect(await found('')).toEqual([]);
      await importAll(contract.store, [[entity(seller('s'), { label: 'Renamed', updatedAt: at('2026-01-01') })]]);
      expect(await found('anna')).toEqual(['Anna', 'anna-2']);
      expect(await found('rena')).toEqual(['s']);
      const first = await contract.store.searchEntities({ text: 'anna' }, { first: 1 });
      expect(first).toMatchObject({ hasNext: true, totalCount: 2 });
      const after = first.items[0]?.cursor ?? '';
      const rest = await contract.store.searchEntities({ text: 'anna' }, { first: 5, after });
      expect(rest.items.map(({ item }) => item.id)).toEqual(['anna-2']);
    });

    it('one id of several kinds, in the order of the vocabulary', async () => {
      await importAll(contract.store, [[entity(device('x')), entity(buyer('x')), entity(seller('X'))]]);
      expect((await contract.store.entitiesById('x')).map(({ kind }) => kind)).toEqual(['Buyer', 'Device']);
    });

    it('counts how many identifiers have more than so many accounts', async () => {
      await importAll(contract.store, [
        [
          usesDevice(buyer('a'), device('d')),
          usesDevice(buyer('b'), device('d')),
          usesDevice(seller('c'), device('d')),
          usesDevice(buyer('a'), device('e')),
          event('LOGIN', 'l', [buyer('a'), device('e')]),
        ],
      ]);
      expect(await contract.store.accountsPerIdentifier('Device')).toEqual([2, 1, 1]);
      expect(await contract.store.accountsPerIdentifier('Phone')).toEqual([]);
    });
  });
}
