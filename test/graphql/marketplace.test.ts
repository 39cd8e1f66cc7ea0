/** The whole surface, asked over real stores filled with a generated marketplace. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillStores, type GraphqlService, openStores, type Stores, serveGraphql } from '../support/graphql-service.ts';

let stores: Stores;
let service: GraphqlService;
const ENTITY = 'id kind externalId label status riskLabel linkCount';

beforeAll(async () => {
  stores = await openStores();
  await fillStores(stores, 12_000);
  service = await serveGraphql(stores);
});
afterAll(async () => {
  await service.handler.stop();
  await stores.graph.close();
  await stores.cases.close();
});

const ask: GraphqlService['ask'] = async (query, options) => {
  const reply = await service.ask(query, options);
  expect(reply.errors).toEqual([]);
  return reply;
};

const topRing = async (): Promise<string> => (await ask('{ rings(first: 1) { nodes { id } } }')).data.rings.nodes[0].id;

describe('rings', () => {
  test('are listed by score and paged to and fro without gap or repeat', async () => {
    const all = await ask('{ rings(first: 100) { totalCount nodes { id score severity status } } }');
    const { nodes, totalCount } = all.data.rings;
    expect(totalCount).toBeGreaterThan(3);
    const scores = nodes.map((ring: { score: number }) => ring.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    const page =
      'totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
    const first = await ask(`{ rings(first: 2) { ${page} } }`);
    const { pageInfo } = first.data.rings;
    expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await ask(`query($after: String) { rings(first: 2, after: $after) { ${page} } }`, {
      variables: { after: pageInfo.endCursor },
    });
    const ids = [...first.data.rings.edges, ...second.data.rings.edges].map((edge) => edge.node.id);
    expect(ids).toEqual(nodes.slice(0, 4).map((ring: { id: string }) => ring.id));
    const back = await ask(`query($before: String) { rings(last: 2, before: $before) { ${page} } }`, {
      variables: { before: second.data.rings.pageInfo.startCursor },
    });
    expect(back.data.rings.edges).toEqual(first.data.rings.edges);
  });

  test('one ring shows members, identifiers, evidence with the rows behind it, picture, timeline and birth', async () => {
    const id = await topRing();
    const { data } = await ask(
      `query Ring($id: ID!) { ring(id: $id) {
        id score severity confidence status size summary markets stages wouldDrop firstSeen lastSeen
        stability { repetitions returned returnedWhole isStable statement }
        evidenceTree { strength types statement from { externalId } to { externalId } entities { kind externalId } }
        chance { copies copiesAsTight falseDiscoveryRate statement }
        scoreTerms { name points } typologies { code score reason }
        exposure { stillStoppable { amount currency } alreadyLost { amount currency } turnover { amount currency } }
        members(first: 100) { totalCount nodes { role confidence reason tenureDays orders refundRate chargebackRate
          enforcements overturned turnover { amount currency } stillStoppable { amount } entity { ${ENTITY} } otherRings { id } } }
        identifiers { sharedBy accounts rarity statement entity { kind externalId } }
        evidence { type statement weight entities { externalId } members { externalId }
          links { id type explanation from { externalId } to { externalId } } events(first: 3) { totalCount nodes { type } } }
        counterEvidence { type statement weight }
        graph(limit: 100) { truncated omittedNodes nodes { ${ENTITY} } links { id type strength from { id } to { id } } }
        timeline(buckets: 20) { from to omitted lanes { stage counts } }
        lineage { type at runId statement }
        run { id published resultHash }
      } }`,
      { variables: { id } },
    );
    const { ring } = data;
    expect(ring.members.totalCount).toBe(ring.size);
    expect(ring.members.nodes).toHaveLength(Math.min(100, ring.size));
    expect(ring.evidence.length).toBeGreaterThan(0);
    expect(ring.graph.nodes.length).toBeGreaterThanOrEqual(ring.size);
    const drawn = new Set(ring.graph.nodes.map((node: { id: string }) => node.id));
    for (const link of ring.graph.links) expect(drawn.has(link.from.id) && drawn.has(link.to.id)).toBe(true);
    for (const evidence of ring.evidence) {
      expect(evidence.links.length + evidence.events.totalCount + evidence.entities.length).toBeGreaterThan(0);
    }
    expect(ring.stability).toMatchObject({ repetitions: 10, statement: expect.stringContaining('of 10 searches') });
    const own = new Set(ring.members.nodes.map(({ entity }: { entity: { externalId: string } }) => entity.externalId));
    expect(ring.evidenceTree.length).toBeGreaterThan(0);
    expect(ring.evidenceTree.length).toBeLessThan(ring.size);
    for (const { from, to } of ring.evidenceTree) expect(own.has(from.externalId) && own.has(to.externalId)).toBe(true);
    expect(ring.chance.falseDiscoveryRate >= 0 && ring.chance.falseDiscoveryRate <= 1).toBe(true);
    expect(ring.lineage).toMatchObject([{ type: 'BORN', runId: ring.run.id }]);
    expect(ring.timeline.lanes.every((lane: { counts: number[] }) => lane.counts.length === 20)).toBe(true);
    for (const { rarity } of ring.identifiers) expect(rarity >= 0 && rarity <= 1).toBe(true);
  });

  test('the links behind a piece of evidence touch its members or what it names', async () => {
    const { data } = await ask(
      `{ rings(first: 10) { nodes { evidence { type members { id } entities { id } links { from { id } to { id } } } } } }`,
    );
    const evidence = data.rings.nodes.flatMap((ring: { evidence: unknown[] }) => ring.evidence);
    const shared = evidence.filter(({ type }: { type: string }) => type.startsWith('SHARED_'));
    expect(shared.length).toBeGreaterThan(0);
    for (const { members, entities, links } of shared) {
      const named = new Set([...members, ...entities].map(({ id }: { id: string }) => id));
      expect(links.length).toBeGreaterThanOrEqual(2);
      for (const { from, to } of links) expect(named.has(from.id) || named.has(to.id)).toBe(true);
    }
  });

  test('a filter finds the rings of a member, and only those', async () => {
    const { data } = await ask(
      '{ rings(first: 1) { nodes { id members(first: 1) { nodes { entity { kind externalId } } } } } }',
    );
    const [ring] = data.rings.nodes;
    const { kind, externalId } = ring.members.nodes[0].entity;
    const filtered = await ask('query($member: EntityRef!) { rings(filter: { member: $member }) { nodes { id } } }', {
      variables: { member: { kind, externalId } },
    });
    const ids = filtered.data.rings.nodes.map((one: { id: string }) => one.id);
    expect(ids).toContain(ring.id);
    const entity = await ask('query($ref: EntityRef!) { entity(ref: $ref) { rings { nodes { id } totalCount } } }', {
      variables: { ref: { kind, externalId } },
    });
    expect(entity.data.entity.rings.nodes.map((one: { id: string }) => one.id).sort()).toEqual([...ids].sort());
  });
});

describe('the graph', () => {
  test('a neighbourhood holds the start, its neighbours and the links among them', async () => {
    const { data } = await ask(
      '{ rings(first: 1) { nodes { members(first: 1) { nodes { entity { kind externalId } } } } } }',
    );
    const { kind, externalId } = data.rings.nodes[0].members.nodes[0].entity;
    const near = await ask(
      `query($of: [EntityRef!]!) {
        one: neighbourhood(of: $of) { truncated omittedNodes nodes { ${ENTITY} linkCounts { type count } } links { id } }
        two: neighbourhood(of: $of, depth: 2, limit: 1000) { nodes { id } links { id } }
        few: neighbourhood(of: $of, depth: 2, limit: 5) { truncated omittedNodes nodes { id } }
        typed: neighbourhood(of: $of, linkTypes: [USES_DEVICE]) { nodes { kind } links { type } }
      }`,
      { variables: { of: [{ kind, externalId }] } },
    );
    const { one, two, few, typed } = near.data;
    expect(one.nodes[0]).toMatchObject({ kind, externalId });
    expect(one.nodes[0].linkCounts.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(
      one.nodes[0].linkCount,
    );
    expect(two.nodes.length).toBeGreaterThan(one.nodes.length);
    expect(few.nodes).toHaveLength(5);
    expect(few.truncated).toBe(true);
    expect(few.omittedNodes).toBeGreaterThanOrEqual(two.nodes.length - 5);
    expect(new Set(typed.links.map((link: { type: string }) => link.type))).toEqual(new Set(['USES_DEVICE']));
  });

  test('two members of a ring are tied by a path', async () => {
    const { data } = await ask(
      '{ rings(first: 1) { nodes { members(first: 2) { nodes { entity { kind externalId } } } } } }',
    );
    const [from, to] = data.rings.nodes[0].members.nodes.map((node: { entity: unknown }) => node.entity);
    const paths = await ask(
      `query($from: EntityRef!, $to: EntityRef!) { paths(from: $from, to: $to) {
        length strength nodes { kind externalId } links { type from { externalId } to { externalId } explanation } } }`,
      { variables: { from, to } },
    );
    const found = paths.data.paths;
    expect(found.length).toBeGreaterThan(0);
    for (const path of found) {
      expect(path.nodes[0]).toEqual(from);
      expect(path.nodes.at(-1)).toEqual(to);
      expect(path.links).toHaveLength(path.length);
    }
    const lengths = found.map((path: { length: number }) => path.length);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  });

  test('events are found by entity, order and id, and paged', async () => {
    const { data } = await ask(
      '{ events(types: [ORDER], first: 1) { totalCount nodes { id externalId type stage at orderId status amount { amount currency } from { kind externalId } to { externalId } involved { kind } attributes { name } } } }',
    );
    const [event] = data.events.nodes;
    expect(event).toMatchObject({ type: 'ORDER', stage: 'TRANSACTION' });
    const again = await ask(
      `query($id: String!, $global: ID!, $orderId: String, $of: [EntityRef!]) {
        event(id: $id) { id } byGlobal: event(id: $id) { id } node(id: $global) { __typename id }
        order: events(orderId: $orderId) { nodes { orderId } }
        theirs: events(of: $of, types: [ORDER], first: 100) { nodes { from { externalId } } pageInfo { hasPreviousPage } }
      }`,
      { variables: { id: event.externalId, global: event.id, orderId: event.orderId, of: [event.from] } },
    );
    expect(again.data.node).toEqual({ __typename: 'Event', id: event.id });
    expect(again.data.order.nodes.every((one: { orderId: string }) => one.orderId === event.orderId)).toBe(true);
    expect(
      again.data.theirs.nodes.every(
        (one: { from: { externalId: string } }) => one.from.externalId === event.from.externalId,
      ),
    ).toBe(true);
  });

  test('search finds a ring, an order, an event and an entity by what an investigator holds', async () => {
    const ring = await topRing();
    const events = await ask(
      '{ events(types: [ORDER], first: 1) { nodes { externalId orderId from { externalId } } } }',
    );
    const [event] = events.data.events.nodes;
    const search = async (text: string) =>
      (
        await ask(
          `query($text: String!) { search(text: $text) { totalCount nodes { __typename
            ... on Ring { id } ... on Order { orderId events { totalCount } } ... on Event { externalId } ... on Entity { externalId } } } }`,
          { variables: { text } },
        )
      ).data.search.nodes;
    expect(await search(ring)).toMatchObject([{ __typename: 'Ring', id: ring }]);
    expect(await search(event.orderId)).toContainEqual(
      expect.objectContaining({ __typename: 'Order', orderId: event.orderId }),
    );
    expect(await search(event.externalId)).toContainEqual({ __typename: 'Event', externalId: event.externalId });
    expect((await search(event.from.externalId))[0]).toEqual({
      __typename: 'Entity',
      externalId: event.from.externalId,
    });
    expect(await search('nothing-is-called-this')).toEqual([]);
  });

  test('search pages through its mixed hits without gap or repeat', async () => {
    const page = async (first: number, after: string | null) =>
      (
        await ask(
          'query($first: Int, $after: String) { search(text: "b", first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { __typename ... on Entity { id } ... on Event { id } ... on Order { orderId } } } }',
          { variables: { first, after } },
        )
      ).data.search;
    const whole = await page(30, null);
    const parts: unknown[] = [];
    let after: string | null = null;
    for (let i = 0; i < 10; i++) {
      const part: { nodes: unknown[]; pageInfo: { endCursor: string } } = await page(3, after);
      parts.push(...part.nodes);
      after = part.pageInfo.endCursor;
    }
    expect(parts).toEqual(whole.nodes);
  });
});

describe('a pasted list', () => {
  test('is tied together, with its rings, who else belongs, what is shared and what is unknown', async () => {
    const { data } = await ask(
      '{ rings(first: 1) { nodes { id size members(first: 100) { nodes { entity { id kind externalId } } } } } }',
    );
    const [ring] = data.rings.nodes;
    const members = ring.members.nodes.map((node: { entity: { externalId: string } }) => node.entity);
    const given = members.slice(0, Math.ceil(members.length / 2));
    const { data: found } = await ask(
      `query($ids: [String!]) { investigate(refs: [], ids: $ids) {
        unknown found { id } rings { id } alsoInvolved { id }
        subgraph { truncated nodes { id } links { id } }
        paths { length nodes { id } }
        sharedIdentifiers { sharedBy accounts rarity statement entity { kind } }
      } }`,
      { variables: { ids: [...given.map(({ externalId }: { externalId: string }) => externalId), 'no such thing'] } },
    );
    const { investigate } = found;
    expect(investigate.unknown).toEqual(['no such thing']);
    expect(investigate.rings.map(({ id }: { id: string }) => id)).toContain(ring.id);
    expect(investigate.found.length).toBeGreaterThanOrEqual(given.length);
    expect(investigate.subgraph.nodes.length).toBeGreaterThanOrEqual(given.length);
    if (given.length > 1) expect(investigate.paths.length).toBeGreaterThan(0);
  });
});

describe('identity', () => {
  test('a global id leads back to its thing; a foreign or broken one to nothing', async () => {
    const { data } = await ask(
      '{ rings(first: 1) { nodes { id run { id } members(first: 1) { nodes { entity { id } } } } } detectionRuns { nodes { id } } }',
    );
    const [ring] = data.rings.nodes;
    const entity = ring.members.nodes[0].entity.id;
    const node = async (id: string) =>
      (await ask('query($id: ID!) { node(id: $id) { __typename id } }', { variables: { id } })).data.node;
    expect(await node(ring.id)).toEqual({ __typename: 'Ring', id: ring.id });
    expect(await node(entity)).toEqual({ __typename: 'Entity', id: entity });
    expect(await node(data.detectionRuns.nodes[0].id)).toMatchObject({ __typename: 'DetectionRun' });
    for (const id of [
      'rng_ffff',
      'zzz',
      `${entity}=`,
      '',
      '{}',
      Buffer.from('n\nSeller\nnobody').toString('base64url'),
    ]) {
      expect(await node(id)).toBeNull();
    }
  });

  test('the viewer and the stores are told', async () => {
    const { data } = await ask(
      '{ viewer { name role } status { version graphStore graphStoreVersion changesBehind entities links events } }',
    );
    expect(data.viewer).toEqual({ name: 'Anna', role: 'INVESTIGATOR' });
    expect(data.status).toMatchObject({ version: 'test', graphStore: 'SQLite', changesBehind: expect.any(Number) });
    expect(data.status.graphStoreVersion).toMatch(/^3\.\d+/);
    expect(data.status.entities).toBeGreaterThan(1000);
  });
});
