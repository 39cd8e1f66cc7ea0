/** Notes the published rings that were not dismissed beside the foreign graph they were found in. */
import { type Failure, FailureError, failure } from '../domain/failure.ts';
import { isAllowed, type Principal } from '../domain/principal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ring, Severity } from '../domain/ring.ts';
import type { RingStore } from './ports/case-store.ts';
import type { ForeignGraph, NoteReport } from './ports/foreign-graph.ts';
import type { VerdictStore } from './ports/verdict-store.ts';
import { shownRings } from './projection/shown-rings.ts';
import { type Recorder, recordEvent } from './record-event.ts';
import { createStreamRings } from './stream-rings.ts';

export type NoteRingsDependencies = Recorder & {
  readonly foreign: ForeignGraph;
  readonly rings: RingStore;
  readonly verdicts: VerdictStore;
};
export type NoteRingsRequest = { readonly dryRun: boolean; readonly minSeverity?: Severity };

export function createNoteRings(dependencies: NoteRingsDependencies) {
  return async (principal: Principal, request: NoteRingsRequest): Promise<Result<NoteReport, Failure>> => {
    // What is noted there is read by whoever reads that graph.
    if (!isAllowed(principal, 'exportData')) {
      return fail(failure('FORBIDDEN', `The role ${principal.role} may not write rings to another graph.`));
    }
    try {
      return await noteRings(dependencies, principal, request);
    } catch (error) {
      if (error instanceof FailureError) return fail(error.failure);
      throw error;
    }
  };
}

async function noteRings(
  dependencies: NoteRingsDependencies,
  principal: Principal,
  { dryRun, minSeverity }: NoteRingsRequest,
): Promise<Result<NoteReport, Failure>> {
  const { foreign, rings, verdicts } = dependencies;
  const run = await rings.latestPublishedRun();
  if (run === null) return fail(failure('NOT_FOUND', 'No rings are published yet: run "clewline detect" first.'));
  const found = await createStreamRings({ rings })(principal, minSeverity === undefined ? {} : { minSeverity });
  if (!found.ok) return found;
  const noted: Ring[] = [];
  for await (const ring of shownRings(found.value, await verdicts.current())) noted.push(ring);
  const report = await foreign.noteRings(noted, { runId: run.id, dryRun });
  if (dryRun) return ok(report);
  const details = { run: run.id, rings: noted.length };
  await recordEvent(dependencies, principal, { type: 'ringsNoted', subject: 'foreignGraph', details });
  return ok(report);
}
