/**
 * Marks detection: on a generated marketplace (in stores of its own), on the present store against the truth files of
 * a marketplace that was imported, or against labels of single accounts.
 */
import type { Marketplace, Scenario } from '@clewline/seed';
import { DEFAULT_PARAMETERS } from '../detection/parameters.ts';
import type { DetectionRun } from '../domain/detection-run.ts';
import type { Failure } from '../domain/failure.ts';
import type { Principal } from '../domain/principal.ts';
import type { GraphRecord } from '../domain/records.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ring } from '../domain/ring.ts';
import { type AccountLabels, evaluateLabels, type LabelEvaluation } from './evaluation/evaluate-labels.ts';
import { evaluateRings, type RingEvaluation } from './evaluation/evaluate-rings.ts';
import { evaluateSeeded, type SeededEvaluation } from './evaluation/evaluate-seeded.ts';
import type { PlantedTruth } from './evaluation/planted-truth.ts';
import { type Market, poolMarkets } from './evaluation/pool-markets.ts';
import { toGraphRecord } from './evaluation/to-graph-record.ts';
import type { RingStore } from './ports/case-store.ts';
import type { GraphStore } from './ports/graph-store.ts';
import { refusal } from './reader.ts';

export type EvaluationRequest =
  /** Several marketplaces are marked as one. */
  | { readonly against: 'scenario'; readonly marketplaces: readonly Marketplace[] }
  | { readonly against: 'truth'; readonly truth: PlantedTruth }
  | { readonly against: 'labels'; readonly labels: AccountLabels }
  /** A random half of the labels is told to detection, in so many splits; rings published before play no part. */
  | { readonly against: 'half the labels'; readonly labels: AccountLabels; readonly splits: number };

export type Evaluation =
  | { readonly against: 'scenario'; readonly runs: readonly EvaluatedRun[]; readonly result: RingEvaluation }
  | { readonly against: 'truth'; readonly result: RingEvaluation }
  | { readonly against: 'labels'; readonly result: LabelEvaluation }
  | { readonly against: 'half the labels'; readonly result: SeededEvaluation };

export type EvaluatedRun = Pick<DetectionRun, 'counts' | 'durationMs' | 'stages' | 'resultHash' | 'codeVersion'> & {
  readonly scenario: Scenario;
};

type EvaluationStores = {
  readonly graph: GraphStore;
  readonly rings: RingStore;
  readonly detect: (principal: Principal) => Promise<Result<DetectionRun, Failure>>;
};
export type EvaluationDependencies = {
  /** The present stores; for a scenario, empty ones, asked for once a marketplace. */
  readonly openStores: () => Promise<Result<EvaluationStores, Failure>>;
};

const DETECTING: ReadonlySet<EvaluationRequest['against']> = new Set(['scenario', 'half the labels']);
const SPLIT_SEED = 20_260_630;
const BATCH_SIZE = 50_000;

export function createEvaluateDetection({ openStores }: EvaluationDependencies) {
  return async (principal: Principal, request: EvaluationRequest): Promise<Result<Evaluation, Failure>> => {
    const refused = refusal(principal, DETECTING.has(request.against) ? 'runDetection' : 'readRings');
    if (refused) return fail(refused);
    if (request.against === 'scenario') return evaluateScenario(openStores, principal, request.marketplaces);
    const stores = await openStores();
    if (!stores.ok) return stores;
    if (request.against === 'half the labels') {
      const { columns } = await stores.value.graph.loadColumns({});
      const given = { columns, parameters: DEFAULT_PARAMETERS, seed: SPLIT_SEED };
      return ok({ against: request.against, result: evaluateSeeded({ ...given, ...request }) });
    }
    const found = await published(stores.value.rings);
    return request.against === 'truth'
      ? ok({ against: 'truth', result: evaluateRings(found, request.truth) })
      : ok({ against: 'labels', result: evaluateLabels(found, request.labels) });
  };
}

async function evaluateScenario(
  openStores: EvaluationDependencies['openStores'],
  principal: Principal,
  marketplaces: readonly Marketplace[],
): Promise<Result<Evaluation, Failure>> {
  const runs: EvaluatedRun[] = [];
  const markets: Market[] = [];
  for (const marketplace of marketplaces) {
    const stores = await openStores();
    if (!stores.ok) return stores;
    const run = await searchMarketplace(stores.value, principal, marketplace);
    if (!run.ok) return run;
    runs.push(run.value);
    markets.push({ found: await published(stores.value.rings), truth: marketplace.truth });
  }
  const { found, truth } = poolMarkets(markets);
  return ok({ against: 'scenario', runs, result: evaluateRings(found, truth) });
}

async function searchMarketplace(
  { graph, detect }: EvaluationStores,
  principal: Principal,
  marketplace: Marketplace,
): Promise<Result<EvaluatedRun, Failure>> {
  const written = await fill(graph, principal, marketplace);
  if (!written.ok) return written;
  const run = await detect(principal);
  if (!run.ok) return run;
  const { counts, durationMs, stages, resultHash, codeVersion } = run.value;
  return ok({ scenario: marketplace.scenario, counts, durationMs, stages, resultHash, codeVersion });
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
