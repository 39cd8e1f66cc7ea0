/** What every case store must do for sign-in, keys and the log of events. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import { day } from '../support/ring-builders.ts';

const ada = { role: 'administrator', name: 'Ada' } as const;

export function accessStoreContract(name: string, open: () => Promise<CaseStore>): void {
  describe(`access store contract: ${name}`, () => {
    let store: CaseStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('a sign-in link works once, and not after its time', async () => {
      await store.access.addSignInToken('hash-1', ada, day(2));
      await store.access.addSignInToken('hash-2', ada, day(2));
      const both = [store.access.useSignInToken('hash-1', day(1)), store.access.useSignInToken('hash-1', day(1))];
      expect((await Promise.all(both)).filter((guest) => guest !== null)).toEqual([ada]);
      expect(await store.access.useSignInToken('hash-2', day(2))).toBeNull();
      expect(await store.access.useSignInToken('hash-3', day(1))).toBeNull();
    });

    it('a session lives until it is ended or runs out', async () => {
      await store.access.addSession({ ...ada, idHash: 'a', expiresAt: day(2) });
      await store.access.addSession({ ...ada, idHash: 'b', expiresAt: day(3) });
      await store.access.addSession({ role: 'viewer', name: null, idHash: 'c', expiresAt: day(3) });
      expect(await store.access.sessionByHash('a', day(1))).toEqual(ada);
      expect(await store.access.sessionByHash('a', day(2))).toBeNull();
      await store.access.endSession('a');
      expect(await store.access.guests()).toEqual([ada]);
      expect(await store.access.sessionByHash('a', day(1))).toBeNull();
    });

    it('a key is found by the hash of its secret and can be revoked once', async () => {
      const key = {
        id: 'key_1',
        name: 'nightly job',
        role: 'service',
        createdAt: day(1),
        expiresAt: day(9),
        revokedAt: null,
        lastUsedAt: null,
      } as const;
      await store.access.addKey(key, 'hash');
      expect(await store.access.keyByHash('hash')).toEqual(key);
      expect(await store.access.keyByHash('other')).toBeNull();
      await store.access.touchKey('key_1', day(2));
      expect(await store.access.revokeKey('key_1', day(3))).toBe(true);
      expect(await store.access.revokeKey('key_1', day(4))).toBe(false);
      expect(await store.access.keys()).toEqual([{ ...key, lastUsedAt: day(2), revokedAt: day(3) }]);
    });

    it('events are appended from many hands at once without a gap', async () => {
      const event = {
        type: 'keyCreated',
        at: day(1),
        principal: 'operator',
        subject: 'key_1',
        details: { role: 'viewer' },
      };
      await expect(Promise.all(Array.from({ length: 20 }, () => store.log.append(event)))).resolves.toHaveLength(20);
    });
  });
}
