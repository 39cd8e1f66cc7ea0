/** Who shares something with a ring and is not listed for it. */
import { describe, expect, it } from 'vitest';
import type { GraphRecord } from '../../../server/src/domain/records.ts';
import type { Suppression, SuppressionTarget } from '../../../server/src/domain/suppression.ts';
import { buyer, device, usesDevice } from '../../contract/graph-store/builders.ts';
import { registered, registrations } from '../../support/registrations.ts';
import { day } from '../../support/ring-builders.ts';

const { hold, publish, ringAt, run, list, idsOf, cases } = registrations();
const atIp = (id: string, ip: string): GraphRecord => ({
  record: 'link',
  type: 'SEEN_AT_IP',
  from: buyer(id),
  to: { kind: 'IpAddress', id: ip },
});

describe('the innocent', () => {
  it('of a campus are not listed: its address, its network and its computers divide by their crowd', async () => {
    const crowd = Array.from({ length: 300 }, (_, i) => `s${i}`);
    const campus = [...crowd, 'm1', 'm2', 'm3', 'm4', 'm5'];
    await hold(campus.map((id) => atIp(id, 'campus')));
    await hold(
      campus.map((id) => ({
        record: 'link',
        type: 'HAS_ADDRESS',
        from: buyer(id),
        to: { kind: 'Address', id: 'campus' },
      })),
    );
    await hold([...campus.slice(0, 55), ...campus.slice(-5)].map((id) => usesDevice(buyer(id), device('library'))));
    await hold(crowd.slice(0, 30).map((id) => registered(id, 9)));
    await publish(['m1', 'm2', 'm3', 'm4', 'm5']);
    expect(await run()).toMatchObject({ screened: 30, found: 0 });
    // One of them has a ring member's own card beside it.
    const card = { kind: 'PaymentInstrument', id: 'c' } as const;
    await hold(['s7', 'm1'].map((id) => ({ record: 'link', type: 'PAYS_WITH', from: buyer(id), to: card })));
    await run();
    expect(await idsOf()).toEqual(['s7']);
  });

  it('are not listed for living with one member alone; with two, or over something of their own, they are', async () => {
    const at = (id: string, flat: string): GraphRecord => ({
      ...{ record: 'link', type: 'HAS_ADDRESS', from: buyer(id), to: { kind: 'Address', id: flat } },
    });
    const referred = { record: 'link', type: 'REFERRED', from: buyer('m1'), to: buyer('friend') } as const;
    await hold([at('m1', 'home'), at('spouse', 'home'), at('m2', 'flat'), at('m3', 'flat'), at('third', 'flat')]);
    await hold([referred, ...['spouse', 'third', 'friend'].map((id) => registered(id, 9))]);
    await publish(['m1', 'm2', 'm3']);
    expect(await run()).toMatchObject({ screened: 3 });
    expect((await idsOf()).sort()).toEqual(['friend', 'third']);
    await hold(['spouse', 'm1'].map((id) => usesDevice(buyer(id), device('phone'))));
    await run();
    expect(await idsOf()).toContain('spouse');
  });

  it('are not listed for an IP address alone, though everybody else there is in the ring', async () => {
    await hold([...['m1', 'm2', 'new'].map((id) => atIp(id, 'ip')), registered('new', 9)]);
    await publish(['m1', 'm2']);
    expect(await run()).toMatchObject({ screened: 1, found: 0 });
  });

  it('who were cleared by name or for this ring are not listed, nor who is in the ring or restricted already', async () => {
    await hold([
      registered('cleared', 9, { risk: { label: 'confirmedLegitimate' } }),
      registered('banned', 9, { status: 'banned' }),
      registered('not-involved', 9),
      registered('m1', 9),
    ]);
    await ringAt(device('d'), 'cleared', 'banned', 'not-involved');
    const given = { reason: 'FRAUD', note: '', by: 'Anna', at: day(1), ringId: 'rng_a', seen: null } as const;
    const event = { type: 'test', at: day(1), principal: 'anna', subject: 'rng_a', details: {} };
    const verdict = { ...given, member: buyer('not-involved'), verdict: 'NOT_INVOLVED' } as const;
    await cases().verdicts.addMemberVerdict(verdict, [], event);
    expect(await run()).toMatchObject({ screened: 4, found: 0, keptBack: 0 });
  });

  const entries: readonly (readonly [string, SuppressionTarget])[] = [
    ['the ring', { kind: 'ring', ringId: 'rng_a' }],
    ['the account', { kind: 'entity', ref: buyer('new') }],
    ['what ties them', { kind: 'entity', ref: device('d') }],
    ['the way the ring works', { kind: 'typology', code: 'BRUSHING' }],
  ];
  it.each(entries)('are recorded and not told where an entry keeps back %s', async (_, target) => {
    const entry: Suppression = {
      ...{ id: 'sup_1', kind: 'ALLOW', target, reason: 'a flat share', owner: 'Anna' },
      ...{ createdAt: day(1), expiresAt: day(20), ended: null },
    };
    const event = { type: 'test', at: day(1), principal: 'anna', subject: 'sup_1', details: {} };
    await cases().suppressions.put(entry, event);
    await hold([registered('new', 9)]);
    await ringAt(device('d'), 'new');
    expect(await run()).toMatchObject({ found: 0, keptBack: 1 });
    expect(await idsOf()).toEqual([]);
    expect(await list(['KEPT_BACK'])).toMatchObject([{ entity: buyer('new'), keptBackBy: 'sup_1' }]);
  });
});
