/**
 * One detection run: read the graph at one moment, find rings, give them lasting ids, publish them or keep them
 * aside. A run is published only when it looks at a moment not before the last published one, with the parameters
 * that are in force; anything else is a trial. Equal data, parameters and version give equal rings.
 */
import type { GraphColumns } from '../detection/columns.ts';
import { type DetectionParameters, parseParameters } from '../detection/parameters.ts';
import { detectionSteps } from '../detection/pipeline.ts';
import { memberStandings } from '../detection/standing.ts';
import type { DetectionRun, StageTiming } from '../domain/detection-run.ts';
import { type Failure, FailureError, failure } from '../domain/failure.ts';
import type { Principal } from '../domain/principal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type Ring, type RingCandidate, SEVERITIES, type Severity } from '../domain/ring.ts';
import type { TimePoint } from '../domain/time-point.ts';
import { canonicalJson } from './canonical-json.ts';
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
import type { GraphStore, LoadedColumns } from './ports/graph-store.ts';
import type { CreatePartitioner } from './ports/partitioner.ts';
import type { VerdictStore } from './ports/verdict-store.ts';
import type { WebhookStore } from './ports/webhook-store.ts';
import { refusal } from './reader.ts';
import { currentTime } from './record-event.ts';
import { toRingJson } from './ring-json.ts';
import { settleRun } from './settle-run.ts';
import { applyVerdicts, type JudgedBy } from './verdicts/apply-verdicts.ts';
import { toFailedMessage } from './webhooks/to-messages.ts';

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
  /** At most so many at once; the rings are the same. */
  readonly threads?: number;
  /** For a repetition; default: what the run itself may know. */
  readonly judgedBy?: JudgedBy;
  readonly onStage?: (name: string) => void;
  readonly signal?: AbortSignal;
};

export function createDetectRings(deps: DetectionDependencies) {
  return async (principal: Principal, request: DetectionRequest): Promise<Result<DetectionRun, Failure>> => {
    const refused = refusal(principal, 'runDetection');
    if (refused) return fail(refused);
    const parameters = await parametersFor(deps, request);
    if (!parameters.ok) return parameters;
    const run = await runDetection(deps, principal, { ...request, parameters: parameters.value }).catch((error) =>
      tellOfFailure(deps, error),
    );
    return run === null ? fail(failure('CANCELLED', 'Interrupted: nothing was published.')) : ok(run);
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

/** Where not even that can be written, the first trouble is the one to tell. */
async function tellOfFailure({ cases, clock, randomness }: DetectionDependencies, error: unknown): Promise<never> {
  const known = error instanceof FailureError ? error.failure.message : 'It ended unexpectedly: see the log.';
  const message = toFailedMessage(known, currentTime(clock), randomness);
  await cases?.webhooks.enqueue([message]).catch(() => {});
  throw error;
}

function hooksOf({ clock, createPartitioner }: DetectionDependencies, { onStage, threads }: DetectionRequest) {
  return {
    now: clock.now,
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
  request.onStage?.('load');
  const loaded = await stage('load', () => deps.graph.loadColumns(toColumnsRequest(request)));
  if (await isInterrupted(request)) return null;
  const judgedBy = judgedByOf(request, startedAt);
  const columns = await applyVerdicts(loaded.columns, deps.verdicts, judgedBy);
  const asOf = columns.asOf as TimePoint | null;
  const hooks = hooksOf(deps, request);
  const found = await runSteps(detectionSteps(columns, request.parameters, hooks), deps.clock, request);
  if (found === null) return null;
  stages.push(...found.stages);
  const candidates = await stage('standing', () => withStandings(columns, found.candidates));
  if (await isInterrupted(request)) return null;
  const parametersHash = hashOf(request.parameters, deps.randomness);
  const identified = { id: runId, startedAt, judgedBy: judgedBy.accounts, asOf, parametersHash };
  return settleRun(deps, principal, {
    runId,
    candidates,
    asOf,
    mayPublish: !request.trial,
    parametersHash,
    toRun: (named) => {
      const timings = [...stages, { name: 'identity', durationMs: named.durationMs }];
      return {
        ...describeInput(loaded, request),
        ...identified,
        finishedAt: currentTime(deps.clock),
        codeVersion: deps.codeVersion,
        published: named.published,
        rings: countBySeverity(named.rings),
        changes: named.lineage.counts,
        ignoredHubs: found.ignoredHubs,
        stages: timings,
        durationMs: timings.reduce((sum, { durationMs }) => sum + durationMs, 0),
        peakRssBytes: deps.peakRssBytes(),
        resultHash: deps.randomness.sha256(canonicalJson(named.rings.map(toRingJson))),
      };
    },
  });
}

/** All verdicts there are; of a moment that was asked for, only whom people knew by then. */
const judgedByOf = ({ judgedBy, asOf }: CheckedRequest, startedAt: TimePoint): JudgedBy =>
  judgedBy ?? { links: startedAt, accounts: asOf ?? startedAt };

const PAUSE_EVERY_MS = 100;

/** Null when it was interrupted. A pause costs little and is still made only now and then. */
async function runSteps<T>(steps: Generator<void, T>, { now }: Clock, request: CheckedRequest): Promise<T | null> {
  let pausedAt = now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (now() - pausedAt < PAUSE_EVERY_MS) continue;
    if (await isInterrupted(request)) return null;
    pausedAt = now();
  }
}

/** Signals that came while something was computed are delivered in this pause. */
async function isInterrupted({ signal }: CheckedRequest): Promise<boolean> {
  await new Promise((resolve) => setImmediate(resolve));
  return signal?.aborted ?? false;
}

const RUN_ID_BITS = 96;

const createStage =
  (clock: Clock, stages: StageTiming[]) =>
  async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const start = clock.now();
    const result = await work();
    stages.push({ name, durationMs: clock.now() - start });
    return result;
  };

const toColumnsRequest = ({ asOf, windowDays }: CheckedRequest) => ({
  ...(asOf === undefined ? {} : { asOf }),
  ...(windowDays === undefined ? {} : { windowDays }),
});

const describeInput = ({ changeNumber, counts }: LoadedColumns, { parameters, windowDays }: CheckedRequest) => ({
  changeNumber,
  counts,
  parameters,
  windowDays: windowDays ?? null,
});

function withStandings(columns: GraphColumns, candidates: readonly RingCandidate[]): readonly RingCandidate[] {
  const standings = memberStandings(
    columns,
    candidates.flatMap(({ members }) => members),
  )[Symbol.iterator]();
  return candidates.map((candidate) => ({
    ...candidate,
    members: candidate.members.map((member) => {
      const standing = standings.next();
      return standing.done ? member : { ...member, standing: standing.value };
    }),
  }));
}

function countBySeverity(rings: readonly Ring[]): Readonly<Record<Severity, number>> {
  const counts = { LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 } satisfies Record<Severity, number>;
  for (const severity of SEVERITIES) counts[severity] = rings.filter((ring) => ring.severity === severity).length;
  return counts;
}
