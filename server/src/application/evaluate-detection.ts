/**
 * Marks detection: on generated marketplaces (in stores of their own), at one point or along curves of camouflage; on
 * the present store against the truth files of a marketplace that was imported; or against labels of single accounts.
 */
import type { Marketplace } from '@clewline/seed';
import { DEFAULT_PARAMETERS } from '../detection/parameters.ts';
import { type Failure, failure } from '../domain/failure.ts';
import type { Principal } from '../domain/principal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type BaselineEvaluation, evaluateBaseline } from './evaluation/evaluate-baseline.ts';
import { type CurveEvaluation, type CurveRequest, evaluateCurves } from './evaluation/evaluate-curves.ts';
import { type AccountLabels, evaluateLabels, type LabelEvaluation } from './evaluation/evaluate-labels.ts';
import {
  type BaselineChoice,
  type EvaluationStores,
  evaluateMarketplaces,
  findByBaselines,
  type OpenStores,
  publishedRings,
  type ScenarioEvaluation,
} from './evaluation/evaluate-marketplaces.ts';
import { evaluateRings, type RingEvaluation } from './evaluation/evaluate-rings.ts';
import { evaluateSeeded, isAnyHere, type SeededEvaluation } from './evaluation/evaluate-seeded.ts';
import type { PlantedTruth } from './evaluation/planted-truth.ts';
import { refusal } from './reader.ts';

export type EvaluationRequest =
  /** Several marketplaces are marked as one. */
  | {
      readonly against: 'scenario';
      readonly marketplaces: readonly Marketplace[];
      readonly baselines?: BaselineChoice;
    }
  | ({ readonly against: 'curves' } & CurveRequest)
  | { readonly against: 'truth'; readonly truth: PlantedTruth; readonly baselines?: BaselineChoice }
  | { readonly against: 'labels'; readonly labels: AccountLabels }
  /** A random half of the labels is told to detection, in so many splits; rings published before play no part. */
  | { readonly against: 'half the labels'; readonly labels: AccountLabels; readonly splits: number };

export type Evaluation =
  | ({ readonly against: 'scenario' } & ScenarioEvaluation)
  | ({ readonly against: 'curves' } & CurveEvaluation)
  | { readonly against: 'truth'; readonly result: RingEvaluation; readonly baselines: readonly BaselineEvaluation[] }
  | { readonly against: 'labels'; readonly result: LabelEvaluation }
  | { readonly against: 'half the labels'; readonly result: SeededEvaluation };

export type EvaluationDependencies = {
  /** The present stores; for generated marketplaces, empty ones, asked for once a marketplace. */
  readonly openStores: OpenStores;
};

const DETECTING: ReadonlySet<EvaluationRequest['against']> = new Set(['scenario', 'curves', 'half the labels']);
const SPLIT_SEED = 20_260_630;

export function createEvaluateDetection({ openStores }: EvaluationDependencies) {
  return async (principal: Principal, request: EvaluationRequest): Promise<Result<Evaluation, Failure>> => {
    const refused = refusal(principal, DETECTING.has(request.against) ? 'runDetection' : 'readRings');
    if (refused) return fail(refused);
    if (request.against === 'scenario' || request.against === 'curves') {
      return evaluateGenerated(openStores, principal, request);
    }
    const stores = await openStores();
    return stores.ok ? evaluatePresent(stores.value, request) : stores;
  };
}

type GeneratedRequest = Extract<EvaluationRequest, { against: 'scenario' | 'curves' }>;
type PresentRequest = Exclude<EvaluationRequest, GeneratedRequest>;

async function evaluateGenerated(
  openStores: OpenStores,
  principal: Principal,
  request: GeneratedRequest,
): Promise<Result<Evaluation, Failure>> {
  if (request.against === 'curves') {
    const evaluated = await evaluateCurves(openStores, principal, request);
    return evaluated.ok ? ok({ against: 'curves', ...evaluated.value }) : evaluated;
  }
  const { marketplaces, baselines } = request;
  const evaluated = await evaluateMarketplaces(openStores, principal, { marketplaces, baselines });
  return evaluated.ok ? ok({ against: 'scenario', ...evaluated.value }) : evaluated;
}

async function evaluatePresent(
  { graph, rings }: EvaluationStores,
  request: PresentRequest,
): Promise<Result<Evaluation, Failure>> {
  if (request.against === 'half the labels') {
    const { columns } = await graph.loadColumns({});
    const given = { columns, parameters: DEFAULT_PARAMETERS, seed: SPLIT_SEED };
    if (!isAnyHere(columns, request.labels)) return fail(nobodyHere(request.labels));
    return ok({ against: request.against, result: evaluateSeeded({ ...given, ...request }) });
  }
  if ((await rings.latestPublishedRun()) === null) return fail(failure('NOT_FOUND', NO_RUN));
  const found = await publishedRings(rings);
  if (request.against === 'labels') return ok({ against: 'labels', result: evaluateLabels(found, request.labels) });
  const { truth, baselines } = request;
  const finds = await findByBaselines(graph, baselines);
  return ok({
    against: 'truth',
    result: evaluateRings(found, truth),
    baselines: finds.map((one) => evaluateBaseline(one, truth)),
  });
}

const NO_RUN = 'Nothing is published yet to be marked: run “clewline detect” first.';
const nobodyHere = ({ population }: AccountLabels): Failure =>
  failure(
    'NOT_FOUND',
    `None of the ${population.size} labelled accounts is in the store: import them first, or name another column of ids.`,
  );
