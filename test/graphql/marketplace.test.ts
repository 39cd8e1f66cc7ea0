/** Graph, search and lists, asked over real stores filled with a generated marketplace. */
import { describe, expect, test } from 'vitest';
import { marketplaceService } from '../support/marketplace-service.ts';

const ENTITY = 'id kind externalId label status riskLabel linkCount';
const { ask, topRing } = marketplaceService();

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
