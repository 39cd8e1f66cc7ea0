/** The screening of registrations over real stores: who is listed, who is not, and what a break leaves behind. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandomness } from '../../../server/src/adapters/randomness.ts';
import {
  type ScreeningRequest,
  screenRegistrations,
} from '../../../server/src/application/newcomers/screen-registrations.ts';
import { closeNewcomer, reopenNewcomer } from '../../../server/src/application/newcomers/show-newcomers.ts';
import type { Newcomer, NewcomerStatus } from '../../../server/src/domain/newcomer.ts';
import { OPERATOR } from '../../../server/src/domain/principal.ts';
import type { EntityRef, GraphRecord } from '../../../server/src/domain/records.ts';
import type { Ring, RingMember } from '../../../server/src/domain/ring.ts';
import type { Suppression, SuppressionTarget } from '../../../server/src/domain/suppression.ts';
import { millisecondsOf } from '../../../server/src/domain/time-point.ts';
import { buyer, device, entity, usesDevice } from '../../contract/graph-store/builders.ts';
import { AUDITOR, INVESTIGATOR, openStores, type Stores } from '../../support/graphql-service.ts';
import { aRing, aRun, day } from '../../support/ring-builders.ts';

let stores: Stores;
let today: number;
beforeEach(async () => {
  stores = await openStores();
  today = 10;
});
afterEach(async () => {
  await stores.graph.close();
  await stores.cases.close();
});

const clock = { now: () => millisecondsOf(day(today)) };
const deps = () => ({ ...stores.cases, graph: stores.graph, clock, randomness: systemRandomness });
async function hold(records: readonly GraphRecord[]): Promise<void> {
  const session = await stores.graph.openImport('test');
  if (!session.ok) throw new Error(session.failure.message);
  await session.value.write(records);
  await session.value.close();
}
const registered = (id: string, on: number, fields: Parameters<typeof entity>[1] = {}): GraphRecord =>
  entity(buyer(id), { createdAt: day(on), ...fields });
const atIp = (id: string, ip: string): GraphRecord => ({
  record: 'link',
  type: 'SEEN_AT_IP',
  from: buyer(id),
  to: { kind: 'IpAddress', id: ip },
});
const BRUSHING = { code: 'BRUSHING', score: 0.9, reason: 'test' } as const;
const member = (ref: EntityRef): RingMember => ({ ...ref, role: 'CORE', confidence: 1, reason: 'test' });
const publish = (ids: readonly string[], fields: Partial<Ring> = {}) =>
  stores.cases.rings.publishRun(aRun('run_1', { published: true, asOf: day(10) }), [
    aRing('rng_a', { members: ids.map((id) => member(buyer(id))), confidence: 1, typologies: [BRUSHING], ...fields }),
  ]);
/** A ring of two at one device, and whoever else is named there. */
async function ringAt(thing: EntityRef, ...others: readonly string[]): Promise<void> {
  await hold(['m1', 'm2', ...others].map((id) => usesDevice(buyer(id), thing)));
  await publish(['m1', 'm2']);
}
async function run(request: ScreeningRequest = {}) {
  const screened = await screenRegistrations(deps(), OPERATOR, request);
  if (!screened.ok) throw new Error(screened.failure.message);
  return screened.value;
}
async function list(statuses: readonly NewcomerStatus[] = ['OPEN']): Promise<readonly Newcomer[]> {
  return (await stores.cases.newcomers.newcomers({ statuses }, { first: 100 })).items.map(({ item }) => item);
}
const idsOf = async (statuses?: readonly NewcomerStatus[]) => (await list(statuses)).map(({ entity: { id } }) => id);

