/**
 * The two servers of the GraphQL benchmark, each a process of its own: `bare` and `graphql`. They run the compiled
 * server, as a user does: the transformer that runs TypeScript in tests slows every closure down.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import type { Entity } from '../../server/src/domain/graph-view.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { toTimePoint } from '../../server/src/domain/time-point.ts';
import type { GraphqlHandler } from '../../server/src/graphql/handler.ts';
import { QUERY, VARIABLES } from '../bench/graphql.bench.ts';
import { createFakeGraphStore, fakeEntity, fakeLink } from './graph-store.fake.ts';
import { importBuilt } from './import-built.ts';
import { noEventStreams, noStreams } from './no-streams.ts';

const { systemClock } = await importBuilt<typeof import('../../server/src/adapters/clock.ts')>('adapters/clock');
const { createGraphqlRoute } =
  await importBuilt<typeof import('../../server/src/adapters/http/graphql-route.ts')>('adapters/http/graphql-route');
const { createHttpServer } =
  await importBuilt<typeof import('../../server/src/adapters/http/http-server.ts')>('adapters/http/http-server');
const { createOwnOrigin } =
  await importBuilt<typeof import('../../server/src/adapters/http/own-origin.ts')>('adapters/http/own-origin');
const { createLog } = await importBuilt<typeof import('../../server/src/adapters/log.ts')>('adapters/log');
const { systemRandomness } =
  await importBuilt<typeof import('../../server/src/adapters/randomness.ts')>('adapters/randomness');
const { openSqliteCaseStore } =
  await importBuilt<typeof import('../../server/src/adapters/sql/sql-case-store.ts')>('adapters/sql/sql-case-store');
const { createAuthenticate } =
  await importBuilt<typeof import('../../server/src/application/authenticate.ts')>('application/authenticate');
const { createCreateKey } =
  await importBuilt<typeof import('../../server/src/application/manage-keys.ts')>('application/manage-keys');
const { createGraphqlHandler } =
  await importBuilt<typeof import('../../server/src/graphql/handler.ts')>('graphql/handler');

const NODES = 100;
const LINKS = 300;
/** Each buyer's links lead to devices so far apart: the picture hangs together within three links. */
const STEPS = [0, 8, 21, 33, 5, 40];
const START_MS = Date.UTC(2026, 0, 1);

/** Half of them devices; every link from one of the others, all reachable from b0 within three links. */
function picture() {
  const half = NODES / 2;
  const time = (i: number) => toTimePoint(START_MS + i * 3_600_000, 'SECOND');
  const fields = (i: number): Partial<Entity> => ({ label: `Customer number ${i}`, market: 'DE', createdAt: time(i) });
  const buyers = Array.from({ length: half }, (_, i) => fakeEntity('Buyer', `b${i}`, fields(i)));
  const devices = Array.from({ length: half }, (_, i) => fakeEntity('Device', `d${i}`, fields(i)));
  const links = Array.from({ length: LINKS }, (_, i) => {
    const from = buyers[i % half] ?? fakeEntity('Buyer', 'b0');
    const to = devices[(i * 3 + (STEPS[Math.floor(i / half)] ?? 0)) % half] ?? from;
    const seen = { firstSeen: time(i), lastSeen: time(i + 100), count: 1 + (i % 9) };
    return fakeLink('USES_DEVICE', from, to, seen);
  });
  return createFakeGraphStore({ entities: [...buyers, ...devices], links });
}

const handlerFor = (cases: CaseStore): Promise<GraphqlHandler> =>
  createGraphqlHandler({
    graph: picture(),
    rings: cases.rings,
    verdicts: cases.verdicts,
    alerts: cases.alerts,
    access: cases.access,
    suppressions: cases.suppressions,
    newcomers: cases.newcomers,
    changes: cases.changes,
    randomness: systemRandomness,
    clock: systemClock,
    environment: 'production',
    version: 'bench',
    onUnexpected: (error) => console.error(error),
  });

/** Answers a message with the processor time used so far, in microseconds. */
function tell(port: number, key: string): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: user + system });
  });
  process.send?.({ port, key });
}

async function serveBare(): Promise<void> {
  const handler = await handlerFor(await openSqliteCaseStore(':memory:'));
  const answer = await handler.handle({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY, variables: VARIABLES }),
    principal: OPERATOR,
  });
  const value: unknown = JSON.parse(answer.body);
  console.log(`answer: ${answer.body.length} bytes, ${answer.body.split('"strength"').length - 1} links`);
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const body = JSON.stringify(value);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
      response.end(body);
    });
  });
  server.listen(0, '127.0.0.1', () => tell((server.address() as AddressInfo).port, 'none'));
}

async function serveGraphql(): Promise<void> {
  const cases = await openSqliteCaseStore(':memory:');
  const access = { access: cases.access, log: cases.log, clock: systemClock, randomness: systemRandomness };
  const created = await createCreateKey(access)(OPERATOR, { name: 'bench', role: 'service', expiresInDays: 1 });
  if (!created.ok) throw new Error(created.failure.message);
  const ownOrigin = createOwnOrigin({ host: '127.0.0.1', publicUrl: null });
  const graphql = await handlerFor(cases);
  const none = async () => ({ status: 404 });
  const shared = { ownOrigin, secure: false, timeoutMs: 10_000 };
  const route = { ...shared, graphql, authenticate: createAuthenticate(access), streams: noEventStreams };
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    ...shared,
    streams: noStreams,
    routes: { graphql: createGraphqlRoute(route), signIn: none, signOut: none, graphiql: null, files: none },
    readiness: async () => ({ ready: true, text: 'ready' }),
    log: createLog('silent'),
  });
  const port = await server.listen();
  if (!port.ok) throw new Error(port.failure);
  tell(port.value, created.value.key);
}

await (process.argv[2] === 'bare' ? serveBare() : serveGraphql());
