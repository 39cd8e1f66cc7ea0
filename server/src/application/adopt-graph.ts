/** Adopts a foreign graph: what is new or changed there since the last time is imported; nothing is written there. */
import { type Failure, FailureError, failure } from '../domain/failure.ts';
import { isAllowed, type Principal } from '../domain/principal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { ForeignGraph } from './ports/foreign-graph.ts';
import type { ReportProgress } from './ports/progress.ts';
import { IMPORT_BATCH_SIZE, type ImportReport, type WriteDependencies, writeSource } from './write-source.ts';

export type AdoptDependencies = WriteDependencies & { readonly foreign: ForeignGraph };
export type AdoptRequest = {
  readonly dryRun: boolean;
  /** All of it, whatever was read before. */
  readonly full: boolean;
  readonly batchSize?: number;
  readonly onProgress?: ReportProgress;
  readonly signal?: AbortSignal;
};
/** `entries`: what was read, and from when on. */
export type AdoptReport = ImportReport & { readonly entries: readonly string[] };

export function createAdoptGraph(dependencies: AdoptDependencies) {
  return async (principal: Principal, request: AdoptRequest): Promise<Result<AdoptReport, Failure>> => {
    if (!isAllowed(principal, 'importRecords')) {
      return fail(failure('FORBIDDEN', `The role ${principal.role} may not import records.`));
    }
    try {
      return await adopt(dependencies, principal, request);
    } catch (error) {
      if (error instanceof FailureError) return fail(error.failure);
      throw error;
    }
  };
}

async function adopt(
  dependencies: AdoptDependencies,
  principal: Principal,
  { dryRun, full, batchSize = IMPORT_BATCH_SIZE, onProgress, signal }: AdoptRequest,
): Promise<Result<AdoptReport, Failure>> {
  const { foreign, store } = dependencies;
  const opened = await foreign.open({
    bookmark: full ? async () => null : (name) => store.bookmark(name),
    batchSize,
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!opened.ok) return opened;
  const { files: entries } = opened.value;
  const event = { type: 'graphAdopted', details: { entries: entries.length } };
  const report = await writeSource(dependencies, principal, opened.value, { dryRun, strict: false, event });
  return report.ok ? ok({ ...report.value, entries }) : report;
}
