/** Verdicts over GraphQL, and what later runs make of them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { createDetectRings } from '../../server/src/application/detect-rings.ts';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { gang, graphOf } from '../support/gangs.ts';
import { createFakeGraphStore, fakeEntity } from '../support/graph-store.fake.ts';
import { AUDITOR, type GraphqlService, openStores, type Stores, serveGraphql } from '../support/graphql-service.ts';

let stores: Stores;
let service: GraphqlService;
let ringId: string;
beforeEach(async () => {
  stores = await openStores();
  const graph = createFakeGraphStore({ entities: [fakeEntity('Buyer', 'x5'), fakeEntity('Device', 'x')], links: [] });
  service = await serveGraphql({ ...stores, graph });
  await detect(graphOf(gang('x', 6)));
  ringId = (await ask('{ rings { nodes { id } } }')).rings.nodes[0].id;
});
afterEach(async () => {
  await service.handler.stop();
  await stores.graph.close();
  await stores.cases.close();
});

async function detect(columns: GraphColumns): Promise<void> {
  const graph = {
    ...createFakeGraphStore({ entities: [], links: [], events: [] }),
    loadColumns: async () => ({ columns, changeNumber: 1, counts: { entities: 0, links: 0, events: 0 } }),
  };
  const deps = { ...stores.cases, graph, clock: { now: Date.now }, randomness: systemRandomness };
  const run = await createDetectRings({ ...deps, codeVersion: 'test', peakRssBytes: () => 0 })(OPERATOR, {});
  if (!run.ok) throw new Error(run.failure.message);
}
const ask = async (query: string) => {
  const reply = await service.ask(query);
  expect(reply.errors).toEqual([]);
  return reply.data;
};
const judge = (verdict: string, id = ringId) =>
  ask(`mutation { setRingVerdict(ring: "${id}", verdict: ${verdict}, reason: HOUSEHOLD, note: "a family") { id } }`);
const verdictOf = async (id = ringId) =>
  (await ask(`{ ring(id: "${id}") { verdict { verdict reason note by outdatedBy inheritedFrom } } }`)).ring.verdict;
const membersOf = async () =>
  (await ask('{ rings { nodes { members { nodes { entity { externalId } } } } } }')).rings.nodes[0].members.nodes.map(
    ({ entity }: { entity: { externalId: string } }) => entity.externalId,
  );

describe('a verdict on a ring', () => {
  it('is kept with reason, note and who gave it; the last one holds and the first is not lost', async () => {
    expect(await verdictOf()).toBeNull();
    await judge('IN_REVIEW');
    await judge('DISMISSED');
    const by = { verdict: 'DISMISSED', reason: 'HOUSEHOLD', note: 'a family', by: 'Anna', outdatedBy: null };
    expect(await verdictOf()).toMatchObject(by);
    const { ring } = await ask(`{ ring(id: "${ringId}") { verdicts { verdict } } }`);
    expect(ring.verdicts).toEqual([{ verdict: 'IN_REVIEW' }, { verdict: 'DISMISSED' }]);
  });

  it('of two who had seen the same, one is kept and the other told who was faster and what they said', async () => {
    const give = (lastVerdictAt: string | null) =>
      service.ask(
        `mutation($at: DateTime) {
          setRingVerdict(ring: "${ringId}", verdict: CONFIRMED, reason: FRAUD, lastVerdictAt: $at) { verdict { at } }
        }`,
        { variables: { at: lastVerdictAt } },
      );
    const replies = await Promise.all([give(null), give(null)]);
    const [refused, ...others] = replies.flatMap(({ errors }) => errors);
    expect(others).toEqual([]);
    expect(refused).toMatchObject({
      message: `Ring ${ringId} was judged meanwhile: confirmed, by Anna. Judge again if you still would.`,
      extensions: { code: 'CHANGED_MEANWHILE' },
    });
    const { ring } = await ask(`{ ring(id: "${ringId}") { verdicts { at } } }`);
    expect(ring.verdicts).toHaveLength(1);
    expect((await give(ring.verdicts[0].at)).errors).toEqual([]);
  });

  it('stands through an equal run and a small change, and is outdated by a material one, which says what is new', async () => {
    await judge('DISMISSED');
    await detect(graphOf(gang('x', 6)));
    await detect(graphOf(gang('x', 7)));
    expect(await verdictOf()).toMatchObject({ verdict: 'DISMISSED', outdatedBy: null });
    await detect(graphOf(gang('x', 9)));
    expect((await verdictOf()).outdatedBy).toContain('+3 accounts');
    await judge('CONFIRMED');
    expect(await verdictOf()).toMatchObject({ verdict: 'CONFIRMED', outdatedBy: null });
  });

  it('is on the picture that was looked at: what came since is told at once, and counted from that run', async () => {
    const [{ runId }] = (await ask('{ detectionRuns { nodes { runId } } }')).detectionRuns.nodes;
    const told = 'verdict { outdatedBy seen { ringId run { runId } } }';
    await detect(graphOf(gang('x', 9)));
    const give = (run: string) =>
      ask(
        `mutation { setRingVerdict(ring: "${ringId}", verdict: DISMISSED, reason: AGENCY, run: "${run}") { ${told} } }`,
      );
    const seen = { ringId, run: { runId } };
    const { setRingVerdict } = await give(runId);
    expect(setRingVerdict.verdict).toMatchObject({ outdatedBy: expect.stringContaining('+3 accounts'), seen });
    const { ring } = await ask(
      `{ ring(id: "${ringId}") { diff(fromRun: "${runId}") { joined { role } kept { role } } } }`,
    );
    expect([ring.diff.joined.length, ring.diff.kept.length]).toEqual([3, 7]);
    await judge('DISMISSED');
    expect((await ask(`{ ring(id: "${ringId}") { ${told} } }`)).ring.verdict).toMatchObject({ outdatedBy: null });
    const { errors } = await service.ask(
      `mutation { setRingVerdict(ring: "${ringId}", verdict: DISMISSED, reason: AGENCY, run: "run_none") { id } }`,
    );
    expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('makes whoever carried a confirmed ring known to later runs, and does not outdate itself by that', async () => {
    const evidence = async () => {
      const { ring } = await ask(`{ ring(id: "${ringId}") { evidence { type } } }`);
      return ring.evidence.map(({ type }: { type: string }) => type);
    };
    const nearFraud = async () =>
      (await ask('{ rings(filter: { evidence: [KNOWN_FRAUD] }) { nodes { id } } }')).rings.nodes;
    await judge('CONFIRMED');
    expect(await evidence()).not.toContain('KNOWN_FRAUD');
    expect(await nearFraud()).toEqual([]);
    await detect(graphOf(gang('x', 6)));
    expect(await evidence()).toContain('KNOWN_FRAUD');
    expect(await nearFraud()).toEqual([{ id: ringId }]);
    expect(await verdictOf()).toMatchObject({ verdict: 'CONFIRMED', outdatedBy: null });
  });

  it('chooses the rings of a list: dismissed ones can be left out, until new evidence opens them', async () => {
    const listed = async (filter: string) =>
      (await ask(`{ rings(filter: { ${filter} }) { nodes { id } totalCount } }`)).rings.totalCount;
    await detect(graphOf(gang('x', 6), gang('y', 5)));
    await judge('DISMISSED');
    expect(await listed('')).toBe(2);
    expect(await listed('hideDismissed: true')).toBe(1);
    expect(await listed('verdicts: [DISMISSED]')).toBe(1);
    expect(await listed('verdicts: [CONFIRMED]')).toBe(0);
    await detect(graphOf(gang('x', 9), gang('y', 5)));
    expect(await listed('hideDismissed: true')).toBe(2);
    expect(await listed('verdicts: [DISMISSED]')).toBe(0);
  });

  it('is shown on rings that work alike, in words', async () => {
    await judge('CONFIRMED');
    await detect(graphOf(gang('x', 6), gang('y', 5)));
    const { rings } = await ask('{ rings { nodes { id similar { ring { id } verdict { verdict } statement } } } }');
    const other = rings.nodes.find(({ id }: { id: string }) => id !== ringId);
    const own = rings.nodes.find(({ id }: { id: string }) => id === ringId);
    expect(own.similar).toEqual([]);
    expect(other.similar).toMatchObject([
      {
        ring: { id: ringId },
        verdict: { verdict: 'CONFIRMED' },
        statement: expect.stringMatching(/^works alike: [a-z, ]+$/),
      },
    ]);
  });
});

describe('a verdict on a member or a link', () => {
  it('takes whoever is not involved out of the next run, and back when judged again', async () => {
    const give = (verdict: string) =>
      ask(`mutation { setMemberVerdict(ring: "${ringId}", member: { kind: BUYER, externalId: "x5" },
        verdict: ${verdict}, reason: AGENCY) { id } }`);
    expect(await membersOf()).toContain('x5');
    await give('NOT_INVOLVED');
    const { ring } = await ask(
      `{ ring(id: "${ringId}") { members { nodes { entity { externalId } verdict { verdict by } } } } }`,
    );
    const judged = ring.members.nodes.filter(({ verdict }: { verdict: unknown }) => verdict !== null);
    expect(judged).toEqual([{ entity: { externalId: 'x5' }, verdict: { verdict: 'NOT_INVOLVED', by: 'Anna' } }]);
    await detect(graphOf(gang('x', 6)));
    expect(await membersOf()).not.toContain('x5');
    await give('INVOLVED');
    await detect(graphOf(gang('x', 6)));
    expect(await membersOf()).toContain('x5');
  });

  it.each([
    [
      'a member',
      (at: string) => `setMemberVerdict(ring: "${ringId}", member: { kind: BUYER, externalId: "x5" },
        verdict: NOT_INVOLVED, reason: AGENCY, lastVerdictAt: ${at}) { id }`,
      'Buyer:x5 was judged meanwhile: not involved, by Anna. Judge again if you still would.',
    ],
    [
      'a link',
      (at: string) => `setLinkVerdict(from: { kind: BUYER, externalId: "x5" }, to: { kind: DEVICE, externalId: "x" },
        sameActor: false, reason: AGENCY, lastVerdictAt: ${at}) { by }`,
      'The link was judged meanwhile: by Anna. Judge again if you still would.',
    ],
  ])('of two who had seen the same of %s, one is kept and the other told who was faster', async (_, give, message) => {
    const replies = await Promise.all([1, 2].map(() => service.ask(`mutation { ${give('null')} }`)));
    expect(replies.flatMap(({ errors }) => errors)).toMatchObject([
      { message, extensions: { code: 'CHANGED_MEANWHILE' } },
    ]);
  });

  it('refuses a time that is over, an unknown end, a stranger, an unknown ring, and whoever may not judge', async () => {
    const link = (args: string) =>
      `mutation { setLinkVerdict(from: { kind: BUYER, externalId: "x5" }, ${args}, sameActor: false, reason: BAD_DATA) { by } }`;
    const code = async (query: string, principal = undefined as typeof AUDITOR | undefined) =>
      (await service.ask(query, principal && { principal })).errors[0]?.extensions.code;
    expect(await code(link('to: { kind: DEVICE, externalId: "x" }, until: "2020-01-01"'))).toBe('INVALID_ARGUMENT');
    expect(await code(link('to: { kind: DEVICE, externalId: "none" }'))).toBe('NOT_FOUND');
    expect(await code(link('to: { kind: DEVICE, externalId: "x" }'))).toBeUndefined();
    const member = `mutation { setMemberVerdict(ring: "${ringId}", member: { kind: BUYER, externalId: "q" },
      verdict: INVOLVED, reason: FRAUD) { id } }`;
    expect(await code(member)).toBe('NOT_FOUND');
    const ring = (id: string) => `mutation { setRingVerdict(ring: "${id}", verdict: CONFIRMED, reason: FRAUD) { id } }`;
    expect(await code(ring('rng_none'))).toBe('NOT_FOUND');
    expect(await code(ring(ringId), AUDITOR)).toBe('FORBIDDEN');
  });
});
