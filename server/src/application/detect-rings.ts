/**
 * One detection run: read the graph at one moment, find rings, give them lasting ids, publish them or keep them
 * aside. A run is published only when it looks at a moment not before the last published one, with the parameters
 * that are in force; anything else is a trial. Equal data, parameters and version give equal rings.
 */
import type { GraphColumns } from '../detection/columns.ts';
import { assignRingIds } from '../detection/identity.ts';
import { DEFAULT_PARAMETERS, type DetectionParameters, parseParameters } from '../detection/parameters.ts';
import { detectionSteps } from '../detection/pipeline.ts';
import { memberStandings } from '../detection/standing.ts';
import type { DetectionRun, StageTiming } from '../domain/detection-run.ts';
import { type Failure, failure } from '../domain/failure.ts';
import type { Principal } from '../domain/principal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type Ring, type RingCandidate, SEVERITIES, type Severity } from '../domain/ring.ts';
import type { TimePoint } from '../domain/time-point.ts';
import { canonicalJson } from './canonical-json.ts';
import { compareRings } from './compare-rings.ts';
import type { EventLog, RingStore } from './ports/case-store.ts';
import type { Clock, Randomness } from './ports/clock.ts';
import type { GraphStore, LoadedColumns } from './ports/graph-store.ts';
import { refusal } from './reader.ts';
import { currentTime, recordEvent } from './record-event.ts';
import { toRingJson } from './ring-json.ts';

export type DetectionDependencies = {
  readonly graph: GraphStore;
  readonly rings: RingStore;
  readonly log: EventLog;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly codeVersion: string;
  readonly peakRssBytes: () => number;
};
export type DetectionRequest = {
  readonly asOf?: TimePoint;
  readonly windowDays?: number;
  /** Unchecked settings; what is absent keeps its default. */
  readonly parameters?: unknown;
  readonly trial?: boolean;
  readonly onStage?: (name: string) => void;
  readonly signal?: AbortSignal;
};

export function createDetectRings(deps: DetectionDependencies) {
  return async (principal: Principal, request: DetectionRequest): Promise<Result<DetectionRun, Failure>> => {
    const refused = refusal(principal, 'runDetection');
    if (refused) return fail(refused);
    const parameters = parseParameters(request.parameters ?? {});
    if (!parameters.ok) return parameters;
    const run = await runDetection(deps, principal, { ...request, parameters: parameters.value });
    return run === null ? fail(failure('CANCELLED', 'Interrupted: nothing was published.')) : ok(run);
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
  const stages: StageTiming[] = [];
  const stage = createStage(deps.clock, stages);
  request.onStage?.('load');
  const loaded = await stage('load', () => deps.graph.loadColumns(toColumnsRequest(request)));
  if (await isInterrupted(request)) return null;
  const asOf = loaded.columns.asOf as TimePoint | null;
  const onStage = request.onStage === undefined ? {} : { onStage: request.onStage };
  const hooks = { now: deps.clock.now, ...onStage };
  const found = await runSteps(detectionSteps(loaded.columns, request.parameters, hooks), deps.clock, request);
  if (found === null) return null;
  stages.push(...found.stages);
  const candidates = await stage('standing', () => withStandings(loaded.columns, found.candidates));
  const { rings, changes, ended } = await stage('identity', () => identify(deps, candidates, asOf));
  if (await isInterrupted(request)) return null;
  const published = !request.trial && (await mayPublish(deps.rings, asOf, request.parameters));
  const run: DetectionRun = {
    ...describeInput(loaded, request),
    id: `run_${deps.randomness.token(RUN_ID_BITS)}`,
    startedAt,
    finishedAt: currentTime(deps.clock),
    asOf,
    codeVersion: deps.codeVersion,
    published,
    rings: countBySeverity(rings),
    changes,
    ignoredHubs: found.ignoredHubs,
    stages,
    durationMs: stages.reduce((sum, { durationMs }) => sum + durationMs, 0),
    peakRssBytes: deps.peakRssBytes(),
    resultHash: deps.randomness.sha256(canonicalJson(rings.map(toRingJson))),
  };
  await store(deps, principal, { run, rings, ended });
  return run;
}

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

async function identify(
  { rings: store, randomness }: DetectionDependencies,
  candidates: readonly RingCandidate[],
  asOf: TimePoint | null,
) {
  const previous = await lastPicture(store, asOf);
  const issued = await store.issuedRingIds();
  const rings = assignRingIds(candidates, { previous, issued, sha256: randomness.sha256 });
  return { rings, ...compareRings(previous, rings) };
}

type Finding = { readonly run: DetectionRun; readonly rings: readonly Ring[]; readonly ended: readonly Ring[] };

async function store(deps: DetectionDependencies, principal: Principal, { run, rings, ended }: Finding): Promise<void> {
  if (run.published) await deps.rings.publishRun(run, [...rings, ...ended]);
  else await deps.rings.keepRun(run, rings);
  const type = run.published ? 'ringsPublished' : 'trialKept';
  await recordEvent(deps, principal, { type, subject: run.id, details: { resultHash: run.resultHash } });
}

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

/** The rings of the last published run that looked at a moment not after this one: identity carries over from it. */
async function lastPicture(store: RingStore, asOf: TimePoint | null): Promise<readonly Ring[]> {
  let after: string | undefined;
  do {
    const page = await store.runs(after === undefined ? { first: 100 } : { first: 100, after });
    const run = page.items.find(({ item }) => item.published && (item.asOf ?? 0) <= (asOf ?? 0))?.item;
    if (run !== undefined) return collect(store.allRings(run.id));
    after = page.hasNext ? page.items.at(-1)?.cursor : undefined;
  } while (after !== undefined);
  return [];
}

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The parameters in force are the defaults: nobody can put others in force yet. */
async function mayPublish(store: RingStore, asOf: TimePoint | null, parameters: DetectionParameters): Promise<boolean> {
  if (canonicalJson(parameters) !== canonicalJson(DEFAULT_PARAMETERS)) return false;
  const latest = await store.latestPublishedRun();
  return latest === null || (asOf ?? 0) >= (latest.asOf ?? 0);
}

function countBySeverity(rings: readonly Ring[]): Readonly<Record<Severity, number>> {
  const counts = { LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 } satisfies Record<Severity, number>;
  for (const severity of SEVERITIES) counts[severity] = rings.filter((ring) => ring.severity === severity).length;
  return counts;
}
