/** The record source over files: lists them, checks all of them before anything is read in full, then reads in order. */
import type { OpenedSource, RecordSource, SourceBatch, SourceRequest } from '../../application/ports/record-source.ts';
import { type Failure, FailureError, failure } from '../../domain/failure.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { AttributeNames } from './attribute-names.ts';
import { BatchSink } from './batch-sink.ts';
import { fileFailure } from './file-failure.ts';
import { type FoundFile, findFiles } from './list-files.ts';
import { readMappingFile } from './mapping/mapping-file.ts';
import { readHeaders } from './mapping/read-headers.ts';
import { type MappingSource, planMappedFile } from './mapping/read-mapped-file.ts';
import { planContractFile, type ReadPlan, type SourceContext } from './read-contract-file.ts';

export type FileRecordSourceOptions = {
  readonly now: () => number;
  /** Key of the keyed-hash normaliser; null = mappings that use it are refused. */
  readonly hashKey?: string | null;
};

export function createFileRecordSource(options: FileRecordSourceOptions): RecordSource {
  return {
    open: (request) => asResult(() => openSource(request, options)),
    headers: (paths) => asResult(() => readHeaders(paths)),
  };
}

async function asResult<T>(read: () => Promise<T>): Promise<Result<T, Failure>> {
  try {
    return ok(await read());
  } catch (error) {
    if (error instanceof FailureError) return fail(error.failure);
    throw error;
  }
}

async function openSource(request: SourceRequest, options: FileRecordSourceOptions): Promise<OpenedSource> {
  const found = await findFiles(request.paths);
  const now = options.now();
  const mapping = await openMapping(request, options);
  const context: SourceContext = { now, attributeNames: new AttributeNames() };
  const plans: ReadPlan[] = [];
  const ignored: string[] = [];
  for (const file of found) {
    const planned = await planFile(file, context, mapping);
    if (planned.length === 0) ignored.push(named(file));
    else plans.push(...planned);
  }
  if (plans.length === 0) throw nothingToRead(request.paths, ignored);
  return { files: plans.map((plan) => plan.path), ignored, batches: () => readAll(plans, request, now) };
}

async function openMapping(request: SourceRequest, options: FileRecordSourceOptions): Promise<MappingSource | null> {
  if (request.mapFile === undefined) return null;
  const mapping = await readMappingFile(request.mapFile);
  return { path: request.mapFile, mapping, hashKey: options.hashKey ?? null };
}

/** What the mapping names is read through it; the rest may still be record files. */
async function planFile(
  file: FoundFile,
  context: SourceContext,
  mapping: MappingSource | null,
): Promise<readonly ReadPlan[]> {
  const mapped = mapping === null ? [] : await planMappedFile(file, mapping);
  if (mapped.length > 0) return mapped;
  const plan = await planContractFile(file, context);
  return plan === null ? [] : [plan];
}

/** A file named on its own must be readable as something; one in a folder may be anything. */
function named(file: FoundFile): string {
  if (!file.isExplicit) return file.path;
  throw fileFailure(
    { file: file.path },
    'the name must start with entities, links or events and end with .csv, .ndjson, .csv.gz, .ndjson.gz or .parquet; other files need a mapping (--map)',
  );
}

function nothingToRead(paths: readonly string[], ignored: readonly string[]): FailureError {
  const where = paths.join(', ');
  const sentence =
    ignored.length === 0
      ? 'there is nothing to import'
      : `none of its ${ignored.length} files is named as a record file`;
  return new FailureError(failure('FILE_UNREADABLE', `${where}: ${sentence}`));
}

async function* readAll(plans: readonly ReadPlan[], request: SourceRequest, now: number): AsyncGenerator<SourceBatch> {
  const sink = new BatchSink(request.batchSize, request.signal);
  const attributeNames = new AttributeNames();
  const total = plans.reduce((sum, plan) => sum + plan.size, 0);
  let done = 0;
  const onBytes = (bytes: number): void => {
    done += bytes;
    request.onProgress?.({ stage: 'read', done: Math.min(done, total), total, unit: 'bytes' });
  };
  for (const plan of plans) {
    sink.assertRunning();
    yield* plan.read({ sink, now, attributeNames, onBytes });
  }
  if (!sink.isEmpty) yield sink.take();
}
