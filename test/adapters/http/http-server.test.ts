import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createHttpServer } from '../../../server/src/adapters/http/http-server.ts';
import { echoGraphql, startHttpService } from '../../support/http-service.ts';
import { noStreams } from '../../support/no-streams.ts';

const QUERY = JSON.stringify({ query: '{ __typename }' });

/** A moment to wait for, and who brings it about. */
function gate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

describe('the HTTP server', () => {
  it('while it drains, the request under way is finished and no new one is taken', async () => {
    const { passed: held, open: finish } = gate();
    const { passed: started, open: start } = gate();
    const graphql = {
      ...echoGraphql,
      handle: async (request: Parameters<typeof echoGraphql.handle>[0]) => {
        start();
        await held;
        return echoGraphql.handle(request);
      },
    };
    const service = await startHttpService({ graphql });
    const { key } = await service.newKey();
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
    const underWay = service.ask('/graphql', { method: 'POST', headers, body: QUERY });
    await started;
    const drained = service.server.drain();
    await expect(service.ask('/livez')).rejects.toThrow('ECONNREFUSED');
    finish();
    expect((await underWay).status).toBe(200);
    await drained;
    await service.cases.close();
  });

  it('who hangs up before the answer is told of to the GraphQL room, and who waits for it is not', async () => {
    const signals: AbortSignal[] = [];
    const { passed: started, open: start } = gate();
    const graphql = {
      ...echoGraphql,
      handle: async (request: Parameters<typeof echoGraphql.handle>[0]) => {
        signals.push(request.signal);
        if (signals.length === 1) return echoGraphql.handle(request);
        start();
        await once(request.signal, 'abort');
        return echoGraphql.handle(request);
      },
    };
    const service = await startHttpService({ graphql });
    const { key } = await service.newKey();
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
    expect((await service.ask('/graphql', { method: 'POST', headers, body: QUERY })).status).toBe(200);
    const leaving = httpRequest({ host: '127.0.0.1', port: service.port, path: '/graphql', method: 'POST', headers });
    leaving.on('error', () => undefined);
    leaving.end(QUERY);
    await started;
    leaving.destroy();
    await once(signals[1] ?? expect.fail('not asked'), 'abort');
    await service.stop();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, true]);
  });

  it('a port that is taken is told in one sentence', async () => {
    const service = await startHttpService();
    const second = createHttpServer({ ...EMPTY, port: service.port });
    const result = await second.listen();
    expect(result).toEqual({
      ok: false,
      failure: expect.stringContaining(`Port ${service.port} of 127.0.0.1 is already in use`),
    });
    await service.stop();
  });

  it.each(['/%', '/%zz', '/%ff'])('an address that cannot be read is refused: %s', async (path) => {
    const service = await startHttpService();
    expect((await service.ask(path)).status).toBe(400);
    await service.stop();
  });
});

const never = async () => ({ status: 500 });
const EMPTY = {
  streams: noStreams,
  host: '127.0.0.1',
  secure: false,
  timeoutMs: 1000,
  ownOrigin: { isOwnHost: () => true, isOwnOrigin: () => true },
  routes: { graphql: never, signIn: never, signOut: never, graphiql: null, files: never },
  readiness: async () => ({ ready: true, text: 'ready' }),
  log: undefined as never,
};
