/** What every store of verdicts must do: nothing is lost, the last one holds. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import type { LinkVerdict, RingVerdict } from '../../server/src/domain/verdict.ts';
import { aRing, aRun, day } from '../support/ring-builders.ts';
import { aRingVerdict, GIVEN } from '../support/verdict-builders.ts';

const given = { ...GIVEN, note: 'they share an office' };
const basis = { members: ['Buyer:b1'], severity: 'HIGH', stillStoppable: [], typologies: [] } as const;
const onRing = (ringId: string, overrides: Partial<RingVerdict> = {}): RingVerdict =>
  aRingVerdict(ringId, { ...given, basis, ...overrides });
const SEEN = { ringId: 'rng_1', runId: 'run_1', asOf: day(-9) } as const;
const event = { type: 'ringVerdictGiven', at: day(1), principal: 'anna', subject: 'rng_1', details: {} };
const [member, device] = [{ kind: 'Buyer', id: 'b1' } as const, { kind: 'Device', id: 'd1' } as const];
const onLink = (overrides: Partial<LinkVerdict> = {}): LinkVerdict => {
  return { ...given, from: member, to: device, isSameActor: false, until: null, ...overrides };
};

export function verdictStoreContract(name: string, open: () => Promise<CaseStore>): void {
  describe(`verdict store contract: ${name}`, () => {
    let store: CaseStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('every verdict on a ring comes back, oldest first, and the last one holds', async () => {
      const [first, second, other] = [
        onRing('rng_1', { seen: SEEN }),
        onRing('rng_1', { verdict: 'CONFIRMED' }),
        onRing('rng_2'),
      ];
      for (const verdict of [first, other, second]) await store.verdicts.addRingVerdict(verdict, event);
      expect(await store.verdicts.ringVerdicts('rng_1')).toEqual([first, second]);
      const { rings } = await store.verdicts.current();
      expect(Object.fromEntries(rings)).toEqual({ rng_1: second, rng_2: other });
    });

    it('of two on a ring that had seen the same one before, the first is written and the other refused', async () => {
      const { verdicts } = store;
      const both = await Promise.all(
        [1, 2].map((on) => verdicts.addRingVerdict(onRing('rng_1', { at: day(on) }), event, null)),
      );
      expect(both.filter(Boolean)).toHaveLength(1);
      const [held] = await verdicts.ringVerdicts('rng_1');
      const next = onRing('rng_1', { at: day(5), verdict: 'CONFIRMED' });
      expect(await verdicts.addRingVerdict(next, event, day(4))).toBe(false);
      expect(await verdicts.addRingVerdict(next, event, held?.at)).toBe(true);
      expect(await verdicts.ringVerdicts('rng_1')).toEqual([held, next]);
    });

    it('a verdict on a member holds within its ring, and is written with those on its links', async () => {
      const verdict = { ...given, ringId: 'rng_1', member, verdict: 'NOT_INVOLVED', seen: SEEN } as const;
      await store.verdicts.addMemberVerdict(verdict, [onLink()], event);
      const { members, links } = await store.verdicts.current();
      expect(members).toEqual(new Map([['rng_1', new Map([['Buyer:b1', verdict]])]]));
      expect(links).toEqual([onLink()]);
    });

    it('of two on a member that had seen the same one before, wherever it was given, one is written', async () => {
      const { verdicts } = store;
      const on = (ringId: string, at: number) =>
        ({ ...given, ringId, member, verdict: 'NOT_INVOLVED', seen: SEEN, at: day(at) }) as const;
      expect(await verdicts.addMemberVerdict(on('rng_0', 1), [], event, { lastAt: null })).toBe(true);
      const more = { also: [on('rng_0', 2)] };
      expect(await verdicts.addMemberVerdict(on('rng_1', 2), [onLink()], event, { ...more, lastAt: null })).toBe(false);
      expect((await verdicts.current()).links).toEqual([]);
      const both = await Promise.all(
        [1, 2].map(() => verdicts.addMemberVerdict(on('rng_1', 2), [onLink()], event, { ...more, lastAt: day(1) })),
      );
      expect(both.filter(Boolean)).toHaveLength(1);
      const { members } = await verdicts.current();
      expect([...members.values()].map((own) => own.get('Buyer:b1')?.at)).toEqual([day(2), day(2)]);
    });

    it('of two on the same ends that had seen the same one before, whichever they named first, one is written', async () => {
      const { verdicts } = store;
      const back = onLink({ from: device, to: member, isSameActor: true, at: day(3) });
      expect(await verdicts.addLinkVerdict(onLink({ until: day(5) }), event, null)).toBe(true);
      expect(await verdicts.addLinkVerdict(back, event, null)).toBe(false);
      expect(await verdicts.addLinkVerdict(back, event, day(1))).toBe(true);
      expect((await verdicts.current()).links).toEqual([back]);
      await verdicts.addLinkVerdict(onLink({ at: day(4), until: day(6) }), event);
      // It holds no longer.
      expect(await verdicts.addLinkVerdict({ ...back, at: day(7) }, event, null)).toBe(true);
    });

    it('verdicts on accounts outside rings hold by account, and are written with those on their links', async () => {
      const first = { ...given, account: member, verdict: 'NOT_INVOLVED', runId: 'run_1', asOf: day(-9) } as const;
      const second = { ...first, verdict: 'INVOLVED', reason: 'FRAUD' } as const;
      await store.verdicts.addAccountVerdicts([first], [onLink()], event);
      const { accounts, members, links } = await store.verdicts.current();
      expect([accounts, members.size, links]).toEqual([new Map([['Buyer:b1', first]]), 0, [onLink()]]);
      await store.verdicts.addAccountVerdicts([second], [onLink({ isSameActor: true })], event);
      expect((await store.verdicts.current()).accounts.get('Buyer:b1')).toEqual(second);
      expect((await store.verdicts.current()).links).toEqual([onLink({ isSameActor: true })]);
      const third = { ...first, at: day(2) };
      expect(await store.verdicts.addAccountVerdicts([third], [], event, null)).toBe(false);
      expect((await store.verdicts.current()).accounts.get('Buyer:b1')).toEqual(second);
      expect(await store.verdicts.addAccountVerdicts([third], [], event, second.at)).toBe(true);
      expect((await store.verdicts.current()).accounts.get('Buyer:b1')).toEqual(third);
    });

    it('of two verdicts on the same two ends the last one holds', async () => {
      await store.verdicts.addLinkVerdict(onLink(), event);
      await store.verdicts.addLinkVerdict(onLink({ isSameActor: true, until: day(9) }), event);
      expect((await store.verdicts.current()).links).toEqual([onLink({ isSameActor: true, until: day(9) })]);
    });

    it('what is added after the last look is seen at the next one, and no later than the moment asked for', async () => {
      await store.verdicts.addRingVerdict(onRing('rng_1', { at: day(1) }), event);
      expect((await store.verdicts.current()).rings.get('rng_1')?.verdict).toBe('DISMISSED');
      await store.verdicts.addRingVerdict(onRing('rng_1', { at: day(5), verdict: 'CONFIRMED' }), event);
      expect((await store.verdicts.current()).rings.get('rng_1')?.verdict).toBe('CONFIRMED');
      expect((await store.verdicts.heldAt(day(4))).rings.get('rng_1')?.verdict).toBe('DISMISSED');
      expect((await store.verdicts.heldAt(day(0))).rings.size).toBe(0);
    });

    it('verdicts that a run outdates are written with it, or not at all', async () => {
      await store.verdicts.addRingVerdict(onRing('rng_1'), event);
      const outdated = onRing('rng_1', { outdatedBy: '+3 accounts' });
      const publication = { changes: [], verdicts: [outdated], basedOn: 'run_0' };
      await store.rings.publishRun(aRun('run_1'), [aRing('rng_1')], publication);
      expect(await store.verdicts.ringVerdicts('rng_1')).toEqual([onRing('rng_1')]);
      await store.rings.publishRun(aRun('run_1'), [aRing('rng_1')], { ...publication, basedOn: null });
      expect(await store.verdicts.ringVerdicts('rng_1')).toEqual([onRing('rng_1'), outdated]);
    });
  });
}
