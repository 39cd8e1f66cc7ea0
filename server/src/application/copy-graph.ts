/**
 * Copies one graph store into another. How far it came is kept in the target with every batch, so a copy that broke off
 * goes on from there; equal digests at the end prove that nothing is missing, doubled or left from before.
 */
import { type Failure, FailureError, failure } from '../domain/failure.ts';
import { isAllowed, type Principal } from '../domain/principal.ts';
import type { GraphRecord } from '../domain/records.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Digest } from './compute-digest.ts';
import {
  COPY_BEGINNING,
  COPY_BOOKMARK,
  type CopyPlace,
  type CopySection,
  type CopyStart,
  copyStart,
  NO_COPY,
  placeBehind,
  toBookmark,
} from './copy-place.ts';
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
  /** Told before anything is written. */
  readonly onStart?: (start: CopyStart) => void;
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

/** The source as it was when the copy began. */
type Original = Digest & { readonly changeNumber: number };

async function copy(
  { source, openReader, target }: CopyDependencies,
  principal: Principal,
  request: CopyRequest,
): Promise<Result<Digest, Failure>> {
  const changeNumber = await source.changeNumber();
  const original: Original = { ...(await digestOf(source)), changeNumber };
  const session = await target.openImport(principal.id);
  if (!session.ok) return session;
  try {
    const start = copyStart(nameOf(original), await target.bookmark(COPY_BOOKMARK));
    request.onStart?.(start);
    const reader = await openReader();
    try {
      await writeAll(reader, session.value, { ...request, original, start });
    } catch (error) {
      throw isTooLong(error) ? new FailureError(TOO_LONG, { cause: error }) : error;
    } finally {
      await reader.close();
    }
    return await prove({ source, target, original, session: session.value });
  } finally {
    await session.value.close();
  }
}

const isTooLong = (error: unknown): boolean => error instanceof FailureError && error.failure.code === 'LIMIT_EXCEEDED';
const TOO_LONG = failure(
  'LIMIT_EXCEEDED',
  'The copy reached the time limit of one transaction; run the same command again, it goes on where it stopped.',
);

const nameOf = ({ changeNumber, digest }: Original): string => `${changeNumber} ${digest}`;

const digestOf = async (store: GraphStore): Promise<Digest> => ({
  ...(await store.counts()),
  digest: await store.digest(),
});

type Copied = {
  readonly source: GraphStore;
  readonly target: GraphStore;
  readonly original: Original;
  readonly session: ImportSession;
};

async function prove({ source, target, original, session }: Copied): Promise<Result<Digest, Failure>> {
  if ((await source.changeNumber()) !== original.changeNumber) {
    return fail(failure('STORE_UNAVAILABLE', 'The source changed while it was copied: run the same command again.'));
  }
  const written = await digestOf(target);
  if (written.digest === original.digest) {
    await session.renumber(original.changeNumber);
    return ok(written);
  }
  // What was taken for copied is not there as it was: the next call brings it all.
  await session.write([], NO_COPY);
  return fail(mismatch(original, written));
}

const mismatch = (wanted: GraphCounts, written: GraphCounts): Failure =>
  failure(
    'STORES_DIFFER',
    'The two graphs differ after copying, so the target held other records before: ' +
      `${tell(written)} there, ${tell(wanted)} in the source. Copy into an empty store; the next call starts from the beginning.`,
  );

const tell = ({ entities, links, events }: GraphCounts): string =>
  `${entities} entities, ${links} links and ${events} events`;

type Writing = CopyRequest & { readonly original: Original; readonly start: CopyStart };

async function writeAll(reader: RecordReader, session: ImportSession, writing: Writing): Promise<void> {
  const { original, start, batchSize = BATCH_SIZE, onProgress, signal } = writing;
  const source = nameOf(original);
  const from = start.kind === 'resumed' ? start.from : COPY_BEGINNING;
  const total = original.entities + original.links + original.events;
  let batch: GraphRecord[] = [];
  for await (const { records, ...place } of eachStep(reader, original, from)) {
    batch.push(...records);
    if (batch.length < batchSize && place.section !== 'end') continue;
    await session.write(batch, toBookmark(source, place));
    batch = [];
    onProgress?.({ stage: 'copying', done: place.done, doneBefore: from.done, total, unit: 'rows' });
    if (signal?.aborted) throw new FailureError(failure('CANCELLED', 'The copy was stopped; run again, it goes on.'));
  }
}

type Step = CopyPlace & { readonly records: readonly GraphRecord[] };

/** What is left to copy, and a step without records behind each section. */
async function* eachStep(reader: RecordReader, counts: GraphCounts, from: CopyPlace): AsyncGenerator<Step> {
  let at = from;
  while (at.section !== 'end') {
    const { section } = at;
    let { done } = at;
    for await (const step of READ[section](reader, at.place ?? undefined)) {
      done += 1;
      yield { ...step, section, done };
    }
    at = placeBehind(section, counts);
    yield { ...at, records: [] };
  }
}

type Read = (reader: RecordReader, from?: string) => AsyncGenerator<Pick<Step, 'records' | 'place'>>;
const READ: Readonly<Record<CopySection, Read>> = {
  entities: (reader, from) => eachOf(reader.entities(from), entityRecords),
  links: (reader, from) => eachOf(reader.links(from), linkRecords),
  events: (reader, from) => eachOf(reader.events(from), eventRecords),
};

async function* eachOf<T>(
  records: Records<T>,
  toRecords: (record: T) => readonly GraphRecord[],
): AsyncGenerator<Pick<Step, 'records' | 'place'>> {
  for await (const record of records) yield { records: toRecords(record), place: record.place };
}
