/** A queue of alerts over GraphQL: whose each is, several at once, and who was faster. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../server/src/domain/principal.ts';
import { anAlert } from '../support/alert-builders.ts';
import {
  AUDITOR,
  type GraphqlService,
  INVESTIGATOR,
  openStores,
  type Stores,
  serveGraphql,
} from '../support/graphql-service.ts';
import { aRing, aRun, day } from '../support/ring-builders.ts';

const BERT: Principal = { ...INVESTIGATOR, id: 'bert', name: 'Bert' };
const IDS = ['alr_1', 'alr_2', 'alr_3'];
let stores: Stores;
let service: GraphqlService;
beforeEach(async () => {
  stores = await openStores();
  service = await serveGraphql(stores);
  const { access, alerts, rings } = stores.cases;
  await access.addSession({ idHash: 'b', role: 'investigator', name: 'Bert', expiresAt: day(1) });
  await access.addSession({ idHash: 'v', role: 'viewer', name: 'Vera', expiresAt: day(1) });
  await rings.publishRun(
    aRun('run_1'),
    ['r1', 'r2', 'r3'].map((id) => aRing(id)),
  );
  const changes = IDS.map((id, i) => {
    const alert = anAlert(id, `r${i + 1}`, { severity: i === 0 ? 'HIGH' : 'MEDIUM', typologies: ['BRUSHING'] });
    return { alert, type: 'OPENED', at: day(1), by: 'operator', note: '' } as const;
  });
  await alerts.change(changes, 0, {
    type: 'alertsOPENED',
    at: day(1),
    principal: 'operator',
    subject: '',
    details: {},
  });
});
afterEach(async () => {
  await service.handler.stop();
  await stores.graph.close();
  await stores.cases.close();
});

const ask = async (query: string, principal = INVESTIGATOR) => {
  const { data, errors } = await service.ask(query, { principal });
  expect(errors).toEqual([]);
  return data;
};
const errorOf = async (query: string, principal = INVESTIGATOR) => (await service.ask(query, { principal })).errors[0];
const listed = async (args: string) =>
  (await ask(`{ alerts(${args}) { nodes { id } } }`)).alerts.nodes.map(({ id }: { readonly id: string }) => id);
const assign = (id: string, to: string, rest = '') =>
  `mutation { assignAlert(id: "${id}", to: ${to}${rest}) { revision assignment { to by } } }`;
const seen = (...ids: readonly string[]) => `alerts: [${ids.map((id) => `{ id: "${id}" }`).join(' ')}]`;
const OUTCOME = '{ id code problem alert { status closeReason assignment { to } } }';

describe('an alert', () => {
  it('is taken, handed over and let go, and remembers who did so', async () => {
    expect((await ask(assign('alr_1', '"Anna"'))).assignAlert).toEqual({
      ...{ revision: 4, assignment: { to: 'Anna', by: 'Anna' } },
    });
    expect(await listed('filter: { assignee: "Anna" }')).toEqual(['alr_1']);
    await ask(assign('alr_1', '"Bert"', ', note: "knows the seller"'));
    expect(await listed('filter: { unassigned: true }')).toEqual(['alr_2', 'alr_3']);
    expect((await ask(assign('alr_1', 'null'), BERT)).assignAlert.assignment).toBeNull();
    const { steps } = (await ask('{ alert(id: "alr_1") { steps { type by note assignee } } }')).alert;
    expect(steps.slice(1)).toEqual([
      { type: 'ASSIGNED', by: 'Anna', note: '', assignee: 'Anna' },
      { type: 'ASSIGNED', by: 'Anna', note: 'knows the seller', assignee: 'Bert' },
      { type: 'RELEASED', by: 'Bert', note: '', assignee: null },
    ]);
  });

  it('is told to the second who takes it; whoever has it already keeps it, and nothing is written', async () => {
    await ask(assign('alr_1', '"Anna"', ', revision: 1'));
    const second = await errorOf(assign('alr_1', '"Bert"', ', revision: 1'), BERT);
    expect(second).toMatchObject({ extensions: { code: 'CHANGED_MEANWHILE' } });
    expect(second?.message).toContain('given to Anna, by Anna');
    expect((await ask(assign('alr_1', '"Anna"', ', revision: 1'))).assignAlert.revision).toBe(4);
    const close = 'mutation { closeAlert(id: "alr_1", reason: HANDLED, revision: 1) { id } }';
    expect((await errorOf(close, BERT))?.extensions.code).toBe('CHANGED_MEANWHILE');
    expect(await stores.cases.alerts.lastStep()).toBe(4);
  });

  it('is given to nobody unknown, to nobody who may not, and by nobody who may not; not once it is closed', async () => {
    expect((await ask('{ alertHandlers }')).alertHandlers).toEqual(['Anna', 'Bert']);
    for (const to of ['"Bret"', '"Vera"']) {
      expect((await errorOf(assign('alr_1', to)))?.extensions.code).toBe('INVALID_ARGUMENT');
    }
    expect((await errorOf(assign('alr_1', '"Bert"'), AUDITOR))?.extensions.code).toBe('FORBIDDEN');
    await ask(`mutation { closeAlerts(${seen('alr_1')}, reason: OTHER) ${OUTCOME} }`);
    expect((await errorOf(assign('alr_1', '"Bert"')))?.extensions.code).toBe('INVALID_ARGUMENT');
    const both = '{ alerts(filter: { assignee: "Anna", unassigned: true }) { totalCount } }';
    expect((await errorOf(both))?.extensions.code).toBe('INVALID_ARGUMENT');
  });

  it('of two people who take it at the same moment one has it', async () => {
    const both = await Promise.all([
      service.ask(assign('alr_1', '"Anna"', ', revision: 1'), { principal: INVESTIGATOR }),
      service.ask(assign('alr_1', '"Bert"', ', revision: 1'), { principal: BERT }),
    ]);
    const codes = both.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
    expect(codes).toEqual(['CHANGED_MEANWHILE']);
    expect(await stores.cases.alerts.lastStep()).toBe(4);
  });
});

describe('several alerts', () => {
  it('are given and closed at once, each with its own outcome', async () => {
    await ask(`mutation { closeAlert(id: "alr_2", reason: HANDLED) { id } }`, BERT);
    const stale = '{ id: "alr_1", revision: 1 } { id: "alr_2", revision: 2 } { id: "alr_none" }';
    const { assignAlerts } = await ask(`mutation { assignAlerts(alerts: [${stale}], to: "Bert") ${OUTCOME} }`);
    expect(assignAlerts).toMatchObject([
      { id: 'alr_1', code: null, problem: null, alert: { assignment: { to: 'Bert' } } },
      { id: 'alr_2', code: 'CHANGED_MEANWHILE', problem: expect.stringContaining('closed, by Bert') },
      { id: 'alr_none', code: 'NOT_FOUND', alert: null },
    ]);
    const close = `mutation { closeAlerts(${seen(...IDS)}, reason: FALSE_ALARM, note: "a campaign") ${OUTCOME} }`;
    expect((await ask(close)).closeAlerts).toMatchObject([
      { code: null, alert: { closeReason: 'FALSE_ALARM' } },
      { code: 'INVALID_ARGUMENT', alert: { closeReason: 'HANDLED' } },
      { code: null, alert: { closeReason: 'FALSE_ALARM' } },
    ]);
    expect(await listed('statuses: [CLOSED], filter: { closeReasons: [FALSE_ALARM] }')).toEqual(['alr_1', 'alr_3']);
  });

  it('are kept back by an entry for the ring of each', async () => {
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const keep = `mutation { keepBackAlerts(alerts: [{ id: "alr_1", revision: 9 } { id: "alr_2" } { id: "alr_3" }],
      reason: "a known campaign", until: "${until}") ${OUTCOME} }`;
    expect((await ask(keep)).keepBackAlerts).toMatchObject([
      { code: 'CHANGED_MEANWHILE', alert: { status: 'OPEN' } },
      { code: null, alert: { status: 'CLOSED', closeReason: 'SUPPRESSED' } },
      { code: null, alert: { status: 'CLOSED', closeReason: 'SUPPRESSED' } },
    ]);
    const { nodes } = (await ask('{ suppressions { nodes { reason owner ring { id } } } }')).suppressions;
    expect(nodes.map(({ ring }: { readonly ring: { readonly id: string } }) => ring.id).sort()).toEqual(['r2', 'r3']);
    expect(nodes[0]).toMatchObject({ reason: 'a known campaign', owner: 'Anna' });
  });

  it('are refused as a whole where none is named, one twice, or more than a hundred, and to whoever may not', async () => {
    const close = (alerts: string) => `mutation { closeAlerts(${alerts}, reason: OTHER) { id } }`;
    const many = seen(...Array.from({ length: 101 }, (_, i) => `alr_${i}`));
    for (const alerts of ['alerts: []', seen('alr_1', 'alr_1'), many]) {
      expect((await errorOf(close(alerts)))?.extensions.code).toBe('INVALID_ARGUMENT');
    }
    expect((await errorOf(close(seen('alr_1')), AUDITOR))?.extensions.code).toBe('FORBIDDEN');
    expect(await listed('filter: { severities: [HIGH, MEDIUM] }, orderBy: { field: SEVERITY }')).toEqual(IDS);
  });
});
