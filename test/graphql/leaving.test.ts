/** A client that goes away before it has its answer. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import { buyer, device, usesDevice } from '../contract/graph-store/builders.ts';
import { importAll } from '../contract/graph-store/contract-store.ts';
import {
  type GraphqlService,
  INVESTIGATOR,
  openStores,
  type Stores,
  serveGraphql,
} from '../support/graphql-service.ts';

const QUERY = '{ entity(ref: { kind: BUYER, externalId: "b1" }) { id } }';
const MUTATION = `mutation {
  setLinkVerdict(from: { kind: BUYER, externalId: "b1" }, to: { kind: DEVICE, externalId: "d" }, sameActor: false,
    reason: BAD_DATA) { by }
}`;

describe('a client that goes away', () => {
  let stores: Stores;
  let service: GraphqlService;
  let whenRead: () => void = () => undefined;
  let goOn: () => void = () => undefined;
  let gate: Promise<void>;

  /** Reads tell that they began, and go on when the test lets them. */
  const held = (graph: GraphStore): GraphStore =>
    new Proxy(graph, {
      get(target, name) {
        if (name === 'stoppedBy') return (signal: AbortSignal) => held(target.stoppedBy(signal));
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return async (...args: readonly unknown[]) => {
          whenRead();
          await gate;
          return Reflect.apply(member, target, args);
        };
      },
    });

  beforeEach(async () => {
    stores = await openStores();
    await importAll(stores.graph, [[usesDevice(buyer('b1'), device('d'))]]);
    gate = new Promise((resolve) => {
      goOn = resolve;
    });
    service = await serveGraphql({ ...stores, graph: held(stores.graph) });
  });
  afterEach(async () => {
    await service.handler.stop();
    await stores.graph.close();
    await stores.cases.close();
  });

  /** Hangs up while the store is read. */
  async function askAndLeave(query: string): Promise<{ readonly errors?: readonly object[] }> {
    const leaving = new AbortController();
    const isRead = new Promise<void>((resolve) => {
      whenRead = resolve;
    });
    const answer = service.handler.handle({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      principal: INVESTIGATOR,
      signal: leaving.signal,
    });
    await isRead;
    leaving.abort();
    goOn();
    return JSON.parse((await answer).body);
  }

  it('stops what is read for it, which is no trouble to be logged', async () => {
    expect((await askAndLeave(QUERY)).errors).toMatchObject([{ extensions: { code: 'CANCELLED' } }]);
    expect(service.unexpected).toEqual([]);
  });

  it('does not stop what it changes', async () => {
    expect(await askAndLeave(MUTATION)).toEqual({ data: { setLinkVerdict: { by: 'Anna' } } });
  });

  it('that has its answer is not missed', async () => {
    goOn();
    expect(await service.ask(QUERY)).toMatchObject({ errors: [], data: { entity: { id: expect.any(String) } } });
  });
});
