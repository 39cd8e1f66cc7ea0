/** The part of compose.ts that opens a foreign graph by a map and the settings of its server. */
import type { MapMistake } from './adapters/files/mapping/map-text.ts';
import type { Clock } from './application/ports/clock.ts';
import type { ForeignGraph } from './application/ports/foreign-graph.ts';
import type { Config } from './config.ts';
import { type Failure, FailureError, failure } from './domain/failure.ts';
import { fail, type Result } from './domain/result.ts';
import { isSameGraph, parseGraphUrl } from './graph-address.ts';

export async function openForeignGraph(
  mapFile: string,
  { foreign, hashKey, graph }: Config,
  clock: Clock,
): Promise<Result<ForeignGraph, Failure>> {
  // Loaded by the one command that needs them.
  const { readAdoptionMap } = await import('./adapters/adoption/adoption-map.ts');
  const { openNeo4jForeignGraph } = await import('./adapters/adoption/neo4j-foreign-graph.ts');
  try {
    const map = await readAdoptionMap(mapFile);
    const { server } = map.map;
    const url = foreign.url ?? server.url;
    if (url === undefined) return fail(failure('INVALID_ARGUMENT', NO_SERVER));
    const { user, password } = foreign;
    const login = { user, password, database: foreign.database ?? server.database ?? DATABASE };
    const address = parseGraphUrl(url, login);
    const problem = address.ok ? (address.value.kind === 'neo4j' ? null : 'must be that of a Neo4j') : address.failure;
    if (problem !== null && foreign.url === undefined) {
      const mistake: MapMistake = { path: ['server', 'url'], message: problem };
      throw map.refuse([mistake]);
    }
    if (!address.ok || address.value.kind !== 'neo4j') {
      return fail(failure('INVALID_ARGUMENT', `CLEWLINE_ADOPT_URL: ${problem}.`));
    }
    // Opening our own store makes its constraints, which theirs must never get.
    if (isSameGraph(address.value, graph)) return fail(failure('INVALID_ARGUMENT', OWN_STORE));
    return openNeo4jForeignGraph({ login: address.value, map, hashKey, now: clock.now });
  } catch (error) {
    if (error instanceof FailureError) return fail(error.failure);
    throw error;
  }
}

const DATABASE = 'neo4j';
const OWN_STORE = 'The graph to adopt is the one CLEWLINE_GRAPH_URL names as Clewline’s own store; they must be two.';
const NO_SERVER =
  'Nothing says which graph to adopt: set CLEWLINE_ADOPT_URL, or server.url in the map, to neo4j://HOST or bolt://HOST.';
