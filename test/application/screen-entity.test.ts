/** Screening at the door, over real stores: what is near, how crowds are discounted, and what is refused. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { screenEntity } from '../../server/src/application/screen-entity.ts';
import { basisOf } from '../../server/src/domain/material-change.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import type { EntityRef, GraphRecord } from '../../server/src/domain/records.ts';
import type { RingMember } from '../../server/src/domain/ring.ts';
import { buyer, device, entity, usesDevice } from '../contract/graph-store/builders.ts';
import { AUDITOR, openStores, type Stores } from '../support/graphql-service.ts';
import { aRing, aRun, day } from '../support/ring-builders.ts';

let stores: Stores;
beforeEach(async () => {
  stores = await openStores();
});
afterEach(async () => {
  await stores.graph.close();
  await stores.cases.close();
});

async function hold(records: readonly GraphRecord[]): Promise<void> {
  const session = await stores.graph.openImport('test');
  if (!session.ok) throw new Error(session.failure.message);
  await session.value.write(records);
  await session.value.close();
}

const member = (ref: EntityRef, role: RingMember['role'] = 'CORE'): RingMember => ({
  ...ref,
  role,
  confidence: 0.9,
  reason: 'test',
});
const publish = (members: readonly RingMember[], confidence = 0.8): Promise<boolean> =>
  stores.cases.rings.publishRun(aRun('run_1', { published: true }), [aRing('rng_a', { members, confidence })]);

const reader = (principal: typeof OPERATOR) => ({
  ...stores.cases,
  principal,
  graph: stores.graph,
  clock: { now: Date.now },
});
async function screen(asked: EntityRef, identifiers: readonly EntityRef[] = []) {
  const result = await screenEntity(reader(OPERATOR), { entity: asked, identifiers });
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}
const sharing = (thing: EntityRef, count: number): readonly GraphRecord[] =>
  Array.from({ length: count }, (_, i) => usesDevice(buyer(`${thing.id}-${i}`), thing));
const fraud = (id: string) => entity(buyer(id), { risk: { label: 'confirmedFraud', reason: 'charged back' } });

describe('an account about to be created', () => {
  test('is tied over a given device to the ring whose members use it, hop by hop', async () => {
    await hold(sharing(device('d'), 3));
    await publish([member(buyer('d-0')), member(buyer('d-1'))]);
    const found = await screen(buyer('new'), [device('d'), device('unseen')]);
    expect(found).toMatchObject({ isKnown: false, newIdentifiers: [device('unseen')], ignoredHubs: [] });
    const [given, held] = found.nearest?.path ?? [];
    expect(given).toMatchObject({ from: buyer('new'), to: device('d'), link: null, accounts: 3, known: 2 });
    expect(held).toMatchObject({ from: device('d'), to: buyer('d-0'), link: { type: 'USES_DEVICE' } });
    expect(found.nearest?.target).toMatchObject({ type: 'ring', ring: { id: 'rng_a' } });
    // Weight of a device 0.65 × two of three members, each 0.8 × 0.9 sure.
    expect(found.risk).toBeCloseTo((0.65 * 2 * 0.72) / 3, 4);
    expect(found.statement).toBe(
      'Buyer new is tied to buyer d-0 in ring rng_a (MEDIUM), over device d; of the 3 other accounts there 2 are in that ring.',
    );
  });

  test('with nothing known near answers so, without risk', async () => {
    await hold(sharing(device('d'), 3));
    expect(await screen(buyer('new'), [device('d')])).toMatchObject({
      risk: 0,
      nearest: null,
      matches: [],
      statement: 'Nothing known is tied to buyer new within four links.',
    });
  });

  test('is told over a holder of its device what that holder shares in turn, halved', async () => {
    await hold([usesDevice(buyer('a'), device('d')), usesDevice(buyer('a'), device('e')), fraud('c')]);
    await hold([usesDevice(buyer('c'), device('e'))]);
    const found = await screen(buyer('new'), [device('d')]);
    expect(found.nearest?.path.map(({ to }) => to.id)).toEqual(['d', 'a', 'e', 'c']);
    expect(found.risk).toBeCloseTo(0.65 * 0.5 * 0.65, 4);
  });
});

describe('risk', () => {
  test('falls with the crowd at a thing and not with how many of the crowd are bad', async () => {
    await hold([...sharing(device('few'), 2), ...sharing(device('many'), 40)]);
    await hold([fraud('few-0'), fraud('many-0')]);
    const few = await screen(buyer('x'), [device('few')]);
    const many = await screen(buyer('x'), [device('many')]);
    expect(few.risk).toBeCloseTo(0.65 / 2, 4);
    expect(many.risk).toBeCloseTo(0.65 / 40, 3);
    await hold(Array.from({ length: 40 }, (_, i) => fraud(`many-${i}`)));
    expect((await screen(buyer('x'), [device('many')])).risk).toBeCloseTo(0.65, 4);
  });

  test('does not look through a hub, and says so', async () => {
    await hold(sharing(device('wifi'), 1_200));
    await hold([fraud('wifi-0')]);
    const found = await screen(buyer('x'), [device('wifi')]);
    expect(found).toMatchObject({ risk: 0, nearest: null, ignoredHubs: [{ id: 'wifi', accounts: 1_200 }] });
    expect(found.statement).toContain('Left out, as too widely shared to tell: device wifi.');
  });

  test('comes from no victim of a ring and from nobody cleared by name', async () => {
    await hold([...sharing(device('d'), 2), entity(buyer('d-1'), { risk: { label: 'confirmedLegitimate' } })]);
    await publish([member(buyer('d-0'), 'VICTIM'), member(buyer('d-1'))]);
    expect(await screen(buyer('x'), [device('d')])).toMatchObject({ risk: 0, nearest: null });
  });

  test('does not come from trade: who bought from a fraudster is no accomplice', async () => {
    const order = {
      record: 'event',
      type: 'ORDER',
      id: 'o1',
      from: buyer('b'),
      to: { kind: 'Seller', id: 's' },
    } as const;
    await hold([order, entity(order.to, { risk: { label: 'confirmedFraud' } })]);
    expect(await screen(buyer('b'))).toMatchObject({ isKnown: true, risk: 0, nearest: null });
  });

  test('of things held independently adds up, of two rings over one thing does not pass its weight', async () => {
    await hold([...sharing(device('d'), 1), ...sharing(device('e'), 1), fraud('d-0'), fraud('e-0')]);
    const found = await screen(buyer('x'), [device('d'), device('e')]);
    expect(found.risk).toBeCloseTo(1 - (1 - 0.65) ** 2, 4);
    expect(found.matches.map(({ risk }) => risk)).toEqual([0.65, 0.65]);
  });
});

describe('what is known itself', () => {
  test('confirmed fraud is found at no distance', async () => {
    await hold([fraud('f')]);
    const found = await screen(buyer('f'));
    expect(found).toMatchObject({ risk: 1, nearest: { path: [] } });
    expect(found.statement).toBe('Buyer f is itself confirmed fraud: charged back.');
  });

  test('a member is found in its ring, and the other findings beside it', async () => {
    await hold([...sharing(device('d'), 2), fraud('d-1')]);
    await publish([member(buyer('d-0'))]);
    const found = await screen(buyer('d-0'));
    expect(found.nearest).toMatchObject({ path: [], statement: 'Buyer d-0 is in ring rng_a (MEDIUM).' });
    expect(found.matches.map(({ target }) => target.type).sort()).toEqual(['confirmedFraud', 'ring']);
    expect(found.risk).toBeGreaterThan(0.72);
  });

  test('an identifier is answered as what somebody new would hold', async () => {
    await hold([...sharing(device('d'), 4), fraud('d-1')]);
    const found = await screen(device('d'));
    expect(found.nearest?.path).toMatchObject([{ from: device('d'), to: buyer('d-1'), accounts: 4, known: 1 }]);
    expect(found.risk).toBeCloseTo(0.25, 4);
  });
});

describe('what people concluded', () => {
  const given = { reason: 'FRAUD', note: '', by: 'Anna', at: day(1), seen: null } as const;
  const event = { type: 'test', at: day(1), principal: 'anna', subject: 'rng_a', details: {} };
  const judge = (verdict: 'CONFIRMED' | 'DISMISSED') => {
    const basis = basisOf(aRing('rng_a', { members: [member(buyer('d-0')), member(buyer('d-1'))] }));
    const judged = { ...given, ringId: 'rng_a', verdict, basis, outdatedBy: null, inheritedFrom: null };
    return stores.cases.verdicts.addRingVerdict(judged, event);
  };
  beforeEach(async () => {
    await hold(sharing(device('d'), 3));
    await publish([member(buyer('d-0')), member(buyer('d-1'))]);
  });

  test('a dismissed ring ties nobody', async () => {
    await judge('DISMISSED');
    expect(await screen(buyer('new'), [device('d')])).toMatchObject({ risk: 0, nearest: null });
  });

  test('whoever carried a confirmed ring is known for sure, and the sentence says so', async () => {
    await judge('CONFIRMED');
    const found = await screen(buyer('new'), [device('d')]);
    expect(found.risk).toBeCloseTo((0.65 * 2) / 3, 4);
    expect(found.statement).toContain('in ring rng_a (MEDIUM, confirmed)');
  });

  test('who was judged not to be involved is nobody to be tied to', async () => {
    const verdict = { ...given, ringId: 'rng_a', member: buyer('d-0'), verdict: 'NOT_INVOLVED' } as const;
    await stores.cases.verdicts.addMemberVerdict(verdict, [], event);
    expect((await screen(buyer('new'), [device('d')])).risk).toBeCloseTo((0.65 * 0.72) / 3, 4);
  });

  test('a link that ties nobody leads nowhere, from either side', async () => {
    for (const id of ['d-0', 'd-1']) {
      const link = { ...given, from: buyer(id), to: device('d'), isSameActor: false, until: null };
      await stores.cases.verdicts.addLinkVerdict(link, event);
    }
    expect(await screen(buyer('d-2'))).toMatchObject({ risk: 0, nearest: null });
  });
});

describe('refused', () => {
  const ask = async (asked: EntityRef, identifiers: readonly EntityRef[] = [], principal = OPERATOR) => {
    const result = await screenEntity(reader(principal), { entity: asked, identifiers });
    return result.ok ? null : result.failure;
  };
  test('things that neither act nor identify', async () => {
    expect(await ask({ kind: 'Product', id: 'p' })).toMatchObject({ code: 'INVALID_ARGUMENT' });
    expect(await ask(buyer('x'), [buyer('y')])).toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
  test('more identifiers than anybody has', async () => {
    const many = Array.from({ length: 51 }, (_, i) => device(`d${i}`));
    expect(await ask(buyer('x'), many)).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });
  test('whoever may not see the graph', async () => {
    expect(await ask(buyer('x'), [], AUDITOR)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
