/** What is in order ties nobody at the door either, and the answer says until when; whatever else there is still does. */
import { beforeEach, describe, expect, it } from 'vitest';
import { screenEntity } from '../../server/src/application/screen-entity.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import type { EntityRef } from '../../server/src/domain/records.ts';
import type { Suppression } from '../../server/src/domain/suppression.ts';
import { buyer, device, entity, usesDevice } from '../contract/graph-store/builders.ts';
import { registered, registrations } from '../support/registrations.ts';
import { day } from '../support/ring-builders.ts';
import { ALLOWED_EVENT, anAllowance } from '../support/verdict-builders.ts';

const { time, deps, hold, ringAt, run, list, idsOf, cases } = registrations();
const CAMPUS = device('campus');
const OWN = device('own');
const REASON = 'in order until 2026-03-21T00:00:00Z, says Anna: the campus';

const allow = (fields: Partial<Suppression> = {}) =>
  cases().suppressions.put(anAllowance(CAMPUS, { expiresAt: day(20), ...fields }), ALLOWED_EVENT);
async function screen(asked: EntityRef, ...identifiers: readonly EntityRef[]) {
  const result = await screenEntity({ ...deps(), principal: OPERATOR }, { entity: asked, identifiers });
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}
const nearestOf = async (asked: EntityRef, ...identifiers: readonly EntityRef[]) =>
  (await screen(asked, ...identifiers)).nearest?.path.map(({ to }) => to.id) ?? null;

describe('an identifier that is in order, at the door', () => {
  beforeEach(async () => {
    await ringAt(CAMPUS, 'student');
    await hold([usesDevice(buyer('student'), OWN), usesDevice(buyer('friend'), OWN)]);
  });

  it('ties nobody who would hold it, holds it, or is asked of over another holder of it', async () => {
    expect(await nearestOf(buyer('new'), CAMPUS)).toEqual(['campus', 'm1']);
    expect(await nearestOf(buyer('student'))).toEqual(['campus', 'm1']);
    expect(await nearestOf(buyer('friend'))).toEqual(['own', 'student', 'campus', 'm1']);
    expect(await nearestOf(CAMPUS)).toEqual(['m1']);
    await allow();
    for (const asked of [buyer('student'), buyer('friend'), CAMPUS]) {
      expect(await screen(asked)).toMatchObject({ risk: 0, nearest: null, matches: [] });
    }
    expect(await nearestOf(buyer('new'), CAMPUS)).toBeNull();
  });

  it('is told with who said so, why, and until when', async () => {
    await allow();
    expect(await screen(buyer('new'), CAMPUS)).toMatchObject({
      ignoredHubs: [{ ...CAMPUS, accounts: 3, reason: REASON }],
      statement: `Nothing known is tied to buyer new within four links. Not looked through: device campus; ${REASON}.`,
    });
  });

  it('ties again when that is over or was ended, and never did by an entry that only holds alerts back', async () => {
    await allow({ kind: 'SUPPRESS' });
    expect(await nearestOf(buyer('new'), CAMPUS)).toEqual(['campus', 'm1']);
    await allow({ ended: { by: 'Anna', at: day(5), note: 'closed' } });
    expect(await nearestOf(buyer('new'), CAMPUS)).toEqual(['campus', 'm1']);
    await allow();
    time.today = 21;
    expect(await nearestOf(buyer('new'), CAMPUS)).toEqual(['campus', 'm1']);
  });

  it('ties nobody where a range that is in order holds its address, also with another entry that ends sooner', async () => {
    const address = { kind: 'IpAddress', id: '2001:db8:0:7::1' } as const;
    const seenAt = (id: string) => ({ ...usesDevice(buyer(id), address), type: 'SEEN_AT_IP' as const });
    await hold(['m1', 'm2', 'fourth'].map(seenAt));
    expect(await nearestOf(buyer('new'), address)).toEqual([address.id, 'm1']);
    const target = { kind: 'range', range: '2001:db8::/32' } as const;
    await cases().suppressions.put(anAllowance(address, { expiresAt: day(12) }), ALLOWED_EVENT);
    await cases().suppressions.put(anAllowance(CAMPUS, { target, expiresAt: day(20) }), ALLOWED_EVENT);
    expect(await screen(buyer('new'), address)).toMatchObject({
      ...{ risk: 0, nearest: null },
      ignoredHubs: [{ ...address, accounts: 3, reason: REASON }],
    });
    expect(await nearestOf(buyer('student'))).toEqual(['campus', 'm1']);
  });

  it('leaves what else ties them: the way is told over that, at its own risk', async () => {
    await hold([usesDevice(buyer('m2'), device('bot'))]);
    await allow();
    const found = await screen(buyer('new'), CAMPUS, device('bot'));
    expect(found.nearest?.path.map(({ to }) => to.id)).toEqual(['bot', 'm2']);
    expect(found.risk).toBeCloseTo(0.65, 4);
    expect(found.statement).toContain(`Not looked through: device campus; ${REASON}.`);
  });

  it('ties nobody where the data itself call it legitimate', async () => {
    await hold([entity(CAMPUS, { risk: { label: 'confirmedLegitimate' } })]);
    expect(await screen(buyer('new'), CAMPUS)).toMatchObject({
      ...{ risk: 0, nearest: null },
      ignoredHubs: [{ ...CAMPUS, reason: 'confirmed as legitimate: it ties nobody' }],
    });
  });
});

describe('an identifier that is in order, where registrations are screened', () => {
  it('lists nobody for it, records what that keeps back, and lists whom something else ties, with that way', async () => {
    await hold([registered('fresh', 9), registered('both', 9), usesDevice(buyer('both'), device('bot'))]);
    await ringAt(CAMPUS, 'fresh', 'both');
    await hold([usesDevice(buyer('m2'), device('bot'))]);
    await allow();
    expect(await run()).toMatchObject({ screened: 2, found: 1, keptBack: 1 });
    expect(await idsOf(['KEPT_BACK'])).toEqual(['fresh']);
    const [listed] = await list();
    expect(listed).toMatchObject({ entity: buyer('both'), keptBackBy: null });
    expect(listed?.path.map(({ to }) => to.id)).toEqual(['bot', 'm2']);
    expect(listed?.risk).toBeCloseTo(0.65, 4);
  });
});
