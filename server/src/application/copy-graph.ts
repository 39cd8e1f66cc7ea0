/**
 * Copies one graph store into another. Writing is the merge of any import, so a copy that broke off is run again and
 * passes over what arrived; equal digests at the end prove that nothing is missing, doubled or left from before.
 */
import { type Failure, FailureError, failure } from '../domain/failure.ts';
import { isAllowed, type Principal } from '../domain/principal.ts';
import type { GraphRecord } from '../domain/records.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Digest } from './compute-digest.ts';
import { entityRecords, eventRecords, linkRecords } from './merged-to-records.ts';
import type { GraphCounts, GraphStore, ImportSession } from './ports/graph-store.ts';
import type { ReportProgress } from './ports/progress.ts';
import type { RecordReader, Records } from './ports/record-reader.ts';

export type CopyDependencies = {
  readonly source: GraphStore;
  readonly openReader: () => Promise<RecordReader>;
  readonly target: GraphStore;
};
export type CopyRequest = {
  /** Records a batch. */
  readonly batchSize?: number;
  readonly onProgress?: ReportProgress;
  readonly signal?: AbortSignal;
};

const BATCH_SIZE = 50_000;

export function createCopyGraph(dependencies: CopyDependencies) {
  return async (principal: Principal, request: CopyRequest = {}): Promise<Result<Digest, Failure>> => {
    if (!isAllowed(principal, 'exportData') || !isAllowed(principal, 'importRecords')) {
      return fail(failure('FORBIDDEN', `The role ${principal.role} may not copy a graph.`));
    }
    try {
      return await copy(dependencies, principal, request);
    } catch (error) {
      if (error instanceof FailureError) return fail(error.failure);
      throw error;
    }
  };
}

async function copy(
  { source, openReader, target }: CopyDependencies,
  principal: Principal,
  request: CopyRequest,
): Promise<Result<Digest, Failure>> {
  const from = await source.changeNumber();
  const counts = await source.counts();
  const session = await target.openImport(principal.id);
  if (!session.ok) return session;
  try {
    const reader = await openReader();
    try {
      await writeAll(reader, session.value, { ...request, counts });
    } finally {
      await reader.close();
    }
  } finally {
    await session.value.close();
  }
  return prove(source, target, from);
}

async function prove(source: GraphStore, target: GraphStore, from: number): Promise<Result<Digest, Failure>> {
  const wanted = await digestOf(source);
  if ((await source.changeNumber()) !== from) {
    return fail(failure('STORE_UNAVAILABLE', 'The source changed while it was copied: run the same command again.'));
  }
  const written = await digestOf(target);
  return written.digest === wanted.digest ? ok(written) : fail(mismatch(wanted, written));
}

const digestOf = async (store: GraphStore): Promise<Digest> => ({
  ...(await store.counts()),
  digest: await store.digest(),
});

/** What was merged is all there, so a difference is what the target held before. */
const mismatch = (wanted: GraphCounts, written: GraphCounts): Failure =>
  failure(
    'STORES_DIFFER',
    'The two graphs differ after copying, so the target held other records before: ' +
      `${tell(written)} there, ${tell(wanted)} in the source. Copy into an empty store.`,
  );

const tell = ({ entities, links, events }: GraphCounts): string =>
  `${entities} entities, ${links} links and ${events} events`;

type Writing = CopyRequest & { readonly counts: GraphCounts };

async function writeAll(reader: RecordReader, session: ImportSession, writing: Writing): Promise<void> {
  const { counts, batchSize = BATCH_SIZE, onProgress, signal } = writing;
  const total = counts.entities + counts.links + counts.events;
  let batch: GraphRecord[] = [];
  let done = 0;
  for await (const records of eachRecord(reader)) {
    batch.push(...records);
    done += 1;
    if (batch.length < batchSize) continue;
    await session.write(batch);
    batch = [];
    onProgress?.({ stage: 'copying', done, total, unit: 'rows' });
    if (signal?.aborted) throw new FailureError(failure('CANCELLED', 'The copy was stopped; run again, it goes on.'));
  }
  if (batch.length > 0) await session.write(batch);
}

async function* eachRecord(reader: RecordReader): AsyncGenerator<readonly GraphRecord[]> {
  yield* eachOf(reader.entities(), entityRecords);
  yield* eachOf(reader.links(), linkRecords);
  yield* eachOf(reader.events(), eventRecords);
}

async function* eachOf<T>(
  records: Records<T>,
  toRecords: (record: T) => readonly GraphRecord[],
): AsyncGenerator<readonly GraphRecord[]> {
  for await (const record of records) yield toRecords(record);
}
