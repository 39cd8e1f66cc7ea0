/**
 * Import: files → graph store. Rows that do not fit are written to a rejects file and never stop the rest; a file
 * that breaks midway fails the import, and the whole batches before it stay.
 */
import { type Failure, FailureError, failure } from '../domain/failure.ts';
import { isAllowed, type Principal } from '../domain/principal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { EventLog } from './ports/case-store.ts';
import type { Clock } from './ports/clock.ts';
import type { GraphStore, ImportSession, RecordCounts, WriteReport } from './ports/graph-store.ts';
import type { ReportProgress } from './ports/progress.ts';
import type { OpenedSource, RecordSource, RejectsWriter, SourceBatch, SourceRequest } from './ports/record-source.ts';
import { recordEvent } from './record-event.ts';

/**
 * SQLite takes batches sorted by key best at 50–100 thousand rows; the more, the faster and the more memory (measured
 * with a million links: 50 thousand 339 MB, 100 thousand 391–438 MB and a fifth faster).
 */
export const IMPORT_BATCH_SIZE = 75_000;
const CLASSES = ['entities', 'links', 'events'] as const;

export type ClassReport = {
  readonly read: number;
  /** What became of those that fitted; of a dry run, what would have. All 0 after a strict import that wrote nothing. */
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly conflicts: number;
};
export type ImportReport = Readonly<Record<(typeof CLASSES)[number], ClassReport>> & {
  /** The rejects file, or null when every row fitted. */
  readonly rejectsFile: string | null;
  /** Files that were found but are not named as record files. */
  readonly ignored: readonly string[];
  /** False after a dry run, and after a strict import that met a row which does not fit. */
  readonly written: boolean;
};

export type ImportDependencies = {
  readonly store: GraphStore;
  readonly source: RecordSource;
  readonly newRejectsWriter: () => RejectsWriter;
  readonly log: EventLog;
  readonly clock: Clock;
};
export type ImportRequest = {
  readonly paths: readonly string[];
  readonly mapFile?: string;
  readonly dryRun: boolean;
  readonly strict: boolean;
  readonly onProgress?: ReportProgress;
  readonly signal?: AbortSignal;
};

type Tally = Record<(typeof CLASSES)[number], { read: number; rejected: number } & Mutable<RecordCounts>>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function importFiles(dependencies: ImportDependencies) {
  return async (principal: Principal, request: ImportRequest): Promise<Result<ImportReport, Failure>> => {
    if (!isAllowed(principal, 'importRecords')) {
      return fail(failure('FORBIDDEN', `The role ${principal.role} may not import records.`));
    }
    try {
      return await runImport(dependencies, principal, request);
    } catch (error) {
      if (error instanceof FailureError) return fail(error.failure);
      throw error;
    }
  };
}

async function runImport(
  dependencies: ImportDependencies,
  principal: Principal,
  request: ImportRequest,
): Promise<Result<ImportReport, Failure>> {
  const opened = await dependencies.source.open(toSourceRequest(request));
  if (!opened.ok) return opened;
  const source = opened.value;
  if (request.strict && !request.dryRun) {
    const trial = await readOnly(dependencies, source);
    if (trial.rejectsFile !== null) return ok(trial);
  }
  const session = await dependencies.store.openImport(principal.id, { dryRun: request.dryRun });
  if (!session.ok) return session;
  const report = await writeAll(dependencies, source, session.value);
  if (request.dryRun) return ok({ ...report, written: false });
  const { entities, links, events } = report;
  const details = { files: source.files.length, entities: entities.read, links: links.read, events: events.read };
  await recordEvent(dependencies, principal, { type: 'recordsImported', subject: 'graph', details });
  return ok(report);
}

const toSourceRequest = ({ paths, mapFile, onProgress, signal }: ImportRequest): SourceRequest => ({
  paths,
  batchSize: IMPORT_BATCH_SIZE,
  ...(mapFile === undefined ? {} : { mapFile }),
  ...(onProgress === undefined ? {} : { onProgress }),
  ...(signal === undefined ? {} : { signal }),
});

async function readOnly(dependencies: ImportDependencies, source: OpenedSource): Promise<ImportReport> {
  const tally = newTally();
  const rejectsFile = await eachBatch(dependencies, source, (batch) => countRead(tally, batch));
  return toReport(tally, { source, rejectsFile, written: false });
}

async function writeAll(
  dependencies: ImportDependencies,
  source: OpenedSource,
  session: ImportSession,
): Promise<ImportReport> {
  const tally = newTally();
  try {
    const rejectsFile = await eachBatch(dependencies, source, async (batch) => {
      countRead(tally, batch);
      if (batch.records.length > 0) countWritten(tally, await session.write(batch.records));
    });
    return toReport(tally, { source, rejectsFile, written: true });
  } finally {
    await session.close();
  }
}

/** Rejects are on disk before the batch they came with is in the store: a crash between the two loses none. */
async function eachBatch(
  dependencies: ImportDependencies,
  source: OpenedSource,
  handle: (batch: SourceBatch) => Promise<void> | void,
): Promise<string | null> {
  const rejects = dependencies.newRejectsWriter();
  let path: string | null = null;
  try {
    for await (const batch of source.batches()) {
      await rejects.write(batch.rejects);
      await handle(batch);
    }
  } finally {
    path = await rejects.close();
  }
  return path;
}

function newTally(): Tally {
  const zero = () => ({ read: 0, rejected: 0, created: 0, updated: 0, unchanged: 0, conflicts: 0 });
  return { entities: zero(), links: zero(), events: zero() };
}

function countRead(tally: Tally, batch: SourceBatch): void {
  for (const record of CLASSES) tally[record].read += batch.read[record];
  for (const reject of batch.rejects) tally[reject.record].rejected++;
}

function countWritten(tally: Tally, written: WriteReport): void {
  for (const record of CLASSES) {
    const counts = written[record];
    tally[record].created += counts.created;
    tally[record].updated += counts.updated;
    tally[record].unchanged += counts.unchanged;
    tally[record].conflicts += counts.conflicts;
  }
}

type Outcome = { readonly source: OpenedSource; readonly rejectsFile: string | null; readonly written: boolean };

function toReport(tally: Tally, { source, rejectsFile, written }: Outcome): ImportReport {
  const classReport = ({ read, created, updated, unchanged, rejected, conflicts }: Tally['links']): ClassReport => ({
    read,
    created,
    updated,
    unchanged,
    rejected,
    conflicts,
  });
  return {
    entities: classReport(tally.entities),
    links: classReport(tally.links),
    events: classReport(tally.events),
    rejectsFile,
    ignored: source.ignored,
    written,
  };
}
