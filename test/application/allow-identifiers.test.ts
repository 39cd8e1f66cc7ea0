/** What an operator knows to be a place of many ties nobody while that holds, and each run says so. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { endSuppression } from '../../server/src/application/alerts/suppress-alerts.ts';
import { createDetectRings } from '../../server/src/application/detect-rings.ts';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import { createRepeatRun } from '../../server/src/application/repeat-run.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { gang, graphOf } from '../support/gangs.ts';
import type { GraphInput } from '../support/graph-columns.ts';
import { createFakeGraphStore } from '../support/graph-store.fake.ts';
import { runProgram } from '../support/run-program.ts';

const DAY = 86_400_000;
const twoGangs = graphOf(gang('x', 6), gang('y', 5));

describe('an identifier that is in order', () => {
  let cases: CaseStore;
  let now = Date.UTC(2026, 3, 1);
  let given = twoGangs;
  beforeEach(async () => {
    given = twoGangs;
    cases = await openSqliteCaseStore(':memory:');
  });
  afterEach(() => cases.close());

  const services = () => {
    const graph = {
      ...createFakeGraphStore({ entities: [], links: [], events: [] }),
      entities: async (refs: readonly { readonly id: string }[]) => refs.map(({ id }) => (id === 'none' ? null : {})),
      loadColumns: async () => ({ columns: given, changeNumber: 1, counts: { entities: 11, links: 33, events: 11 } }),
    } as unknown as ReturnType<typeof createFakeGraphStore>;
    const clock = { now: () => now++ };
    return { ...cases, cases, graph, clock, randomness: systemRandomness, codeVersion: 'test', peakRssBytes: () => 1 };
  };
  const detect = async () => {
    const run = await createDetectRings(services())(OPERATOR, {});
    if (!run.ok) throw new Error(run.failure.message);
    return run.value;
  };
  const gangsIn = async (runId: string): Promise<readonly string[]> => {
    const found = new Set<string>();
    for await (const ring of cases.rings.allRings(runId)) {
      if (ring.status !== 'ACTIVE') continue;
      for (const { kind, id } of ring.members) if (kind === 'Buyer') found.add(id.slice(0, 1));
    }
    return [...found].sort();
  };
  const allow = (kind: string, id: string, ...more: readonly string[]) =>
    runProgram(['allow', kind, id, '--because', 'the kiosk at the station', ...more], { services: services(), now });
  const allowAllOf = async (name: string) => {
    for (const kind of ['Device', 'PaymentInstrument', 'PayoutAccount']) await allow(kind, name, '--for', '30d');
  };

  it('ties nobody in the runs to come, which list it with the reason, until it is ended or over', async () => {
    const before = await detect();
    expect(await gangsIn(before.id)).toEqual(['x', 'y']);
    await allowAllOf('x');
    const run = await detect();
    expect(await gangsIn(run.id)).toEqual(['y']);
    const ignored = run.ignoredHubs.find(({ kind, id }) => kind === 'Device' && id === 'x');
    expect(ignored).toMatchObject({
      accounts: 6,
      reason: expect.stringMatching(/^in order until 2026-05-01T.*, says operator: the kiosk at the station$/),
    });
    now += 31 * DAY;
    expect(await gangsIn((await detect()).id)).toEqual(['x', 'y']);
  });

  it('tied nobody then: a run made again after the end of it gives the same', async () => {
    await allowAllOf('x');
    const run = await detect();
    const entries = await cases.suppressions.inForce((now * 4 + 3) as never);
    const suppressor = { ...services(), principal: OPERATOR };
    for (const { id } of entries) await endSuppression(suppressor, { id, note: 'it was removed' });
    expect(await gangsIn((await detect()).id)).toEqual(['x', 'y']);
    const again = await createRepeatRun(services())(OPERATOR, run.id);
    expect(again.ok && again.value.isEqual).toBe(true);
  });

  it('is whatever address lies in a range that is in order, met already or not; and no other', async () => {
    const seenAt = (name: string, id: string): GraphInput => {
      const { entities, events } = gang(name, 5);
      const seen = { type: 'SEEN_AT_IP', to: `IpAddress:${id}`, at: '2026-02-20T10:00:00Z' } as const;
      return { entities, events, links: entities.map(({ key }) => ({ ...seen, from: key })) };
    };
    given = graphOf(seenAt('p', '198.51.100.7'), seenAt('q', '2001:db8::7'), seenAt('r', '203.0.113.7'));
    const inOrder = async () =>
      (await detect()).ignoredHubs.flatMap(({ id, reason }) => (reason.startsWith('in order') ? [id] : []));
    expect(await inOrder()).toEqual([]);
    const done = await allow('IpAddress', '198.51.100.0/24', '--for', '30d');
    expect(done.stdout).toMatch(/^IpAddress 198\.51\.100\.0\/24 ties nobody until 2026-/);
    expect(await inOrder()).toEqual(['198.51.100.7']);
    await allow('IpAddress', '2001:DB8:0::/32', '--for', '60d');
    expect((await inOrder()).sort()).toEqual(['198.51.100.7', '2001:db8::7']);
    now += 31 * DAY;
    expect(await inOrder()).toEqual(['2001:db8::7']);
  });

  it('is refused where it is a range that says something else than it means', async () => {
    expect(await allow('IpAddress', '198.51.100.7/24')).toMatchObject({
      code: 2,
      stderr: 'range has bits set after the first 24: did you mean 198.51.100.0/24?\n',
    });
    for (const wrong of ['0.0.0.0/0', '198.51.100.0/33', '::/0', 'office/24', '/']) {
      expect(await allow('IpAddress', wrong)).toMatchObject({ code: 2, stderr: expect.stringMatching(/^range m/) });
    }
    // Of nothing else a slash means a range.
    expect(await allow('Device', '198.51.100.0/24')).toMatchObject({ code: 0 });
  });

  it('is refused where it is none, is not known, or nobody would look at it again', async () => {
    expect(await allow('Buyer', 'x0')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^kind must be one of/),
    });
    expect(await allow('Device', 'none')).toMatchObject({ code: 1, stderr: 'There is no Device with this id.\n' });
    expect(await allow('Device', 'x', '--for', '400d')).toMatchObject({ code: 2 });
    const done = await allow('Device', 'x', '--json');
    expect(JSON.parse(done.stdout)).toMatchObject({ reason: 'the kiosk at the station' });
  });
});
