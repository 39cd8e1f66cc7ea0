/**
 * Import: files → graph store. Rows that do not fit are written to a rejects file and never stop the rest; a file
 * that breaks midway fails the import, and the whole batches before it stay.
 */
import { type Failure, FailureError, failure } from '../domain/failure.ts';
import { isAllowed, type Principal } from '../domain/principal.ts';
import { fail, type Result } from '../domain/result.ts';
import type { ReportProgress } from './ports/progress.ts';
import type { RecordSource, SourceRequest } from './ports/record-source.ts';
import { IMPORT_BATCH_SIZE, type ImportReport, type WriteDependencies, writeSource } from './write-source.ts';

export type ImportDependencies = WriteDependencies & { readonly source: RecordSource };
export type ImportRequest = {
  readonly paths: readonly string[];
  readonly mapFile?: string;
  readonly dryRun: boolean;
  readonly strict: boolean;
  readonly onProgress?: ReportProgress;
  readonly signal?: AbortSignal;
};

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
  const { files } = opened.value;
  const event = { type: 'recordsImported', details: { files: files.length } };
  return writeSource(dependencies, principal, opened.value, { ...request, event });
}

const toSourceRequest = ({ paths, mapFile, onProgress, signal }: ImportRequest): SourceRequest => ({
  paths,
  batchSize: IMPORT_BATCH_SIZE,
  ...(mapFile === undefined ? {} : { mapFile }),
  ...(onProgress === undefined ? {} : { onProgress }),
  ...(signal === undefined ? {} : { signal }),
});
