/** The part of compose.ts that opens a graph store by its address. */
import { existsSync } from 'node:fs';
import { toNeo4jFailure } from './adapters/neo4j/neo4j-failures.ts';
import { createPatientGraphStore } from './adapters/patient-graph-store.ts';
import { toSqliteFailure } from './adapters/sqlite/sqlite-failures.ts';
import { openSqliteGraphStore } from './adapters/sqlite/sqlite-graph-store.ts';
import { openSqliteRecordReader } from './adapters/sqlite/sqlite-record-reader.ts';
import type { Clock } from './application/ports/clock.ts';
import type { GraphStore } from './application/ports/graph-store.ts';
import type { RecordReader } from './application/ports/record-reader.ts';
import type { RingProjection } from './application/ports/ring-projection.ts';
import type { CopyEnds } from './cli/runtime.ts';
import { type Failure, failure } from './domain/failure.ts';
import { fail, ok, type Result } from './domain/result.ts';
import { type GraphAddress, type GraphLogin, isSameGraph, parseGraphUrl } from './graph-address.ts';

type CopyUrls = { readonly from: string; readonly to: string };
type CopyLogins = { readonly fromLogin: GraphLogin; readonly graphLogin: GraphLogin };

type Opening = { readonly mustBeThere?: boolean };

export async function openGraphStore(
  address: GraphAddress,
  clock: Clock,
  { mustBeThere = false }: Opening = {},
): Promise<Result<GraphStore, Failure>> {
  if (address.kind === 'sqlite') {
    // Opening would make an empty one.
    if (mustBeThere && !existsSync(address.path)) {
      return fail(failure('STORE_UNAVAILABLE', `There is no graph store at ${address.path}.`));
    }
    return openSqliteGraphStore({ path: address.path, clock });
  }
  // The driver is loaded by those who need it.
  const { openNeo4jGraphStore } = await import('./adapters/neo4j/neo4j-graph-store.ts');
  return openNeo4jGraphStore({ ...address, clock, mustBeThere });
}

type Place = { readonly graph: GraphAddress; readonly directory: string };
type OnAttempt = (failure: Failure | null) => void;

/** For a service: a server that does not answer yet is waited for, behind a store that says so. */
export async function awaitGraphStore(
  address: GraphAddress,
  clock: Clock,
  onAttempt: OnAttempt,
): Promise<Result<GraphStore, Failure>> {
  const open = () => openGraphStore(address, clock);
  const first = await open();
  if (first.ok || first.failure.code !== 'STORE_UNREACHABLE') return first;
  onAttempt(first.failure);
  return ok(createPatientGraphStore({ open, reason: first.failure, onAttempt }));
}

/** Null for a file: nobody but Clewline reads it, and Clewline reads rings from the case store. */
export async function openRingProjection(address: GraphAddress, clock: Clock): Promise<RingProjection | null> {
  if (address.kind === 'sqlite') return null;
  const { createNeo4jRingProjection } = await import('./adapters/neo4j/neo4j-ring-projection.ts');
  return createNeo4jRingProjection({ ...address, clock });
}

export async function openRecordReader(address: GraphAddress): Promise<RecordReader> {
  if (address.kind === 'sqlite') return openSqliteRecordReader(address.path);
  const { openNeo4jRecordReader } = await import('./adapters/neo4j/neo4j-record-reader.ts');
  return openNeo4jRecordReader(address);
}

/** The failure behind what an adapter threw while the store was used. */
export function toGraphFailure(error: unknown, { graph, directory }: Place): Failure | null {
  const ofServer = graph.kind === 'neo4j' ? toNeo4jFailure(error, graph) : null;
  return ofServer ?? toSqliteFailure(error, directory);
}

export async function openCopyEnds(
  urls: CopyUrls,
  logins: CopyLogins,
  clock: Clock,
): Promise<Result<CopyEnds, Failure>> {
  const from = parseGraphUrl(urls.from, logins.fromLogin);
  if (!from.ok) return fail(failure('INVALID_ARGUMENT', `--from ${from.failure}.`));
  const to = parseGraphUrl(urls.to, logins.graphLogin);
  if (!to.ok) return fail(failure('INVALID_ARGUMENT', `--to ${to.failure}.`));
  if (isSameGraph(from.value, to.value)) {
    return fail(failure('INVALID_ARGUMENT', '--from and --to name the same store.'));
  }
  const source = await openGraphStore(from.value, clock, { mustBeThere: true });
  if (!source.ok) return source;
  const target = await openGraphStore(to.value, clock);
  if (!target.ok) {
    await source.value.close();
    return target;
  }
  return ok({
    source: source.value,
    openReader: () => openRecordReader(from.value),
    target: target.value,
    close: async () => {
      await target.value.close();
      await source.value.close();
    },
  });
}
