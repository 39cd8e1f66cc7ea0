/** The GraphQL room over a generated marketplace and its rings, for the tests of one file. */
import { afterAll, beforeAll, expect } from 'vitest';
import { fillStores, type GraphqlService, openStores, type Stores, serveGraphql } from './graphql-service.ts';

/** `ask` takes an error for a failure of the test; `askAny` gives the reply as it is. */
export function marketplaceService(links = 12_000) {
  let stores: Stores;
  let service: GraphqlService;
  beforeAll(async () => {
    stores = await openStores();
    await fillStores(stores, links);
    service = await serveGraphql(stores);
  });
  afterAll(async () => {
    await service.handler.stop();
    await stores.graph.close();
    await stores.cases.close();
  });
  const askAny: GraphqlService['ask'] = (query, options) => service.ask(query, options);
  const ask: GraphqlService['ask'] = async (query, options) => {
    const reply = await askAny(query, options);
    expect(reply.errors).toEqual([]);
    return reply;
  };
  const topRing = async (): Promise<string> =>
    (await ask('{ rings(first: 1) { nodes { id } } }')).data.rings.nodes[0].id;
  return { ask, askAny, topRing };
}
