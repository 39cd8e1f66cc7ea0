/** What every store of newcomers must do: an account once, a step on its own ground, an order that can be paged. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import type { NewcomerFilter } from '../../server/src/application/ports/newcomer-store.ts';
import type { Newcomer, Sweep } from '../../server/src/domain/newcomer.ts';
import { day } from '../support/ring-builders.ts';

const event = { type: 'registrationsScreened', at: day(1), principal: 'anna', subject: 'registrations', details: {} };
const aNewcomer = (id: string, overrides: Partial<Newcomer> = {}): Newcomer => ({
  ...{ id: `new_${id}`, entity: { kind: 'Buyer', id }, registeredAt: day(1), foundAt: day(2), risk: 0.4 },
  ...{ target: { type: 'ring', ringId: 'rng_1', typology: null }, statement: 'near', path: [], status: 'OPEN' },
  ...{ keptBackBy: null, handled: null },
  ...overrides,
});
const aSweep = (step: number): Sweep => ({
  ...{ step, from: day(1), after: null, isPastRegistrations: true, isDone: false },
  arrivals: { next: 4, begunAt: 9, reached: 7, last: { kind: 'Buyer', id: 'x' }, marks: [{ at: day(1), reached: 3 }] },
});

export function newcomerStoreContract(name: string, open: () => Promise<CaseStore>): void {
  describe(`newcomer store contract: ${name}`, () => {
    let store: CaseStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const write = (step: number, ...found: readonly Newcomer[]) =>
      store.newcomers.advance({ sweep: aSweep(step), found, event, messages: [] });
    const listed = async (filter: Partial<NewcomerFilter> = {}, first = 100) => {
      const ids: string[] = [];
      for (let after: string | undefined; ; ) {
        const request = { statuses: ['OPEN'] as const, ...filter };
        const page = await store.newcomers.newcomers(request, { first, ...(after === undefined ? {} : { after }) });
        ids.push(...page.items.map(({ item }) => item.entity.id));
        after = page.items.at(-1)?.cursor;
        if (!page.hasNext) return ids;
      }
    };

    it('a step is written on the one before it, or not at all', async () => {
      expect(await store.newcomers.sweep()).toBeNull();
      expect(await write(1, aNewcomer('a'))).toBe(true);
      expect(await write(1, aNewcomer('b'))).toBe(false);
      expect(await write(3, aNewcomer('b'))).toBe(false);
      expect(await store.newcomers.sweep()).toEqual(aSweep(1));
      expect(await listed()).toEqual(['a']);
    });

    it('an account is listed once: a step that lists it again changes nothing', async () => {
      await write(1, aNewcomer('a'));
      await expect(write(2, aNewcomer('b'), aNewcomer('a', { id: 'new_again' }))).rejects.toThrow();
      expect(await store.newcomers.sweep()).toEqual(aSweep(1));
      expect(await listed()).toEqual(['a']);
      const refs = ['a', 'b'].map((id) => ({ kind: 'Buyer', id }) as const);
      expect(await store.newcomers.listed(refs)).toEqual(new Set(['Buyer:a']));
    });

    it('come by risk, then the last found first, page by page, and of one ring alone', async () => {
      const other = { type: 'ring', ringId: 'rng_2', typology: null } as const;
      const fraud = { type: 'confirmedFraud', ref: { kind: 'Buyer', id: 'x' } } as const;
      await write(1, aNewcomer('low'), aNewcomer('high', { risk: 0.9, target: other }), aNewcomer('same'));
      await write(2, aNewcomer('fraud', { risk: 0.5, target: fraud }), aNewcomer('kept', { status: 'KEPT_BACK' }));
      for (const first of [1, 2, 100]) expect(await listed({}, first)).toEqual(['high', 'fraud', 'same', 'low']);
      expect(await listed({ ringId: 'rng_1' })).toEqual(['same', 'low']);
      expect(await listed({ statuses: ['KEPT_BACK'] })).toEqual(['kept']);
      const page = await store.newcomers.newcomers({ statuses: ['OPEN'] }, { first: 1 });
      expect(page).toMatchObject({ totalCount: 4, hasNext: true });
    });

    it('one is changed only as somebody saw it', async () => {
      const before = aNewcomer('a');
      await write(1, before);
      const after: Newcomer = {
        ...before,
        status: 'CLOSED',
        handled: { by: 'Anna', at: day(3), note: 'a flat share' },
      };
      expect(await store.newcomers.change(before, after, event)).toBe(true);
      expect(await store.newcomers.change(before, after, event)).toBe(false);
      expect(await store.newcomers.newcomer('new_a')).toEqual(after);
      expect(await listed({ statuses: ['CLOSED'] })).toEqual(['a']);
      expect(await store.newcomers.newcomer('new_none')).toBeNull();
    });

    it('those found long ago are removed, the others stay', async () => {
      await write(1, aNewcomer('old', { foundAt: day(1) }), aNewcomer('young', { foundAt: day(5) }));
      expect(await store.newcomers.removeFoundBefore(day(5))).toBe(1);
      expect(await listed()).toEqual(['young']);
    });
  });
}
