/** What published runs make of alerts, along the lineage that detection itself works out. */
import { describe, expect, it } from 'vitest';
import { type Circumstances, raiseAlerts } from '../../../server/src/application/alerts/raise-alerts.ts';
import { followRings } from '../../../server/src/detection/lineage.ts';
import type { Alert } from '../../../server/src/domain/alert.ts';
import { basisOf } from '../../../server/src/domain/material-change.ts';
import type { Ring } from '../../../server/src/domain/ring.ts';
import type { Suppression } from '../../../server/src/domain/suppression.ts';
import { anAlert } from '../../support/alert-builders.ts';
import { aRing, day, money } from '../../support/ring-builders.ts';

const ring = (id: string, names: string, overrides: Partial<Ring> = {}): Ring =>
  aRing(id, {
    size: names.length,
    members: [...names].map((name) => ({ kind: 'Buyer', id: name, role: 'CORE', confidence: 1, reason: 'r' })),
    ...overrides,
  });
const alertOn = (told: Ring, overrides: Partial<Alert> = {}): Alert =>
  anAlert(`alr_${told.id}`, told.id, { basis: basisOf(told), sizes: [{ at: day(1), size: told.size }], ...overrides });
const closed = { status: 'CLOSED', closeReason: 'HANDLED' } as const;
const entry = (target: Suppression['target'], kind: Suppression['kind'] = 'SUPPRESS'): Suppression => ({
  ...{ id: 'sup_1', kind, target, reason: 'known', owner: 'Anna' },
  ...{ createdAt: day(0), expiresAt: day(9), ended: null },
});
type Given = Partial<Circumstances> & { readonly alerts?: readonly Alert[] };

function raised(before: readonly Ring[], after: readonly Ring[], { alerts = [], ...given }: Given = {}) {
  const lineage = followRings(before, after, { runId: 'run_2', at: day(2) });
  const found = raiseAlerts(
    { ...lineage, runId: 'run_2', rings: after, previous: before },
    {
      held: new Map(alerts.map((alert) => [alert.ringId, alert])),
      suppressions: [],
      judged: new Set(),
      settlesAt: () => null,
      asOf: day(2),
      now: day(3),
      by: 'operator',
      newId: () => 'alr_new',
      ...given,
    },
  );
  const told = found.changes.map(({ type, note, alert: { id, ringId, status, closeReason } }) => {
    return { type, note, id, ringId, status, closeReason };
  });
  return { ...found, told };
}

describe('opening', () => {
  it('a new ring of some weight is told of once, a LOW one is not, and an equal run tells nothing', () => {
    const a = ring('a', 'abc');
    const { changes } = raised([], [a, ring('b', 'def', { severity: 'LOW' })]);
    const alert = { ringId: 'a', causes: ['NEW_RING'], assignment: null };
    expect(changes).toMatchObject([{ type: 'OPENED', note: 'New ring: 3 members, MEDIUM', alert }]);
    const [opened] = changes.map(({ alert }) => alert);
    expect(raised([a], [a], { alerts: opened ? [opened] : [] }).changes).toEqual([]);
  });

  it('a ring that was LOW and is no longer is told of', () => {
    const before = ring('a', 'abc', { severity: 'LOW' });
    expect(raised([before], [ring('a', 'abc', { severity: 'HIGH' })]).told).toMatchObject([
      { type: 'OPENED', note: 'Not told of yet: 3 members, HIGH' },
    ]);
  });

  it('a ring that somebody judged is not told of, and its alert closes', () => {
    const a = ring('a', 'abc');
    const judged = new Set(['a']);
    expect(raised([], [a], { judged }).changes).toEqual([]);
    const { told } = raised([a], [a], { judged, alerts: [alertOn(a)] });
    expect(told).toMatchObject([{ type: 'CLOSED', closeReason: 'JUDGED' }]);
  });
});

