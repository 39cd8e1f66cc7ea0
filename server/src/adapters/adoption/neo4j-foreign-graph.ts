/** A foreign graph on a Neo4j: the door to the parts beside it. */
import type { ForeignGraph, ForeignRequest } from '../../application/ports/foreign-graph.ts';
import type { OpenedSource } from '../../application/ports/record-source.ts';
import { type Failure, FailureError, failure } from '../../domain/failure.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { MapMistake, ReadMap } from '../files/mapping/map-text.ts';
import { Neo4jConnection } from '../neo4j/connection.ts';
import type { Neo4jLogin } from '../neo4j/drivers.ts';
import { addressOf, toNeo4jFailure } from '../neo4j/neo4j-failures.ts';
import { refuseOldServer } from '../neo4j/server-version.ts';
import type { AdoptionMap } from './adoption-map.ts';
import { createAdoptionSource } from './adoption-source.ts';
import { findMistakes } from './check-entries.ts';
import { ForeignConnection } from './foreign-connection.ts';
import { type PreparedMap, prepareEntries } from './reading-entry.ts';
import { findStarts } from './reading-start.ts';
import { DATABASE_ID, OWN_STORES } from './reading-statements.ts';
import { noteRings } from './ring-notes.ts';
import { sourceOfKinds } from './source-of-kind.ts';

export type ForeignGraphOptions = {
  readonly login: Neo4jLogin;
  readonly map: ReadMap<AdoptionMap>;
  readonly hashKey: string | null;
  readonly now: () => number;
  /** Rows a page, for tests. */
  readonly pageRows?: number;
};

/** Opens no connection before it is used: mistakes of the map are told without a server. */
export function openNeo4jForeignGraph(options: ForeignGraphOptions): Result<ForeignGraph, Failure> {
  const { login, map, hashKey } = options;
  const prepared = prepareEntries(map.map, hashKey);
  if (prepared.mistakes.length > 0) return fail(map.refuse(prepared.mistakes).failure);
  const connection = new ForeignConnection(login);
  return ok({
    open: (request) =>
      asResult(login, () => open(connection.stoppedBy(request.signal), { ...options, prepared }, request)),
    noteRings: async (rings, request) => {
      await assertForeign(connection, login);
      const writing = new Neo4jConnection(login);
      try {
        return await noteRings(writing, rings, { ...request, sourceOf: sourceOfKinds(map.map) });
      } finally {
        await writing.close();
      }
    },
    close: () => connection.close(),
  });
}

type Opening = ForeignGraphOptions & { readonly prepared: PreparedMap };

async function open(
  connection: ForeignConnection,
  { login, map, prepared, now, pageRows }: Opening,
  request: ForeignRequest,
): Promise<OpenedSource> {
  await assertForeign(connection, login);
  const [row] = await connection.read(DATABASE_ID);
  const databaseId = String(row?.[0]);
  const refuse = (mistakes: readonly MapMistake[]): void => {
    if (mistakes.length > 0) throw map.refuse(mistakes);
  };
  refuse(await findMistakes(connection, prepared.entries));
  const { starts, mistakes } = await findStarts(prepared.entries, { ...request, connection, databaseId });
  refuse(mistakes);
  return createAdoptionSource({ connection, starts, now: now(), ...(pageRows ? { pageRows } : {}) }, request);
}

/** New enough, and not a store of Clewline's own: that would be read into itself. */
async function assertForeign(connection: ForeignConnection, { url, database }: Neo4jLogin): Promise<void> {
  const old = refuseOldServer(await connection.serverVersion(), url);
  if (old) throw new FailureError(old);
  const [own] = await connection.read(OWN_STORES);
  if (Number(own?.[0]) === 0) return;
  const sentence = `The database “${database}” at ${addressOf(url)} is a graph store of Clewline’s own; name the one to adopt.`;
  throw new FailureError(failure('INVALID_ARGUMENT', sentence));
}

async function asResult<T>(login: Neo4jLogin, work: () => Promise<T>): Promise<Result<T, Failure>> {
  try {
    return ok(await work());
  } catch (error) {
    const known = toNeo4jFailure(error, login);
    if (known) return fail(known);
    throw error;
  }
}
