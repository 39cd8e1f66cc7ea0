/** What every store of alerts must do: one live alert a ring, an order without rates, nothing written on old ground. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AlertChange, AlertFilter, AlertOrder } from '../../server/src/application/ports/alert-store.ts';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import type { Suppression } from '../../server/src/domain/suppression.ts';
import { anAlert } from '../support/alert-builders.ts';
import { aRing, aRun, day } from '../support/ring-builders.ts';

const event = { type: 'alertOPENED', at: day(1), principal: 'anna', subject: 'alr_1', details: {} };
const step = { at: day(1), by: 'Anna', note: 'a note' };
const opened = (alert: AlertChange['alert']): AlertChange => ({ alert, type: 'OPENED', ...step });
const suppression = (id: string, overrides: Partial<Suppression> = {}): Suppression => ({
  ...{ id, kind: 'SUPPRESS', target: { kind: 'ring', ringId: 'rng_1' }, reason: 'known', owner: 'Anna' },
  ...{ createdAt: day(1), expiresAt: day(9), ended: null },
  ...overrides,
});

export function alertStoreContract(name: string, open: () => Promise<CaseStore>): void {
  describe(`alert store contract: ${name}`, () => {
    let store: CaseStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const write = async (...changes: readonly AlertChange[]) =>
      store.alerts.change(changes, await store.alerts.lastStep(), event);
    const listed = async (filter: AlertFilter = {}, first = 100, order?: AlertOrder) => {
      const ids: string[] = [];
      for (let after: string | undefined; ; ) {
        const page = await store.alerts.alerts(filter, { first, ...(after === undefined ? {} : { after }) }, order);
        ids.push(...page.items.map(({ item }) => item.id));
        after = page.items.at(-1)?.cursor;
        if (!page.hasNext) return ids;
      }
    };

    it('an alert comes back as it was written last, with every step and none for figures alone', async () => {
      const alert = anAlert('alr_1', 'rng_1');
      const closed = { ...alert, status: 'CLOSED', closeReason: 'HANDLED' } as const;
      await write(opened(alert));
      await write({ alert: { ...alert, score: 70 }, type: null, ...step });
      expect((await store.alerts.alert('alr_1'))?.score).toBe(70);
      await write({ alert: closed, type: 'CLOSED', ...step });
      expect(await store.alerts.alert('alr_1')).toEqual({ ...closed, revision: 2 });
      expect(await store.alerts.alert('alr_2')).toBeNull();
      const steps = await store.alerts.steps('alr_1');
      expect(steps.map(({ number, type }) => [number, type])).toEqual([
        [1, 'OPENED'],
        [2, 'CLOSED'],
      ]);
      expect(await store.alerts.stepsAfter(1, 10)).toEqual(steps.slice(1));
      expect(steps[0]).toMatchObject({ ringId: 'rng_1', by: 'Anna', note: 'a note', at: day(1) });
    });

    it('a ring never has two alerts that are not closed', async () => {
      await write(opened(anAlert('alr_1', 'rng_1')));
      await expect(write(opened(anAlert('alr_2', 'rng_1')))).rejects.toThrow();
      expect(await store.alerts.alert('alr_2')).toBeNull();
      expect(await store.alerts.lastStep()).toBe(1);
    });

    it('of the alerts of a ring the live one answers, else the last', async () => {
      const closed = { status: 'CLOSED', closeReason: 'HANDLED' } as const;
      await write(opened(anAlert('alr_1', 'rng_1', closed)), opened(anAlert('alr_2', 'rng_2', closed)));
      await write(opened(anAlert('alr_3', 'rng_1', closed)), opened(anAlert('alr_4', 'rng_2')));
      await write(opened(anAlert('alr_5', 'rng_2', closed)));
      const latest = await store.alerts.latestOf(['rng_1', 'rng_2', 'rng_3']);
      expect([...latest].map(([ringId, { id }]) => [ringId, id]).sort()).toEqual([
        ['rng_1', 'alr_3'],
        ['rng_2', 'alr_4'],
      ]);
      const picture = await store.alerts.picture();
      expect(picture.lastStep).toBe(5);
      expect(picture.latest.get('rng_2')?.id).toBe('alr_4');
    });

    it('what is based on an older state is not written', async () => {
      await write(opened(anAlert('alr_1', 'rng_1')));
      expect(await store.alerts.change([opened(anAlert('alr_2', 'rng_2'))], 0, event)).toBe(false);
      const alerts = { changes: [opened(anAlert('alr_2', 'rng_2'))], matches: [], basedOn: 0 };
      const publish = (basedOn: number) =>
        store.rings.publishRun(aRun('run_1'), [aRing('rng_2')], { changes: [], alerts: { ...alerts, basedOn } });
      expect(await publish(0)).toBe(false);
      expect(await store.rings.latestPublishedRun()).toBeNull();
      expect(await publish(1)).toBe(true);
      expect((await store.alerts.alert('alr_2'))?.ringId).toBe('rng_2');
    });

    it('within a currency what leaves fastest comes first; currencies take turns; no money comes last', async () => {
      const at = (...pairs: readonly (readonly [currency: string, perHour: number])[]) => ({
        priorities: pairs.map(([currency, perHour]) => ({ currency, perHour, atRisk: '1' as never })),
      });
      await write(
        opened(anAlert('none', 'r1', { severity: 'CRITICAL' })),
        opened(anAlert('usd-2', 'r2', at(['USD', 500]))),
        opened(anAlert('usd-1', 'r3', at(['USD', 900]))),
        opened(anAlert('idr-1', 'r4', { ...at(['IDR', 10_000_000], ['USD', 1]), score: 10 })),
        opened(anAlert('idr-2', 'r5', at(['IDR', 9_000_000]))),
        opened(anAlert('closed', 'r6', { ...at(['USD', 9_999]), status: 'CLOSED', closeReason: 'OTHER' })),
      );
      const live = { statuses: ['OPEN', 'ACKNOWLEDGED'] } as const;
      const order = ['usd-1', 'idr-1', 'idr-2', 'usd-2', 'none'];
      expect(await listed(live)).toEqual(order);
      expect(await listed(live, 1)).toEqual(order);
      expect(await listed({ ...live, currency: 'USD' }, 2)).toEqual(['usd-1', 'usd-2', 'idr-1', 'none', 'idr-2']);
      expect(await listed({ statuses: ['CLOSED'] })).toEqual(['closed']);
      expect((await store.alerts.alerts(live, { first: 1 })).totalCount).toBe(5);
    });

    it('are filtered by whose they are, what they tell of and how soon, each page and count alike', async () => {
      const assignment = { to: 'Ada', by: 'Anna', at: day(1) };
      const soon = { settlesAt: day(3), hoursLeft: 20 };
      await write(
        opened(anAlert('a', 'r1', { assignment, severity: 'HIGH', typologies: ['BRUSHING', 'COLLUSION'], ...soon })),
        opened(anAlert('b', 'r2', { causes: ['MORE_MEMBERS', 'MORE_MONEY'], typologies: ['COLLUSION'] })),
        opened(anAlert('c', 'r3', { assignment, status: 'CLOSED', closeReason: 'FALSE_ALARM', hoursLeft: 10 })),
      );
      expect(await listed({ assignee: 'Ada' })).toEqual(['a', 'c']);
      expect(await listed({ assignee: null })).toEqual(['b']);
      expect(await listed({ severities: ['HIGH', 'CRITICAL'] })).toEqual(['a']);
      expect(await listed({ typologies: ['COLLUSION'] }, 1)).toEqual(['a', 'b']);
      expect(await listed({ typologies: ['COLLUSION'], causes: ['MORE_MONEY'] })).toEqual(['b']);
      expect(await listed({ closeReasons: ['FALSE_ALARM'] })).toEqual(['c']);
      expect(await listed({ mostHoursLeft: 24 })).toEqual(['a']);
      expect((await store.alerts.alerts({ assignee: 'Ada' }, { first: 1 })).totalCount).toBe(2);
      const [found] = (await store.alerts.alerts({ assignee: null }, { first: 1 })).items;
      await write({ alert: { ...anAlert('b', 'r2'), assignment }, type: 'ASSIGNED', ...step });
      expect(await listed({ assignee: null })).toEqual([]);
      expect(await listed({ causes: ['MORE_MONEY'] })).toEqual([]);
      expect((await store.alerts.alert('b'))?.revision).toBeGreaterThan(found?.item.revision ?? 9);
      expect((await store.alerts.steps('b')).map(({ assignee }) => assignee)).toEqual([null, 'Ada']);
    });

    it('are sorted as asked, either way, a page at a time; a cursor holds for its own order alone', async () => {
      const worth = (perHour: number) => ({ priorities: [{ currency: 'USD', perHour, atRisk: '1' as never }] });
      await write(
        opened(anAlert('a', 'r1', { ...worth(9), raisedAt: day(2), severity: 'LOW' })),
        opened(anAlert('b', 'r2', { ...worth(5), raisedAt: day(3), settlesAt: day(4), hoursLeft: 30 })),
        opened(anAlert('c', 'r3', { raisedAt: day(3), settlesAt: day(4), hoursLeft: 2 })),
      );
      const sorted = (field: AlertOrder['field'], direction: AlertOrder['direction']) =>
        listed({}, 1, { field, direction });
      expect(await sorted('priority', 'desc')).toEqual(['a', 'b', 'c']);
      expect(await sorted('priority', 'asc')).toEqual(['c', 'b', 'a']);
      expect(await sorted('severity', 'desc')).toEqual(['b', 'c', 'a']);
      expect(await sorted('raisedAt', 'desc')).toEqual(['b', 'c', 'a']);
      expect(await sorted('raisedAt', 'asc')).toEqual(['a', 'b', 'c']);
      expect(await sorted('hoursLeft', 'asc')).toEqual(['c', 'b', 'a']);
      const after = (await store.alerts.alerts({}, { first: 1 })).items[0]?.cursor ?? '';
      const other = store.alerts.alerts({}, { first: 1, after }, { field: 'severity', direction: 'desc' });
      await expect(other).rejects.toThrow('this list and order');
    });

    it('an entry is changed only as somebody saw it', async () => {
      const first = suppression('sup_1');
      const [renewed, ended] = [
        { ...first, expiresAt: day(60) },
        { ...first, ended: { by: 'B', at: day(2), note: '' } },
      ];
      expect(await store.suppressions.put(first, event)).toBe(true);
      const both = await Promise.all([renewed, ended].map((entry) => store.suppressions.put(entry, event, first)));
      expect(both.filter(Boolean)).toHaveLength(1);
      const held = await store.suppressions.suppression('sup_1');
      expect(held).toEqual(both[0] ? renewed : ended);
    });

    it('suppressions are in force until their end, then due, until somebody ends them', async () => {
      await store.suppressions.put(suppression('sup_1'), event);
      await store.suppressions.put(suppression('sup_2', { expiresAt: day(5) }), event);
      await store.suppressions.put(suppression('sup_3', { ended: { by: 'B', at: day(2), note: '' } }), event);
      const found = async (status: 'IN_FORCE' | 'DUE' | 'ENDED', now = day(5)) =>
        (await store.suppressions.suppressions({ status }, now, { first: 10 })).items.map(({ item }) => item.id);
      expect(await found('IN_FORCE', day(4))).toEqual(['sup_2', 'sup_1']);
      expect(await found('IN_FORCE')).toEqual(['sup_1']);
      expect(await found('DUE')).toEqual(['sup_2']);
      expect(await found('ENDED')).toEqual(['sup_3']);
      const inForce = async (at: number) => (await store.suppressions.inForce(day(at))).map(({ id }) => id);
      expect(await inForce(5)).toEqual(['sup_1']);
      expect(await inForce(1)).toEqual(['sup_1', 'sup_2', 'sup_3']);
      const first = await store.suppressions.suppressions({}, day(5), { first: 1 });
      const after = first.items[0]?.cursor ?? '';
      const rest = await store.suppressions.suppressions({}, day(5), { first: 1, after });
      expect([...first.items, ...rest.items].map(({ item }) => item.id)).toEqual(['sup_2', 'sup_1']);
    });

    it('what was kept back is counted by ring, with what would have been told last', async () => {
      const match = { suppressionId: 'sup_1', ringId: 'rng_1', runId: 'run_1', statement: 'New', at: day(1) };
      const publish = (id: string, matches: readonly (typeof match)[]) =>
        store.rings.publishRun(aRun(id), [], { changes: [], alerts: { basedOn: 0, changes: [], matches } });
      await publish('run_1', [match, { ...match, ringId: 'rng_2' }]);
      await publish('run_2', [{ ...match, runId: 'run_2', statement: '+3 accounts', at: day(2) }]);
      const { items, totalCount } = await store.suppressions.matchesOf('sup_1', { first: 1 });
      expect(totalCount).toBe(2);
      const told = { runId: 'run_2', statement: '+3 accounts', at: day(2), firstAt: day(1), count: 2 };
      expect(items[0]?.item).toEqual({ suppressionId: 'sup_1', ringId: 'rng_1', ...told });
      const rest = await store.suppressions.matchesOf('sup_1', { first: 1, after: items[0]?.cursor ?? '' });
      expect(rest.items.map(({ item }) => item.ringId)).toEqual(['rng_2']);
    });
  });
}