describe('telling again', () => {
  const a = ring('a', 'abcdefghij');

  it('only figures change where nothing material did', () => {
    const { changes } = raised([a], [ring('a', 'abcdefghijk')], { alerts: [alertOn(a, { status: 'ACKNOWLEDGED' })] });
    expect(changes).toMatchObject([{ type: null, alert: { status: 'ACKNOWLEDGED', growth: 1.1, raises: 1 } }]);
  });

  it('a material change raises what was acknowledged, and opens a new one where the last was closed', () => {
    const grown = ring('a', 'abcdefghijklm', { severity: 'CRITICAL' });
    const again = raised([a], [grown], { alerts: [alertOn(a, { status: 'ACKNOWLEDGED' })] });
    expect(again.told).toMatchObject([
      { type: 'RAISED', id: 'alr_a', status: 'OPEN', note: '+3 accounts, now CRITICAL' },
    ]);
    expect(again.changes[0]?.alert).toMatchObject({ raises: 2, raisedAt: day(3), basis: basisOf(grown) });
    const anew = raised([a], [grown], { alerts: [alertOn(a, closed)] });
    expect(anew.told).toMatchObject([{ type: 'OPENED', id: 'alr_new', ringId: 'a', status: 'OPEN' }]);
    expect(raised([a], [a], { alerts: [alertOn(a, closed)] }).changes).toEqual([]);
  });

  it('new money and a new way of working are material', () => {
    const exposure = { ...a.exposure, stillStoppable: [money('500', 'EUR')], inTypicalOrders: 12 };
    const richer = ring('a', 'abcdefghij', { exposure });
    expect(raised([a], [richer], { alerts: [alertOn(a)] }).told[0]?.note).toBe('+500 EUR still stoppable');
    const typologies = [{ code: 'BRUSHING', score: 1, reason: '' }] as const;
    const other = ring('a', 'abcdefghij', { typologies });
    expect(raised([a], [other], { alerts: [alertOn(a)] }).told[0]?.note).toBe('looks like brushing now');
  });
});

describe('lineage', () => {
  const [a, b] = [ring('a', 'abcd'), ring('b', 'efg')];
  const both = [ring('a', 'abcdefg')];

  it('of two rings that became one, one alert is left', () => {
    const { changes } = raised([a, b], both, { alerts: [alertOn(a), alertOn(b)] });
    expect(changes).toMatchObject([
      { type: 'CLOSED', alert: { id: 'alr_b', closeReason: 'RING_MERGED' } },
      { type: 'RAISED', alert: { id: 'alr_a', status: 'OPEN' } },
    ]);
    expect(changes.filter(({ alert }) => alert.status !== 'CLOSED')).toHaveLength(1);
  });

  it('an alert moves to the ring that took its ring in, where that has none', () => {
    const { told } = raised([a, b], both, { alerts: [alertOn(b), alertOn(a, closed)] });
    expect(told[0]).toMatchObject({ type: 'MOVED', id: 'alr_b', ringId: 'a', status: 'OPEN' });
    expect(told[0]?.note).toContain('are now in a');
    expect(told.filter(({ status }) => status !== 'CLOSED').every(({ id }) => id === 'alr_b')).toBe(true);
  });

  it('a part of a ring that is told of is told of; of one that was dealt with, only if it has news', () => {
    const [before, after] = [[ring('a', 'abcdef')], [ring('a', 'abc'), ring('n', 'def')]];
    const whole = before.map((one) => alertOn(one));
    expect(raised(before, after, { alerts: whole }).told.find(({ ringId }) => ringId === 'n')).toMatchObject({
      type: 'OPENED',
      note: 'Came out of a: 3 members, MEDIUM',
    });
    const handled = before.map((one) => alertOn(one, closed));
    expect(raised(before, after, { alerts: handled }).told).toEqual([]);
  });

  it('an alert waits while its ring sleeps, and closes with the reason once it is gone for good', () => {
    expect(raised([a], [], { alerts: [alertOn(a)] }).changes).toEqual([]);
    const asleep = { ...a, status: 'DORMANT', endedAt: day(-100) } as const;
    expect(raised([asleep], [], { alerts: [alertOn(a)] }).told).toMatchObject([
      { type: 'CLOSED', closeReason: 'RING_DISSOLVED', note: 'Not found for more than 90 days.' },
    ]);
  });
});

