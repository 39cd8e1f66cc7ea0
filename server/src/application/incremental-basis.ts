/** Whether a run has something to stand on: the last published run, remembered, and of the same kind. */
import type { Before } from '../detection/incremental/incremental-steps.ts';
import type { DetectionRun } from '../domain/detection-run.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ring } from '../domain/ring.ts';
import type { TimePoint } from '../domain/time-point.ts';
import { isStanding, type RingVerdict } from '../domain/verdict.ts';
import { hashOf, type ParameterReading, parametersInForce } from './parameters/parameters-in-force.ts';
import type { RingStore } from './ports/case-store.ts';
import type { RememberedRun, RunMemory } from './ports/run-memory.ts';
import type { VerdictStore } from './ports/verdict-store.ts';

export type Basis = {
  readonly run: DetectionRun;
  readonly remembered: RememberedRun;
  readonly before: Before;
};
type Reading = { readonly rings: RingStore; readonly memory?: RunMemory; readonly codeVersion: string };
export type Wanted = {
  readonly parametersHash: string;
  readonly windowDays: number | null;
  readonly asOf: TimePoint | null;
};

/** Fails with the reason, as a sentence. */
export async function incrementalBasis(deps: Reading, wanted: Wanted): Promise<Result<Basis, string>> {
  const run = await deps.rings.latestPublishedRun();
  if (run === null) return fail('No run is published yet to take thresholds from.');
  const remembered = (await deps.memory?.read()) ?? null;
  if (remembered === null) return fail('No full run is remembered here to take thresholds from.');
  const reason = whyNot(deps, { run, remembered }, wanted);
  if (reason !== null) return fail(reason);
  const rings: Ring[] = [];
  for await (const ring of deps.rings.allRings(run.id)) rings.push(ring);
  return ok({ run, remembered, before: { ...remembered, rings, leads: await deps.rings.allLeads() } });
}

/** As long as nothing new has outdated it: a ring that is open again stands like any other. */
const isDismissed = (verdict: RingVerdict | undefined): boolean =>
  verdict !== undefined && verdict.verdict === 'DISMISSED' && isStanding(verdict);

/**
 * What a full run knows of the last one; null where that is nothing, or other parameters are in force. A ring that was
 * dismissed keeps nothing else from being found.
 */
export async function beforeFullRun(
  deps: Reading & ParameterReading & { readonly verdicts: VerdictStore },
  wanted: Wanted,
): Promise<Before | null> {
  const inForce = await parametersInForce(deps);
  if (!inForce.ok || hashOf(inForce.value.parameters, deps.randomness) !== wanted.parametersHash) return null;
  const basis = await incrementalBasis(deps, wanted);
  if (!basis.ok) return null;
  const verdicts = (await deps.verdicts.current()).rings;
  const { before } = basis.value;
  return { ...before, rings: before.rings.filter(({ id }) => !isDismissed(verdicts.get(id))) };
}

function whyNot(
  { codeVersion }: Reading,
  { run, remembered }: Pick<Basis, 'run' | 'remembered'>,
  wanted: Wanted,
): string | null {
  if (remembered.runId !== run.id) return 'The run that is remembered here is not the last one that was published.';
  if (remembered.codeVersion !== codeVersion) return 'The last run was made by another version.';
  if (remembered.parametersHash !== wanted.parametersHash) return 'The last run had other parameters.';
  if (remembered.windowDays !== wanted.windowDays) return 'The last run read another window of time.';
  if ((wanted.asOf ?? 0) < (run.asOf ?? 0)) return 'The last run looked at a later moment.';
  return null;
}
