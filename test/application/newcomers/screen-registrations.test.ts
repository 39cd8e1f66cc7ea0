/** The screening of registrations over real stores: who is listed, what a break leaves behind, and who may look. */
import { describe, expect, it } from 'vitest';
import { screenRegistrations } from '../../../server/src/application/newcomers/screen-registrations.ts';
import { closeNewcomer, reopenNewcomer } from '../../../server/src/application/newcomers/show-newcomers.ts';
import { OPERATOR } from '../../../server/src/domain/principal.ts';
import { buyer, device, usesDevice } from '../../contract/graph-store/builders.ts';
import { AUDITOR, INVESTIGATOR } from '../../support/graphql-service.ts';
import { registered, registrations } from '../../support/registrations.ts';
import { day } from '../../support/ring-builders.ts';

const { time, clock, deps, hold, ringAt, run, list, idsOf, cases } = registrations();

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
    time.today = 30;
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
    time.today = -3_000;
    expect(await run()).toMatchObject({ screened: 1 });
    expect((await cases().newcomers.sweep())?.from).toBeGreaterThan(day(-21));
    time.today = 10;
    await hold([registered('ahead', 20)]);
    await run();
    await hold([registered('n11', 11)]);
    expect(await run()).toMatchObject({ found: 1 });
  });

  it('writes an event with every page, and tells its hooks of everybody it lists in the same transaction', async () => {
    const hook = { id: 'hook_a', url: 'https://a.example/', description: '', status: 'active', problem: null } as const;
    const events = ['newcomer.found'] as const;
    await cases().webhooks.add(
      { ...hook, events, createdAt: day(1), previousSecretUntil: null, waitsUntil: null },
      'whsec_x',
    );
    await hold([registered('new', 9)]);
    await ringAt(device('d'), 'new');
    await run();
    await run();
    const deliveries = await cases().webhooks.deliveries({}, { first: 9 });
    expect(deliveries.items.map(({ item }) => JSON.parse(item.message.payload).data)).toMatchObject([
      { account: buyer('new'), ringId: 'rng_a', hops: 2 },
    ]);
  });
});

describe('whoever looks', () => {
  const reader = (principal = INVESTIGATOR) => ({ principal, newcomers: cases().newcomers, clock });
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
    expect(await cases().newcomers.sweep()).toBeNull();
  });
});
