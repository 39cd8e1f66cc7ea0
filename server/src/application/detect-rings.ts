/**
 * One detection run: read the graph at one moment, find rings, give them lasting ids, publish them or keep them
 * aside. A run is published only when it looks at a moment not before the last published one, with the parameters
 * that are in force; anything else is a trial. Equal data, parameters and version give equal rings.
 */
import { type DetectionParameters, parseParameters } from '../detection/parameters.ts';
import { toAllowList } from '../domain/covered-entities.ts';
import type { DetectionRun, StageTiming } from '../domain/detection-run.ts';
import { type Failure, FailureError, failure } from '../domain/failure.ts';
import type { Principal } from '../domain/principal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ring } from '../domain/ring.ts';
import type { TimePoint } from '../domain/time-point.ts';
import { canonicalJson } from './canonical-json.ts';
import { computingSteps, idsOfStood } from './computing-steps.ts';
import { countBySeverity, describeInput, nameAllowed } from './describe-run.ts';
import { type Basis, beforeFullRun, incrementalBasis, type Wanted } from './incremental-basis.ts';
import {
  findSet,
  hashOf,
  type ParameterReading,
  parametersInForce,
  parametersOf,
} from './parameters/parameters-in-force.ts';
import type { AlertStore, SuppressionStore } from './ports/alert-store.ts';
import type { RingStore } from './ports/case-store.ts';
import type { Clock } from './ports/clock.ts';
import type { GraphStore } from './ports/graph-store.ts';
import type { MarketMemory } from './ports/market-memory.ts';
import type { CreatePartitioner } from './ports/partitioner.ts';
import type { RunMemory } from './ports/run-memory.ts';
import type { VerdictStore } from './ports/verdict-store.ts';
import type { WebhookStore } from './ports/webhook-store.ts';
import { refusal } from './reader.ts';
import { currentTime } from './record-event.ts';
import { rememberRun, takeMarket } from './remember-run.ts';
import { toRingJson } from './ring-json.ts';
import { createStage, isInterrupted, runSteps } from './run-steps.ts';
import { settleRun } from './settle-run.ts';
import { applyVerdicts, type JudgedBy, withAllowed } from './verdicts/apply-verdicts.ts';
import { toFailedMessage } from './webhooks/to-messages.ts';
import { withStandings } from './with-standings.ts';

export type DetectionDependencies = ParameterReading & {
  readonly graph: GraphStore;
  readonly rings: RingStore;
  readonly verdicts: VerdictStore;
  readonly alerts: AlertStore;
  readonly suppressions: SuppressionStore;
  readonly clock: Clock;
  readonly codeVersion: string;
  readonly peakRssBytes: () => number;
  readonly createPartitioner?: CreatePartitioner;
  /** What a run leaves for an incremental one; without it there are none. */
  readonly memory?: RunMemory;
  /** Where this process is to run again: what it keeps until then. */
  readonly market?: MarketMemory;
  /** Who is told when a run fails. */
  readonly cases?: { readonly webhooks: Pick<WebhookStore, 'enqueue'> };
};
export type DetectionRequest = {
  readonly asOf?: TimePoint;
  readonly windowDays?: number;
  /** Unchecked settings; what is absent keeps its default. Without any, those in force. */
  readonly parameters?: unknown;
  /** A saved set instead, by its name or id. */
  readonly parameterSet?: string;
  readonly trial?: boolean;
  /** Only what changed since the last published run, where that is remembered; else everything. */
  readonly incremental?: boolean;
  /** Told why everything is computed though less was asked for. */
  readonly onFullRun?: (reason: string) => void;
  /** At most so many at once; the rings are the same. */
  readonly threads?: number;
  /** For a repetition; default: what the run itself may know. */
  readonly judgedBy?: JudgedBy;
  /** For a repetition: the rings that stood in it, as they were. */
  readonly stood?: readonly Ring[];
  /** Published only while this server, which began it, runs the schedules. */
  readonly leaseHolder?: string;
  readonly onStage?: (name: string) => void;
  readonly signal?: AbortSignal;
};

export function createDetectRings(deps: DetectionDependencies) {
  return async (principal: Principal, request: DetectionRequest): Promise<Result<DetectionRun, Failure>> => {
    const refused = refusal(principal, 'runDetection');
    if (refused) return fail(refused);
    const parameters = await parametersFor(deps, request);
    if (!parameters.ok) return parameters;
    try {
      const run = await runDetection(deps, principal, { ...request, parameters: parameters.value });
      return run === null ? fail(INTERRUPTED) : ok(run);
    } catch (error) {
      if (!isStopped(error)) return tellOfFailure(deps, error);
      return fail(request.signal?.aborted ? INTERRUPTED : error.failure);
    }
  };
}

async function parametersFor(
  deps: DetectionDependencies,
  { parameters, parameterSet }: DetectionRequest,
): Promise<Result<DetectionParameters, Failure>> {
  if (parameters !== undefined) return parseParameters(parameters);
  if (parameterSet === undefined) {
    const inForce = await parametersInForce(deps);
    return inForce.ok ? ok(inForce.value.parameters) : inForce;
  }
  const set = await findSet(deps, parameterSet);
  return set.ok ? parametersOf(set.value) : set;
}

const INTERRUPTED = failure('CANCELLED', 'Interrupted: nothing was published.');
const isStopped = (error: unknown): error is FailureError =>
  error instanceof FailureError && error.failure.code === 'CANCELLED';

