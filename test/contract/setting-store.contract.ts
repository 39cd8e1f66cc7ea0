/** What every store of settings and sets of parameters must do: nothing is lost or changed, the last one holds. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import type { ParameterSet } from '../../server/src/domain/parameter-set.ts';
import { aRing, aRun, day } from '../support/ring-builders.ts';

const event = { type: 'settingChanged', at: day(1), principal: 'anna', subject: 'x', details: {} };
const active = (value: string) => ({ name: 'activeParameters', value, why: 'w', by: 'Anna', at: day(1) }) as const;
const capacity = (value: number) => ({ name: 'reviewCapacity', value, why: 'w', by: 'Ben', at: day(2) }) as const;
const aSet = (name: string, hash: string): ParameterSet => {
  return { id: `par_${hash}`, name, hash, parameters: { highScore: 40 }, why: 'w', by: 'Anna', at: day(1) };
};

export function settingStoreContract(name: string, open: () => Promise<CaseStore>): void {
  describe(`setting store contract: ${name}`, () => {
    let store: CaseStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('the last setting of a name holds, and the earlier ones are kept with who, when and why', async () => {
      expect(await store.settings.current('activeParameters')).toBeNull();
      const written = [active('par_a'), capacity(20), active('par_b')];
      for (const setting of written) await store.settings.set(setting, event);
      expect(await store.settings.current('activeParameters')).toEqual({ ...active('par_b'), number: 3 });
      expect(await store.settings.current('reviewCapacity')).toEqual({ ...capacity(20), number: 2 });
      expect(await store.settings.history('activeParameters')).toEqual([
        { ...active('par_a'), number: 1 },
        { ...active('par_b'), number: 3 },
      ]);
    });

    it('settings made at once get numbers of their own', async () => {
      const numbers = await Promise.all([1, 2, 3, 4].map((value) => store.settings.set(capacity(value), event)));
      expect(numbers.sort()).toEqual([1, 2, 3, 4]);
    });

    it('a set comes back as it was saved; a second of its name or its content is not written', async () => {
      expect(await store.parameterSets.add(aSet('strict', 'h1'), event)).toBe(true);
      expect(await store.parameterSets.add(aSet('strict', 'h2'), event)).toBe(false);
      expect(await store.parameterSets.add(aSet('other', 'h1'), event)).toBe(false);
      expect(await store.parameterSets.add(aSet('loose', 'h3'), event)).toBe(true);
      expect(await store.parameterSets.sets()).toEqual([aSet('strict', 'h1'), aSet('loose', 'h3')]);
    });

    it('a run is not published when other parameters were put in force since it began', async () => {
      const publish = (id: string, inForceBy: number) =>
        store.rings.publishRun(aRun(id), [aRing(`rng_${id}`)], { changes: [], inForceBy });
      expect(await publish('run_1', 0)).toBe(true);
      const number = await store.settings.set(active('par_a'), event);
      await store.settings.set(capacity(5), event);
      expect(await publish('run_2', 0)).toBe(false);
      expect((await store.rings.latestPublishedRun())?.id).toBe('run_1');
      expect(await publish('run_3', number)).toBe(true);
    });
  });
}
