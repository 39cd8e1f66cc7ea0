/** The contract's words on the time a run looks at and on its window, one by one. */
import { describe, expect, it } from 'vitest';
import { ENTITY_STATUSES, RISK_LABELS } from '../../../server/src/domain/ontology.ts';
import type { GraphRecord } from '../../../server/src/domain/records.ts';
import type { TimePoint } from '../../../server/src/domain/time-point.ts';
import { at, buyer, device, entity, event, seller, usesDevice } from './builders.ts';
import { type ContractStore, importAll } from './contract-store.ts';

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
