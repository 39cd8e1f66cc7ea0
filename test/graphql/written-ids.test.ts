/** Ids as people write them: in another case, with blanks around them, only their beginning, or none of ours at all. */
import { beforeAll, describe, expect, test } from 'vitest';
import { marketplaceService } from '../support/marketplace-service.ts';

const { askAny } = marketplaceService(6_000);
let ringId: string;
let order: { readonly externalId: string; readonly orderId: string };

beforeAll(async () => {
  const { data } = await askAny(
    '{ rings(first: 1) { nodes { id } } events(types: [ORDER], first: 1) { nodes { externalId orderId } } }',
  );
  ringId = data.rings.nodes[0].id;
  order = data.events.nodes[0];
});

const SEARCH = `query($text: String!) { search(text: $text) { nodes { __typename
  ... on Ring { id } ... on Order { orderId } ... on Event { externalId } } } }`;
const search = async (text: string) => (await askAny(SEARCH, { variables: { text } })).data.search.nodes;
const ringsNamed = async (text: string): Promise<readonly string[]> => {
  const query = 'query($text: String) { rings(first: 100, filter: { text: $text }) { nodes { id } } }';
  const { data } = await askAny(query, { variables: { text } });
  return data.rings.nodes.map(({ id }: { readonly id: string }) => id);
};

const WAYS: readonly (readonly [string, (id: string) => string])[] = [
  ['in lower case', (id) => id.toLowerCase()],
  ['in upper case', (id) => id.toUpperCase()],
  ['with blanks around', (id) => `  ${id} `],
];

describe.each(WAYS)('an id written %s', (_, write) => {
  test('finds its order', async () => {
    expect(await search(write(order.orderId))).toContainEqual({ __typename: 'Order', orderId: order.orderId });
  });
  test('finds its event', async () => {
    expect(await search(write(order.externalId))).toContainEqual({
      __typename: 'Event',
      externalId: order.externalId,
    });
  });
  test('finds its ring', async () => {
    expect(await search(write(ringId))).toEqual([{ __typename: 'Ring', id: ringId }]);
    expect(await ringsNamed(write(ringId))).toEqual([ringId]);
  });
  test('finds rings by the beginning of it', async () => {
    const prefix = write(ringId.slice(0, 8));
    expect(await search(prefix)).toContainEqual({ __typename: 'Ring', id: ringId });
    const named = await ringsNamed(prefix);
    expect(named).toContain(ringId);
    for (const id of named) expect(id.startsWith(ringId.slice(0, 8))).toBe(true);
  });
});

describe('a run', () => {
  const LIST = 'query($id: ID) { rings(first: 1, filter: { runId: $id }) { totalCount nodes { run { id runId } } } }';

  test('is named by its global id and by the id of the command line', async () => {
    const { data } = await askAny('{ detectionRuns { nodes { id runId } } }');
    const [run] = data.detectionRuns.nodes;
    expect(run.runId).toMatch(/^run_/);
    for (const id of [run.id, run.runId]) {
      const listed = await askAny(LIST, { variables: { id } });
      expect(listed.data.rings.totalCount).toBeGreaterThan(0);
      expect(listed.data.rings.nodes[0].run).toEqual(run);
    }
  });

  test('that is not there is refused by name', async () => {
    const { errors } = await askAny(LIST, { variables: { id: 'nope' } });
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('no run nope'),
        extensions: { code: 'NOT_FOUND', argument: 'rings.filter.runId' },
      },
    ]);
  });
});

describe('a cursor', () => {
  const RINGS = `query($after: String, $field: RingOrderField!) {
    rings(first: 1, after: $after, orderBy: { field: $field }) { pageInfo { endCursor } } }`;

  test('of another order or list is refused by name, before the store is asked', async () => {
    const { data } = await askAny(RINGS, { variables: { after: null, field: 'SCORE' } });
    const after = data.rings.pageInfo.endCursor;
    expect((await askAny(RINGS, { variables: { after, field: 'SCORE' } })).errors).toEqual([]);
    const otherOrder = await askAny(RINGS, { variables: { after, field: 'SIZE' } });
    const otherList = await askAny('query($after: String) { events(after: $after) { totalCount } }', {
      variables: { after },
    });
    for (const [reply, argument] of [
      [otherOrder, 'rings.after'],
      [otherList, 'events.after'],
    ] as const) {
      expect(reply.status).toBe(422);
      expect(reply.errors).toMatchObject([
        {
          message: `The argument ${argument} is not a cursor of this list; leave it out to start over.`,
          extensions: { code: 'INVALID_ARGUMENT', argument },
        },
      ]);
    }
  });

  test('leads on through the members of a ring', async () => {
    const query = `query($id: ID!, $after: String) { ring(id: $id) {
      members(first: 1, after: $after) { nodes { entity { id } } pageInfo { endCursor hasNextPage } } } }`;
    const first = (await askAny(query, { variables: { id: ringId, after: null } })).data.ring.members;
    const after = first.pageInfo.endCursor;
    const second = (await askAny(query, { variables: { id: ringId, after } })).data.ring.members;
    expect(second.nodes).toHaveLength(1);
    expect(second.nodes).not.toEqual(first.nodes);
  });
});
