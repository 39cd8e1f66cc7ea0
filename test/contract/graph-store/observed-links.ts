/** What events say about links, and how corrections of events change it. */

import { describe, expect, it } from 'vitest';
import type { EntityRef, EventRecord } from '../../../server/src/domain/records.ts';
import { account, at, buyer, device, event, seller, usesDevice } from './builders.ts';
import { type ContractStore, importAll } from './contract-store.ts';

export function observedLinksContract(contract: ContractStore): void {
  describe('observed links', () => {
    const paid = (id: string, day: string, fields: Partial<EventRecord> = {}) =>
      event('ORDER', id, [buyer('a'), seller('s')], { at: at(day), references: { device: 'd' }, ...fields });

    it('a failed login ties nobody to a device', async () => {
      await importAll(contract.store, [
        [
          event('LOGIN', 'l1', [buyer('a'), device('d')], { outcome: 'failure' }),
          event('LOGIN', 'l2', [buyer('b'), device('d')], { declined: true }),
        ],
      ]);
      expect(await contract.linksOf(device('d'))).toEqual([]);
      expect((await contract.store.events({ of: [device('d')] }, { first: 10 })).totalCount).toBe(2);
    });

    it('the account of a commission belongs to the creator who is paid', async () => {
      const creator: EntityRef = { kind: 'Creator', id: 'c' };
      await importAll(contract.store, [
        [event('COMMISSION', 'k', [seller('s'), creator], { references: { payoutAccount: 'p' } })],
      ]);
      expect((await contract.linksOf(account('p'))).map(({ from }) => from)).toEqual([creator]);
    });

    it('a target named again as a reference is seen once', async () => {
      await importAll(contract.store, [
        [event('LOGIN', 'l', [buyer('a'), device('d')], { references: { device: 'd' } })],
      ]);
      const uses = (await contract.linksOf(device('d'))).filter(({ type }) => type === 'USES_DEVICE');
      expect(uses).toMatchObject([{ count: 1 }]);
    });

    it('a corrected time, a refusal, another device: the links follow', async () => {
      await importAll(contract.store, [[paid('1', '2026-01-01'), paid('2', '2026-01-05'), paid('3', '2026-01-09')]]);
      const span = async () =>
        (await contract.linksOf(device('d'))).map(({ firstSeen, lastSeen, count }) => [firstSeen, lastSeen, count]);
      expect(await span()).toEqual([[at('2026-01-01'), at('2026-01-09'), 3]]);
      await importAll(contract.store, [[paid('1', '2026-01-03', { updatedAt: at('2026-02-01') })]]);
      expect(await span()).toEqual([[at('2026-01-03'), at('2026-01-09'), 3]]);
      await importAll(contract.store, [[paid('3', '2026-01-09', { declined: true })]]);
      expect(await span()).toEqual([[at('2026-01-03'), at('2026-01-05'), 2]]);
      await importAll(contract.store, [
        [paid('1', '2026-01-03', { references: { device: 'e' }, updatedAt: at('2026-02-02') })],
      ]);
      expect(await span()).toEqual([[at('2026-01-05'), at('2026-01-05'), 1]]);
      await importAll(contract.store, [[paid('2', '2026-01-05', { removedAt: at('2026-02-01') })]]);
      expect(await span()).toEqual([]);
      expect((await contract.store.entities([device('d')]))[0]?.linkCount).toBe(0);
      expect(await contract.linksOf(device('e'))).toMatchObject([{ count: 1 }]);
    });

    it('an event that changes hands takes its line with it', async () => {
      await importAll(contract.store, [
        [event('ORDER', 'o', [buyer('a'), seller('s')], { updatedAt: at('2026-01-01') })],
      ]);
      await importAll(contract.store, [
        [event('ORDER', 'o', [buyer('b'), seller('s')], { updatedAt: at('2026-01-02') })],
      ]);
      expect((await contract.linksOf(seller('s'))).map(({ from }) => from.id)).toEqual(['b']);
      expect((await contract.store.entities([buyer('a'), buyer('b')])).map((found) => found?.linkCount)).toEqual([
        0, 1,
      ]);
    });

    it('what is stated and what was observed are shown together and kept apart', async () => {
      await importAll(contract.store, [
        [usesDevice(buyer('a'), device('d'), { firstSeen: at('2026-01-01'), count: 2, source: 'kyc' })],
        [paid('1', '2026-01-05')],
      ]);
      expect(await contract.linksOf(device('d'))).toMatchObject([
        { firstSeen: at('2026-01-01'), lastSeen: at('2026-01-05'), count: 2, sources: ['kyc'] },
      ]);
      await importAll(contract.store, [[paid('1', '2026-01-05', { declined: true })]]);
      expect(await contract.linksOf(device('d'))).toMatchObject([{ lastSeen: at('2026-01-01'), count: 2 }]);
    });

    it('a link removed and seen again is there again', async () => {
      const removed = usesDevice(buyer('a'), device('d'), {
        lastSeen: at('2026-01-01'),
        removedAt: at('2026-01-02'),
      });
      await importAll(contract.store, [[removed]]);
      expect(await contract.linksOf(device('d'))).toEqual([]);
      expect((await contract.store.entities([device('d')]))[0]?.linkCount).toBe(0);
      await importAll(contract.store, [[paid('1', '2026-01-05')]]);
      expect(await contract.linksOf(device('d'))).toHaveLength(1);
      expect((await contract.store.entities([device('d')]))[0]?.linkCount).toBe(1);
    });
  });
}
