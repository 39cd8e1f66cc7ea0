/** The part of compose.ts that opens a graph store by its address. */
import { existsSync } from 'node:fs';
import { openSqliteGraphStore } from './adapters/sqlite/sqlite-graph-store.ts';
import { openSqliteRecordReader } from './adapters/sqlite/sqlite-record-reader.ts';
import type { Clock } from './application/ports/clock.ts';
import type { GraphStore } from './application/ports/graph-store.ts';
import type { RecordReader } from './application/ports/record-reader.ts';
import type { CopyEnds } from './cli/runtime.ts';
import { type Failure, FailureError, failure } from './domain/failure.ts';
import { fail, ok, type Result } from './domain/result.ts';
import { type GraphAddress, type GraphLogin, isSameGraph, parseGraphUrl } from './graph-address.ts';

type CopyUrls = { readonly from: string; readonly to: string };
type CopyLogins = { readonly fromLogin: GraphLogin; readonly graphLogin: GraphLogin };

const NOT_YET = failure('STORE_UNAVAILABLE', 'This version of Clewline cannot open a Neo4j store yet.');

export async function openGraphStore(address: GraphAddress, clock: Clock): Promise<Result<GraphStore, Failure>> {
  if (address.kind === 'neo4j') return fail(NOT_YET);
  return openSqliteGraphStore({ path: address.path, clock });
}

export async function openRecordReader(address: GraphAddress): Promise<RecordReader> {
  if (address.kind === 'neo4j') throw new FailureError(NOT_YET);
  return openSqliteRecordReader(address.path);
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
  // A store to read from must be there: opening it would make an empty one.
  if (from.value.kind === 'sqlite' && !existsSync(from.value.path)) {
    return fail(failure('STORE_UNAVAILABLE', `There is no graph store at ${from.value.path}.`));
  }
  const source = await openGraphStore(from.value, clock);
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
