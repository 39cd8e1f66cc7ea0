/** The GraphQL room over real stores in memory, filled with a small generated marketplace and its rings. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scenarioOfSize, writeMarketplace } from '../../seed/src/main.ts';
import { createFileRecordSource } from '../../server/src/adapters/files/file-record-source.ts';
import { createRejectsWriter } from '../../server/src/adapters/files/rejects-file.ts';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { createDetectRings } from '../../server/src/application/detect-rings.ts';
import { importFiles } from '../../server/src/application/import-files.ts';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import type { Failure } from '../../server/src/domain/failure.ts';
import { OPERATOR, type Principal } from '../../server/src/domain/principal.ts';
import type { Result } from '../../server/src/domain/result.ts';
import { createGraphqlHandler, type GraphqlHandlerOptions, type HttpAnswer } from '../../server/src/graphql/handler.ts';

export type Stores = { readonly graph: GraphStore; readonly cases: CaseStore };

export async function openStores(): Promise<Stores> {
  const clock = { now: () => Date.now() };
  const graph = expectOk(await openSqliteGraphStore({ path: ':memory:', clock }));
  return { graph, cases: await openSqliteCaseStore(':memory:') };
}

/** Imports a generated marketplace of about so many links, and finds its rings. */
export async function fillStores({ graph, cases }: Stores, links: number): Promise<void> {
  const clock = { now: () => Date.now() };
  const folder = mkdtempSync(join(tmpdir(), 'clewline-graphql-'));
  try {
    writeMarketplace(folder, scenarioOfSize(links));
    const source = createFileRecordSource({ now: clock.now, hashKey: null });
    const newRejectsWriter = () => createRejectsWriter(folder, clock.now);
    const importing = importFiles({ store: graph, source, newRejectsWriter, log: cases.log, clock });
    expectOk(await importing(OPERATOR, { paths: [folder], dryRun: false, strict: true }));
    const deps = { ...cases, graph, clock, randomness: systemRandomness };
    const detect = createDetectRings({ ...deps, codeVersion: 'test', peakRssBytes: () => 0 });
    expectOk(await detect(OPERATOR, {}));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function expectOk<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

export type Problem = {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly argument?: string; readonly correlationId?: string };
};
export type Reply = {
  readonly status: number;
  readonly headers: HttpAnswer['headers'];
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer's shape is the query's; the tests look into it freely
  readonly data: any;
  readonly errors: readonly Problem[];
};
export type AskOptions = {
  readonly variables?: unknown;
  readonly operationName?: string;
  readonly principal?: Principal | null;
  readonly headers?: Readonly<Record<string, string>>;
};

export const INVESTIGATOR: Principal = { id: 'anna', name: 'Anna', role: 'investigator', via: 'session' };
export const AUDITOR: Principal = { id: 'otto', name: 'Otto', role: 'auditor', via: 'session' };

export async function serveGraphql(stores: Stores, options: Partial<GraphqlHandlerOptions> = {}) {
  const unexpected: { readonly error: unknown; readonly correlationId: string }[] = [];
  const handler = await createGraphqlHandler({
    graph: stores.graph,
    rings: stores.cases.rings,
    verdicts: stores.cases.verdicts,
    alerts: stores.cases.alerts,
    access: stores.cases.access,
    suppressions: stores.cases.suppressions,
    newcomers: stores.cases.newcomers,
    changes: stores.cases.changes,
    randomness: systemRandomness,
    clock: { now: () => Date.now() },
    environment: 'development',
    version: 'test',
    onUnexpected: (error, correlationId) => void unexpected.push({ error, correlationId }),
    ...options,
  });
  const post = async (body: string | Buffer, { principal, headers }: AskOptions = {}): Promise<Reply> => {
    const answer = await handler.handle({
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      principal: principal === undefined ? INVESTIGATOR : principal,
    });
    return toReply(answer);
  };
  return {
    handler,
    unexpected,
    post,
    ask: (query: string, options: AskOptions = {}) =>
      post(JSON.stringify({ query, variables: options.variables, operationName: options.operationName }), options),
  };
}
export type GraphqlService = Awaited<ReturnType<typeof serveGraphql>>;

function toReply({ status, headers, body }: HttpAnswer): Reply {
  const parsed = JSON.parse(body) as { readonly data?: unknown; readonly errors?: readonly Problem[] };
  return { status, headers, text: body, data: parsed.data, errors: parsed.errors ?? [] };
}
