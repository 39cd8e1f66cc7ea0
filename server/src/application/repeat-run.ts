/** Makes a run again, as a trial, from what it was given, and says whether the result is the same. */
import type { DetectionRun } from '../domain/detection-run.ts';
import { type Failure, failure } from '../domain/failure.ts';
import type { Principal } from '../domain/principal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ring } from '../domain/ring.ts';
import { createDetectRings, type DetectionDependencies, type DetectionRequest } from './detect-rings.ts';
import { refusal } from './reader.ts';

export type Repetition = {
  readonly original: DetectionRun;
  readonly repeated: DetectionRun;
  readonly isEqual: boolean;
  /** What is no longer as it was, where that explains a difference. */
  readonly changedSince: readonly ('data' | 'codeVersion')[];
};

export function createRepeatRun(deps: DetectionDependencies) {
  const detect = createDetectRings(deps);
  return async (
    principal: Principal,
    runId: string,
    watching: Pick<DetectionRequest, 'onStage' | 'signal'> = {},
  ): Promise<Result<Repetition, Failure>> => {
    const refused = refusal(principal, 'runDetection');
    if (refused) return fail(refused);
    const original = await deps.rings.run(runId);
    if (original === null) return fail(failure('NOT_FOUND', `there is no run ${runId}`));
    if (original.incremental) {
      const stood = `it stood on what ${original.incremental.fullRunId} and the runs after it left`;
      return fail(failure('INVALID_ARGUMENT', `${runId} was incremental: ${stood}, which is gone. Repeat a full run.`));
    }
    const { asOf, windowDays, parameters, startedAt } = original;
    const repeated = await detect(principal, {
      ...watching,
      parameters,
      trial: true,
      ...(original.stood && { stood: await ringsThatStood(deps, original.id, new Set(original.stood)) }),
      judgedBy: { links: startedAt, accounts: original.judgedBy ?? startedAt },
      ...(asOf === null ? {} : { asOf }),
      ...(windowDays === null ? {} : { windowDays }),
    });
    if (!repeated.ok) return repeated;
    const isEqual = repeated.value.resultHash === original.resultHash;
    return ok({ original, repeated: repeated.value, isEqual, changedSince: changedSince(original, repeated.value) });
  };
}

async function ringsThatStood({ rings }: DetectionDependencies, runId: string, stood: ReadonlySet<string>) {
  const found: Ring[] = [];
  for await (const ring of rings.allRings(runId)) if (stood.has(ring.id)) found.push(ring);
  return found;
}

function changedSince(original: DetectionRun, repeated: DetectionRun): readonly ('data' | 'codeVersion')[] {
  return [
    ...(original.changeNumber === repeated.changeNumber ? [] : ['data' as const]),
    ...(original.codeVersion === repeated.codeVersion ? [] : ['codeVersion' as const]),
  ];
}