describe('the screening of registrations', () => {
  it('lists a new account at a device of a ring, with the reason and the way, and nobody twice', async () => {
    await hold([registered('new', 9), registered('far', 9)]);
    await ringAt(device('d'), 'new');
    expect(await run()).toEqual({ screened: 2, found: 1, keptBack: 0, isDone: true });
    const [found] = await list();
    expect(found).toMatchObject({ entity: buyer('new'), registeredAt: day(9) });
    expect(found?.target).toEqual({ type: 'ring', ringId: 'rng_a', typology: 'BRUSHING' });
    expect(found?.risk).toBeCloseTo(0.65, 4);
    expect(found?.statement).toContain('Buyer new is tied to buyer m1 in ring rng_a (MEDIUM), over device d');
    expect(found?.path).toMatchObject([
      { from: buyer('new'), to: device('d'), accounts: 2, known: 2 },
      { from: device('d'), to: buyer('m1') },
    ]);
    expect(await run()).toMatchObject({ screened: 2, found: 0 });
    expect(await run({ since: day(1) })).toMatchObject({ found: 0 });
    expect(await idsOf()).toEqual(['new']);
  });

  it('looks again at the accounts of three days (the first time: of a month), for their devices come later; and at older ones when asked', async () => {
    await hold([registered('n8', 8), registered('n3', 3), registered('before', -21)]);
    await ringAt(device('d'));
    expect(await run()).toMatchObject({ screened: 2, found: 0 });
    await hold([usesDevice(buyer('n8'), device('d')), usesDevice(buyer('n3'), device('d'))]);
    expect(await run()).toMatchObject({ screened: 1, found: 1 });
    expect(await run({ since: day(1) })).toMatchObject({ screened: 2, found: 1 });
    expect((await idsOf()).sort()).toEqual(['n3', 'n8']);
  });

  it('makes up for all that was missed at once', async () => {
    await hold([registered('n9', 9)]);
    await ringAt(device('d'), ...[11, 15, 19].map((on) => `n${on}`));
    await run();
    await hold([11, 15, 19].map((on) => registered(`n${on}`, on)));
    today = 30;
    expect(await run()).toMatchObject({ screened: 4, found: 3, isDone: true });
  });

  it('is bounded, and goes on from where the bound cut it', async () => {
    await hold(Array.from({ length: 250 }, (_, i) => registered(`n${String(i).padStart(3, '0')}`, 9)));
    await ringAt(device('d'), 'n249');
    expect(await run({ most: 120 })).toEqual({ screened: 120, found: 0, keptBack: 0, isDone: false });
    expect(await run({ most: 120 })).toMatchObject({ screened: 120, isDone: false });
    expect(await run({ most: 120 })).toMatchObject({ screened: 10, found: 1, isDone: true });
  });

  it('does not go back for ever when the clock is set back, nor pass over accounts dated ahead of it', async () => {
    await hold([registered('n9', 9)]);
    await ringAt(device('d'), 'n9', 'n11');
    await run();
    today = -3_000;
    expect(await run()).toMatchObject({ screened: 1 });
    expect((await stores.cases.newcomers.sweep())?.from).toBeGreaterThan(day(-21));
    today = 10;
    await hold([registered('ahead', 20)]);
    await run();
    await hold([registered('n11', 11)]);
    expect(await run()).toMatchObject({ found: 1 });
  });

  it('writes an event with every page, and tells its hooks of everybody it lists in the same transaction', async () => {
    const hook = { id: 'hook_a', url: 'https://a.example/', description: '', status: 'active', problem: null } as const;
    const events = ['newcomer.found'] as const;
    await stores.cases.webhooks.add({ ...hook, events, createdAt: day(1), previousSecretUntil: null }, 'whsec_x');
    await hold([registered('new', 9)]);
    await ringAt(device('d'), 'new');
    await run();
    await run();
    const deliveries = await stores.cases.webhooks.deliveries({}, { first: 9 });
    expect(deliveries.items.map(({ item }) => JSON.parse(item.message.payload).data)).toMatchObject([
      { account: buyer('new'), ringId: 'rng_a', hops: 2 },
    ]);
  });
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
    const given = { reason: 'FRAUD', note: '', by: 'Anna', at: day(1), ringId: 'rng_a' } as const;
    const event = { type: 'test', at: day(1), principal: 'anna', subject: 'rng_a', details: {} };
    const verdict = { ...given, member: buyer('not-involved'), verdict: 'NOT_INVOLVED' } as const;
    await stores.cases.verdicts.addMemberVerdict(verdict, [], event);
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
    await stores.cases.suppressions.put(entry, event);
    await hold([registered('new', 9)]);
    await ringAt(device('d'), 'new');
    expect(await run()).toMatchObject({ found: 0, keptBack: 1 });
    expect(await idsOf()).toEqual([]);
    expect(await list(['KEPT_BACK'])).toMatchObject([{ entity: buyer('new'), keptBackBy: 'sup_1' }]);
  });
});

describe('whoever looks', () => {
  const reader = (principal = INVESTIGATOR) => ({ principal, newcomers: stores.cases.newcomers, clock });
  it('closes one with a note, can take it back, and cannot close it twice', async () => {
    await hold([registered('new', 9)]);
    await ringAt(device('d'), 'new');
    await run();
    const id = (await list())[0]?.id ?? '';
    expect(await closeNewcomer(reader(), { id, note: 'a flat share' })).toMatchObject({
      value: { status: 'CLOSED', handled: { by: 'Anna', note: 'a flat share' } },
    });
    expect(await closeNewcomer(reader(), { id, note: '' })).toMatchObject({ failure: { code: 'INVALID_ARGUMENT' } });
    expect(await reopenNewcomer(reader(), { id, note: '' })).toMatchObject({ value: { status: 'OPEN' } });
    expect(await closeNewcomer(reader(), { id: 'x', note: '' })).toMatchObject({ failure: { code: 'NOT_FOUND' } });
    expect(await closeNewcomer(reader(AUDITOR), { id, note: '' })).toMatchObject({ failure: { code: 'FORBIDDEN' } });
  });

  it('is not screened for by who may not run detection', async () => {
    expect(await screenRegistrations(deps(), INVESTIGATOR)).toMatchObject({ failure: { code: 'FORBIDDEN' } });
  });

  it('and two screenings at once: one goes ahead, the other ends with a sentence and nothing is listed twice', async () => {
    await hold([registered('new', 9)]);
    await ringAt(device('d'), 'new');
    const both = await Promise.all([screenRegistrations(deps(), OPERATOR), screenRegistrations(deps(), OPERATOR)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await idsOf()).toEqual(['new']);
  });

  it('stops one between two pages, and the next goes on', async () => {
    const stopped = AbortSignal.abort();
    expect(await screenRegistrations(deps(), OPERATOR, { signal: stopped })).toMatchObject({
      failure: { code: 'CANCELLED' },
    });
    expect(await stores.cases.newcomers.sweep()).toBeNull();
  });
});
