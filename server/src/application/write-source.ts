/** What every import does once its source is open: batches into the graph store, rejects into a file, a count of both. */
import type { Failure } from '../domain/failure.ts';
import type { Principal } from '../domain/principal.ts';
import { ok, type Result } from '../domain/result.ts';
import type { EventLog } from './ports/case-store.ts';
import type { Clock } from './ports/clock.ts';
import type { GraphStore, ImportSession, RecordCounts, WriteReport } from './ports/graph-store.ts';
import type { OpenedSource, RejectsWriter, SourceBatch } from './ports/record-source.ts';
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

export type WriteDependencies = {
  readonly store: GraphStore;
  readonly newRejectsWriter: () => RejectsWriter;
  readonly log: EventLog;
  readonly clock: Clock;
};
export type WriteRequest = {
  readonly dryRun: boolean;
  readonly strict: boolean;
  /** The event this leaves, told with how much was read. */
  readonly event: { readonly type: string; readonly details: Readonly<Record<string, unknown>> };
};

type Tally = Record<(typeof CLASSES)[number], { read: number; rejected: number } & Mutable<RecordCounts>>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export async function writeSource(
  dependencies: WriteDependencies,
  principal: Principal,
  source: OpenedSource,
  request: WriteRequest,
): Promise<Result<ImportReport, Failure>> {
  if (request.strict && !request.dryRun) {
    const trial = await readOnly(dependencies, source);
    if (trial.rejectsFile !== null) return ok(trial);
  }
  const session = await dependencies.store.openImport(principal.id, { dryRun: request.dryRun });
  if (!session.ok) return session;
  const report = await writeAll(dependencies, source, session.value);
  if (request.dryRun) return ok({ ...report, written: false });
  const { entities, links, events } = report;
  const details = { ...request.event.details, entities: entities.read, links: links.read, events: events.read };
  await recordEvent(dependencies, principal, { type: request.event.type, subject: 'graph', details });
  return ok(report);
}

async function readOnly(dependencies: WriteDependencies, source: OpenedSource): Promise<ImportReport> {
  const tally = newTally();
  const rejectsFile = await eachBatch(dependencies, source, (batch) => countRead(tally, batch));
  return toReport(tally, { source, rejectsFile, written: false });
}

async function writeAll(
  dependencies: WriteDependencies,
  source: OpenedSource,
  session: ImportSession,
): Promise<ImportReport> {
  const tally = newTally();
  try {
    const rejectsFile = await eachBatch(dependencies, source, async (batch) => {
      countRead(tally, batch);
      if (batch.records.length > 0 || batch.bookmark !== undefined)
        countWritten(tally, await session.write(batch.records, batch.bookmark));
    });
    return toReport(tally, { source, rejectsFile, written: true });
  } finally {
    await session.close();
  }
}

/** Rejects are on disk before the batch they came with is in the store: a crash between the two loses none. */
async function eachBatch(
  dependencies: WriteDependencies,
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