/** Where not even that can be written, the first trouble is the one to tell. */
async function tellOfFailure({ cases, clock, randomness }: DetectionDependencies, error: unknown): Promise<never> {
  const known = error instanceof FailureError ? error.failure.message : 'It ended unexpectedly: see the log.';
  const message = toFailedMessage(known, currentTime(clock), randomness);
  await cases?.webhooks.enqueue([message]).catch(() => {});
  throw error;
}

function hooksOf({ clock, createPartitioner }: DetectionDependencies, { onStage, threads, stood }: DetectionRequest) {
  return {
    now: clock.now,
    ...(stood && { standing: { rings: stood, isTouched: () => false } }),
    ...(onStage && { onStage }),
    ...(threads && createPartitioner && { partitionAll: createPartitioner(threads) }),
  };
}

type CheckedRequest = Omit<DetectionRequest, 'parameters'> & { readonly parameters: DetectionParameters };

/** Null when it was interrupted. */
async function runDetection(
  deps: DetectionDependencies,
  principal: Principal,
  request: CheckedRequest,
): Promise<DetectionRun | null> {
  const startedAt = currentTime(deps.clock);
  const runId = `run_${deps.randomness.token(RUN_ID_BITS)}`;
  const stages: StageTiming[] = [];
  const stage = createStage(deps.clock, stages);
  const computed = await compute(deps, request, { startedAt, stage });
  if (computed === null) return null;
  const { loaded, judgedBy, asOf, parametersHash, basis, found, ignoredHubs } = computed;
  stages.push(...found.stages);
  const candidates = await stage('standing', () => withStandings(found));
  if (await isInterrupted(request.signal)) return null;
  const identified = { id: runId, startedAt, judgedBy: judgedBy.accounts, asOf, parametersHash };
  const settled = await settleRun(deps, principal, {
    ...{ runId, candidates, leads: found.leads, asOf, parametersHash },
    mayPublish: !request.trial,
    ...(basis && { basedOn: { runId: basis.run.id, rings: basis.before.rings } }),
    ...(request.leaseHolder !== undefined && { leaseHolder: request.leaseHolder }),
    toRun: (named) => {
      const timings = [...stages, { name: 'identity', durationMs: named.durationMs }];
      return {
        ...describeInput(loaded, request),
        ...identified,
        finishedAt: currentTime(deps.clock),
        codeVersion: deps.codeVersion,
        published: named.published,
        ...(found.incremental && { incremental: found.incremental }),
        ...(found.stood.length > 0 && { stood: idsOfStood(found, named.rings) }),
        rings: countBySeverity(named.rings),
        changes: named.lineage.counts,
        ignoredHubs,
        stages: timings,
        durationMs: timings.reduce((sum, { durationMs }) => sum + durationMs, 0),
        peakRssBytes: deps.peakRssBytes(),
        resultHash: deps.randomness.sha256(canonicalJson(named.rings.map(toRingJson))),
      };
    },
  });
  if (settled === null) {
    request.onFullRun?.('Another run was published meanwhile.');
    return runDetection(deps, principal, { ...request, incremental: false });
  }
  if (settled.published) await rememberRun(deps, settled, found);
  return settled;
}

type Begun = { readonly startedAt: TimePoint; readonly stage: ReturnType<typeof createStage> };

/** Null when it was interrupted. */
async function compute(deps: DetectionDependencies, request: CheckedRequest, { startedAt, stage }: Begun) {
  request.onStage?.('load');
  const graph = request.signal ? deps.graph.stoppedBy(request.signal) : deps.graph;
  const loaded = await stage('load', () => graph.loadColumns(toColumnsRequest(request)));
  if (await isInterrupted(request.signal)) return null;
  const judgedBy = judgedByOf(request, startedAt);
  const judged = await applyVerdicts(loaded.columns, deps.verdicts, judgedBy);
  const allowed = toAllowList(await deps.suppressions.inForce(judgedBy.links));
  const columns = withAllowed(judged, allowed);
  const asOf = columns.asOf as TimePoint | null;
  const parametersHash = hashOf(request.parameters, deps.randomness);
  const wanted = { parametersHash, asOf, windowDays: request.windowDays ?? null };
  const basis = await basisFor(deps, request, wanted);
  const before = basis === null && !request.trial ? await beforeFullRun(deps, wanted) : null;
  const { parameters } = request;
  const kept = takeMarket(deps, basis);
  const steps = computingSteps(columns, { parameters, basis, before, kept }, hooksOf(deps, request));
  const found = await runSteps(steps, deps.clock, request.signal);
  return (
    found && {
      loaded,
      judgedBy,
      asOf,
      parametersHash,
      basis,
      found,
      ignoredHubs: nameAllowed(found.ignoredHubs, allowed),
    }
  );
}

/** Null for a full run: none other was asked for, or there is nothing to stand on. */
async function basisFor(deps: DetectionDependencies, request: CheckedRequest, wanted: Wanted): Promise<Basis | null> {
  if (!request.incremental) return null;
  const basis = await incrementalBasis(deps, wanted);
  if (basis.ok) return basis.value;
  request.onFullRun?.(basis.failure);
  return null;
}

/** All verdicts there are; of a moment that was asked for, only whom people knew by then. */
const judgedByOf = ({ judgedBy, asOf }: CheckedRequest, startedAt: TimePoint): JudgedBy =>
  judgedBy ?? { links: startedAt, accounts: asOf ?? startedAt };

const RUN_ID_BITS = 96;

const toColumnsRequest = ({ asOf, windowDays }: CheckedRequest) => ({
  ...(asOf === undefined ? {} : { asOf }),
  ...(windowDays === undefined ? {} : { windowDays }),
});
