/** The GraphQL room over a generated marketplace and its rings, for the tests of one file. */
import { afterAll, beforeAll, expect } from 'vitest';
import { fillStores, type GraphqlService, openStores, type Stores, serveGraphql } from './graphql-service.ts';

export function marketplaceService() {
  let stores: Stores;
  let service: GraphqlService;
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
  const topRing = async (): Promise<string> =>
    (await ask('{ rings(first: 1) { nodes { id } } }')).data.rings.nodes[0].id;
  return { ask, topRing };
}
