/** What every case store must do for the rings shown beside the graph: want them again exactly when they change. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import { aRing, aRun, day } from '../support/ring-builders.ts';

const given = { reason: 'AGENCY', note: '', by: 'Anna', at: day(1) } as const;
const event = { type: 'test', at: day(1), principal: 'anna', subject: 'rng_1', details: {} };
const member = { kind: 'Buyer', id: 'b1' } as const;
const link = { ...given, from: member, to: { kind: 'Device', id: 'd1' }, isSameActor: false, until: null } as const;

export function projectionOutboxContract(name: string, open: () => Promise<CaseStore>): void {
  describe(`projection outbox contract: ${name}`, () => {
    let store: CaseStore;
    beforeEach(async () => {
      store = await open();
      await store.projection.markDelivered((await store.projection.state()).wanted);
    });
    afterEach(() => store.close());
    const behind = async (): Promise<number> => {
      const { wanted, delivered } = await store.projection.state();
      return wanted - delivered;
    };

    it('a published run is wanted, one that lost the race or was kept aside is not', async () => {
      expect(await behind()).toBe(0);
      await store.rings.publishRun(aRun('run_1'), [aRing('rng_1')]);
      expect(await behind()).toBe(1);
      expect(await store.rings.publishRun(aRun('run_2'), [], { changes: [], basedOn: 'run_0' })).toBe(false);
      await store.rings.keepRun(aRun('run_3'), []);
      expect(await behind()).toBe(1);
      // Its id is taken: nothing of it is written.
      await expect(store.rings.publishRun(aRun('run_1'), [])).rejects.toThrow();
      expect(await behind()).toBe(1);
    });

    it('a verdict on a ring or a member is wanted, one on a link is not', async () => {
      await store.verdicts.addLinkVerdict(link, event);
      expect(await behind()).toBe(0);
      await store.verdicts.addMemberVerdict(
        { ...given, ringId: 'rng_1', member, verdict: 'INVOLVED', seen: null },
        [link],
        event,
      );
      expect(await behind()).toBe(1);
      const basis = { members: [], severity: 'LOW', stillStoppable: [], typologies: [] } as const;
      const verdict = { ...given, ringId: 'rng_1', verdict: 'CONFIRMED', basis, seen: null } as const;
      await store.verdicts.addRingVerdict({ ...verdict, outdatedBy: null, inheritedFrom: null }, event);
      expect(await behind()).toBe(2);
    });

    it('what was delivered late takes nothing back', async () => {
      for (const id of ['run_1', 'run_2', 'run_3']) await store.rings.publishRun(aRun(id), []);
      const { wanted } = await store.projection.state();
      await store.projection.markDelivered(wanted - 1, event);
      await store.projection.markDelivered(wanted - 2, event);
      expect(await behind()).toBe(1);
    });
  });
}