describe('suppressions', () => {
  const device = { kind: 'Device', id: 'd1' } as const;
  const evidence = (type: 'SHARED_DEVICE' | 'SYNCHRONY', entities: readonly (typeof device)[]) =>
    ({ ...{ type, statement: 's', weight: 1, entities, members: [] }, eventCount: 0, eventTypes: [] }) as const;
  const one = ring('a', 'abcd', {
    identifiers: [{ ...device, sharedBy: 4, accounts: 4 }],
    evidence: [evidence('SHARED_DEVICE', [device])],
    typologies: [{ code: 'BRUSHING', score: 1, reason: '' }],
  });
  const back = (suppression: Suppression, found = one) => raised([], [found], { suppressions: [suppression] });

  it.each([
    ['the ring', { kind: 'ring', ringId: 'a' }],
    ['a member', { kind: 'entity', ref: { kind: 'Buyer', id: 'c' } }],
    ['an identifier', { kind: 'entity', ref: device }],
    ['its way of working', { kind: 'typology', code: 'BRUSHING' }],
  ] as const)('one on %s keeps the alert back, and the match is recorded', (_, target) => {
    const { changes, matches } = back(entry(target));
    expect(changes).toEqual([]);
    const match = { suppressionId: 'sup_1', ringId: 'a', runId: 'run_2', at: day(3) };
    expect(matches).toEqual([{ ...match, statement: 'New ring: 4 members, MEDIUM, looks like brushing' }]);
  });

  it('one on something else does not', () => {
    for (const ref of [
      { kind: 'Buyer', id: 'z' },
      { kind: 'Device', id: 'd2' },
    ] as const) {
      expect(back(entry({ kind: 'entity', ref })).told).toMatchObject([{ type: 'OPENED' }]);
    }
  });

  it('one on a range of IP addresses keeps back what one in it speaks for, and nothing else does', () => {
    const address = { kind: 'IpAddress', id: '198.51.100.7' } as const;
    const atAddress = ring('a', 'abcd', {
      identifiers: [{ ...address, sharedBy: 4, accounts: 4 }],
      evidence: [{ ...evidence('SYNCHRONY', []), type: 'SHARED_IP_ADDRESS', entities: [address] }],
    });
    const allowed = (range: string, found = atAddress) => back(entry({ kind: 'range', range }, 'ALLOW'), found);
    expect(allowed('198.51.100.0/24').matches).toMatchObject([{ suppressionId: 'sup_1', ringId: 'a' }]);
    expect(allowed('198.51.101.0/24').told).toMatchObject([{ type: 'OPENED' }]);
    const more = { ...atAddress, evidence: [...atAddress.evidence, evidence('SHARED_DEVICE', [device])] };
    expect(allowed('198.51.100.0/24', more).told).toMatchObject([{ type: 'OPENED' }]);
    expect(back(entry({ kind: 'range', range: '198.51.100.0/24' }), more).told).toEqual([]);
  });

  it('what is allowed keeps back only what nothing else speaks for', () => {
    const allowed = (target: Suppression['target'], found = one) => back(entry(target, 'ALLOW'), found).changes.length;
    const [onDevice, onMember] = [device, { kind: 'Buyer', id: 'c' } as const].map(
      (ref) => ({ kind: 'entity', ref }) as const,
    );
    expect(onDevice && allowed(onDevice)).toBe(0);
    const more = { ...one, evidence: [...one.evidence, evidence('SYNCHRONY', [])] };
    expect(onDevice && allowed(onDevice, more)).toBe(1);
    expect(onMember && allowed(onMember)).toBe(1);
    const three = { ...one, members: one.members.slice(0, 3) };
    expect(onMember && allowed(onMember, three)).toBe(0);
  });

  it('news of a ring that is told of is kept back too, its figures are not', () => {
    const alerts = [alertOn(ring('a', 'abcdefghij'))];
    const suppressions = [entry({ kind: 'ring', ringId: 'a' })];
    const found = raised([ring('a', 'abcdefghij')], [ring('a', 'abcdefghijkl')], { alerts, suppressions });
    expect(found.matches).toMatchObject([{ statement: '+2 accounts' }]);
  });
});
