/** The contract's words on the time a run looks at and on its window, one by one. */
import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../server/src/domain/decimal.ts';
import { ENTITY_STATUSES, EVENT_STATUSES, EVENT_TYPE_LIST, RISK_LABELS } from '../../../server/src/domain/ontology.ts';
import type { GraphRecord } from '../../../server/src/domain/records.ts';
import type { TimePoint } from '../../../server/src/domain/time-point.ts';
import { at, buyer, device, entity, event, seller, usesDevice } from './builders.ts';
import { type ContractStore, importAll } from './contract-store.ts';

const whole = (unscaled: bigint) => toDecimal({ unscaled, scale: 0 });

export function asOfContract(contract: ContractStore): void {
  const load = async (records: readonly GraphRecord[], request: { asOf?: TimePoint; windowDays?: number } = {}) => {
    await importAll(contract.store, [[...records]]);
    return (await contract.store.loadColumns(request)).columns;
  };
  const seen = (name: string, firstSeen: string, lastSeen: string) =>
    usesDevice(buyer(name), device(name), { firstSeen: at(firstSeen), lastSeen: at(lastSeen) });

  describe('as-of and window', () => {
    it.each([
      ['the time of an event', event('ORDER', '1', [buyer('a'), seller('s')], { at: at('2026-03-10') })],
      ['the first sighting of a link', usesDevice(buyer('a'), device('d'), { firstSeen: at('2026-03-10') })],
      ['the last sighting of a link', seen('a', '2026-01-01', '2026-03-10')],
    ])('without one asked for, the latest time in the data is meant: %s', async (_, latest) => {
      const earlier = entity(buyer('a'), { createdAt: at('2026-01-01'), updatedAt: at('2026-05-01') });
      expect((await load([earlier, latest])).asOf).toBe(at('2026-03-10'));
    });

    it('data without any time are read whole, and nothing is said of when', async () => {
      const columns = await load([
        entity(buyer('a')),
        usesDevice(buyer('a'), device('d')),
        event('ORDER', '1', [buyer('a'), seller('s')]),
      ]);
      expect([columns.asOf, columns.links.length, columns.events.length]).toEqual([null, 1, 1]);
    });

    it.each([
      ['2026-02-28', [0, 255]],
      ['2026-03-02', [ENTITY_STATUSES.indexOf('banned'), 255]],
      ['2026-03-06', [ENTITY_STATUSES.indexOf('banned'), RISK_LABELS.indexOf('confirmedFraud')]],
    ])('a status counts from its version on and a label from riskLabelAt on: %s', async (asOf, expected) => {
      const { entities } = await load(
        [
          entity(buyer('a'), {
            createdAt: at('2026-01-01'),
            status: 'banned',
            updatedAt: at('2026-03-01'),
            risk: { label: 'confirmedFraud', at: at('2026-03-05') },
          }),
          event('ORDER', '1', [buyer('a'), seller('s')], { at: at('2026-04-01') }),
        ],
        { asOf: at(asOf) },
      );
      const position = [...entities.id].indexOf('a');
      expect([entities.status[position], entities.riskLabel[position]]).toEqual(expected);
    });

    describe('a state counts from its version on, and a fact always', () => {
      const records = [
        entity(seller('s'), { createdAt: at('2026-01-01'), market: 'GB', label: 'Shop', updatedAt: at('2026-01-01') }),
        entity(seller('s'), { balances: { unsettled: whole(90_000n), currency: 'GBP' }, updatedAt: at('2026-06-15') }),
        entity(buyer('a'), { risk: { label: 'confirmedFraud' }, market: 'PH', updatedAt: at('2026-06-15') }),
        event('ENFORCEMENT', '1', [seller('s'), seller('s')], { at: at('2026-03-01'), action: 'ban' }),
        event('ENFORCEMENT', '1', [seller('s'), seller('s')], { status: 'overturned', updatedAt: at('2026-06-20') }),
        event('ORDER', '2', [buyer('a'), seller('s')], {
          at: at('2026-03-02'),
          status: 'cancelled',
          amount: whole(10n),
          currency: 'EUR',
          updatedAt: at('2026-06-20'),
        }),
        event('ORDER', '3', [buyer('a'), seller('s')], { at: at('2026-06-30'), status: 'paid' }),
      ] satisfies readonly GraphRecord[];
      const standing = async (asOf?: string) => {
        const columns = await load(records, asOf === undefined ? {} : { asOf: at(asOf) });
        const { entities, events, currencies } = columns;
        const [s, a] = ['s', 'a'].map((id) => [...entities.id].indexOf(id));
        const currencyOf = (code: number | undefined) => currencies[code ?? -1] ?? null;
        return {
          balance: [entities.unsettled[s ?? -1], currencyOf(entities.balanceCurrency[s ?? -1])],
          label: RISK_LABELS[entities.riskLabel[a ?? -1] ?? 255] ?? null,
          markets: [s, a].map((i) => entities.markets[entities.market[i ?? -1] ?? -1]),
          events: Array.from(events.type, (type, i) => [
            EVENT_TYPE_LIST[type],
            EVENT_STATUSES[events.status[i] ?? 255] ?? null,
            events.amount[i],
            currencyOf(events.currency[i]),
          ]),
        };
      };
      const markets = ['GB', 'PH'];

      it('before the version: no balance, no label, nothing overturned or cancelled', async () => {
        expect(await standing('2026-06-14')).toEqual({
          balance: [0n, null],
          label: null,
          markets,
          events: [
            ['ORDER', null, 10n, 'EUR'],
            ['ENFORCEMENT', null, 0n, null],
          ],
        });
      });

      it.each([
        ['between the versions', '2026-06-16', null, null, 1],
        ['from the last version on', '2026-06-20', 'cancelled', 'overturned', 1],
        ['with no time asked for', undefined, 'cancelled', 'overturned', 2],
      ])('%s', async (_, asOf, order, enforcement, orders) => {
        const later = orders > 1 ? [['ORDER', 'paid', 0n, null]] : [];
        expect(await standing(asOf)).toEqual({
          balance: [90_000n, 'GBP'],
          label: 'confirmedFraud',
          markets,
          events: [['ORDER', order, 10n, 'EUR'], ...later, ['ENFORCEMENT', enforcement, 0n, null]],
        });
      });

      it('of today, balances and events stand as last told, also where that was after the last thing that happened', async () => {
        const told = at('2026-07-02');
        const { entities, events } = await load([
          entity(seller('s'), { balances: { unsettled: whole(5n), currency: 'GBP' }, updatedAt: told }),
          event('ORDER', '1', [buyer('a'), seller('s')], {
            at: at('2026-06-30'),
            status: 'cancelled',
            updatedAt: told,
          }),
        ]);
        expect(entities.unsettled[[...entities.id].indexOf('s')]).toBe(5n);
        expect(EVENT_STATUSES[events.status[0] ?? 255]).toBe('cancelled');
      });
    });

    it('what has no time is always in, however short the window', async () => {
      const columns = await load(
        [
          entity(buyer('a')),
          usesDevice(buyer('a'), device('d')),
          event('ORDER', '1', [buyer('a'), seller('s')]),
          event('ORDER', '2', [buyer('a'), seller('s')], { at: at('2026-03-10') }),
        ],
        { asOf: at('2026-02-01'), windowDays: 1 },
      );
      expect([columns.links.length, columns.events.length]).toEqual([1, 1]);
    });

    it('a window keeps the links seen in it: by an event there, or by a span that reaches into it', async () => {
      const logIn = (name: string, id: string, date: string) =>
        event('LOGIN', id, [buyer(name), device(name)], { at: at(date) });
      const { entities, links } = await load(
        [
          logIn('inside', '1', '2026-02-20'),
          logIn('before', '2', '2026-01-05'),
          logIn('after', '3', '2026-03-20'),
          seen('spanInside', '2026-01-01', '2026-02-20'),
          seen('spanBefore', '2026-01-01', '2026-01-20'),
          // An event long ago, and a span that reaches into the window.
          logIn('both', '4', '2026-01-05'),
          seen('both', '2026-01-01', '2026-02-20'),
        ],
        { asOf: at('2026-03-01'), windowDays: 28 },
      );
      const kept = Array.from(links.from, (from) => entities.id.at(from)).sort();
      expect(kept).toEqual(['both', 'inside', 'spanInside']);
    });

    it('a thing first known later is not there yet, nor is what ties to it', async () => {
      const { entities, links } = await load(
        [
          entity(device('late'), { createdAt: at('2026-03-01') }),
          usesDevice(buyer('a'), device('late'), { firstSeen: at('2026-01-01') }),
          usesDevice(buyer('a'), device('early'), { firstSeen: at('2026-01-01') }),
          event('ORDER', '1', [buyer('a'), seller('s')], { at: at('2026-04-01') }),
        ],
        { asOf: at('2026-02-01') },
      );
      expect([[...entities.id].includes('late'), links.length]).toEqual([false, 1]);
    });
  });
}
