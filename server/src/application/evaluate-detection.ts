/**
 * Marks detection: on a generated marketplace (in stores of its own), on the present store against the truth files of
 * a marketplace that was imported, or against labels of single accounts.
 */
import type { Marketplace } from '@clewline/seed';
import type { DetectionRun } from '../domain/detection-run.ts';
import type { Failure } from '../domain/failure.ts';
import type { Principal } from '../domain/principal.ts';
import type { GraphRecord } from '../domain/records.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ring } from '../domain/ring.ts';
import { type AccountLabels, evaluateLabels, type LabelEvaluation } from './evaluation/evaluate-labels.ts';
import { evaluateRings, type RingEvaluation } from './evaluation/evaluate-rings.ts';
import type { PlantedTruth } from './evaluation/planted-truth.ts';
import { toGraphRecord } from './evaluation/to-graph-record.ts';
import type { RingStore } from './ports/case-store.ts';
import type { GraphStore } from './ports/graph-store.ts';
import { refusal } from './reader.ts';

export type EvaluationRequest =
  | { readonly against: 'scenario'; readonly marketplace: Marketplace }
  | { readonly against: 'truth'; readonly truth: PlantedTruth }
  | { readonly against: 'labels'; readonly labels: AccountLabels };

export type Evaluation =
  | {
      readonly against: 'scenario';
      readonly scenario: string;
      readonly run: EvaluatedRun;
      readonly result: RingEvaluation;
    }
  | { readonly against: 'truth'; readonly result: RingEvaluation }
  | { readonly against: 'labels'; readonly result: LabelEvaluation };

export type EvaluatedRun = Pick<DetectionRun, 'counts' | 'durationMs' | 'stages' | 'resultHash' | 'codeVersion'>;

export type EvaluationDependencies = {
  /** The stores to read; for a scenario, empty ones. */
  readonly graph: GraphStore;
  readonly rings: RingStore;
  readonly detect: (principal: Principal) => Promise<Result<DetectionRun, Failure>>;
};

const BATCH_SIZE = 50_000;

export function createEvaluateDetection(dependencies: EvaluationDependencies) {
  return async (principal: Principal, request: EvaluationRequest): Promise<Result<Evaluation, Failure>> => {
    const refused = refusal(principal, request.against === 'scenario' ? 'runDetection' : 'readRings');
    if (refused) return fail(refused);
    switch (request.against) {
      case 'scenario':
        return evaluateScenario(dependencies, principal, request.marketplace);
      case 'truth':
        return ok({ against: 'truth', result: evaluateRings(await published(dependencies.rings), request.truth) });
      case 'labels':
        return ok({ against: 'labels', result: evaluateLabels(await published(dependencies.rings), request.labels) });
    }
  };
}

async function evaluateScenario(
  dependencies: EvaluationDependencies,
  principal: Principal,
  marketplace: Marketplace,
): Promise<Result<Evaluation, Failure>> {
  const written = await fill(dependencies.graph, principal, marketplace);
  if (!written.ok) return written;
  const run = await dependencies.detect(principal);
  if (!run.ok) return run;
  const { counts, durationMs, stages, resultHash, codeVersion } = run.value;
  return ok({
    against: 'scenario',
    scenario: marketplace.scenario.name,
    run: { counts, durationMs, stages, resultHash, codeVersion },
    result: evaluateRings(await published(dependencies.rings), marketplace.truth),
  });
}

async function fill(graph: GraphStore, principal: Principal, marketplace: Marketplace): Promise<Result<null, Failure>> {
  const session = await graph.openImport(principal.id);
  if (!session.ok) return session;
  let batch: GraphRecord[] = [];
  try {
    for (const row of marketplace.records) {
      batch.push(toGraphRecord(row));
      if (batch.length < BATCH_SIZE) continue;
      await session.value.write(batch);
      batch = [];
    }
    if (batch.length > 0) await session.value.write(batch);
  } finally {
    await session.value.close();
  }
  return ok(null);
}

/** Published rings that are still active, highest score first. */
async function published(store: RingStore): Promise<readonly Ring[]> {
  const rings: Ring[] = [];
  for await (const ring of store.allRings()) if (ring.status === 'ACTIVE') rings.push(ring);
  return rings;
}
