/** Detection on generated marketplaces, each in stores of its own, marked as one; baselines on the same columns. */
import type { Marketplace, Scenario } from '@clewline/seed';
import { DEFAULT_PARAMETERS } from '../../detection/parameters.ts';
import type { DetectionRun } from '../../domain/detection-run.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import type { GraphRecord } from '../../domain/records.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Ring } from '../../domain/ring.ts';
import type { RingStore } from '../ports/case-store.ts';
import type { GraphStore } from '../ports/graph-store.ts';
import { type BaselineFinds, searchByBaselines } from './baselines/catalogue.ts';
import { type BaselineEvaluation, evaluateBaseline } from './evaluate-baseline.ts';
import { evaluateRings, type RingEvaluation } from './evaluate-rings.ts';
import { type Market, poolMarkets } from './pool-markets.ts';
import { toGraphRecord } from './to-graph-record.ts';

export type EvaluatedRun = Pick<DetectionRun, 'counts' | 'durationMs' | 'stages' | 'resultHash' | 'codeVersion'> & {
  readonly scenario: Scenario;
};
export type ScenarioEvaluation = {
  readonly runs: readonly EvaluatedRun[];
  readonly result: RingEvaluation;
  /** Empty where they were not asked for. */
  readonly baselines: readonly BaselineEvaluation[];
};

export type EvaluationStores = {
  readonly graph: GraphStore;
  readonly rings: RingStore;
  readonly detect: (principal: Principal) => Promise<Result<DetectionRun, Failure>>;
  /** Lets the stores of one marketplace go before the next is opened. */
  readonly release?: () => Promise<void>;
};
export type OpenStores = () => Promise<Result<EvaluationStores, Failure>>;

/** Undefined: as long as they take seconds. */
export type BaselineChoice = boolean | undefined;

const BATCH_SIZE = 50_000;
/** Links and events up to which baselines run unasked. */
const UNASKED_UP_TO = 200_000;

type Searched = {
  readonly run: EvaluatedRun;
  readonly market: Market<Ring>;
  readonly baselines: readonly BaselineFinds[];
};
type Request = { readonly marketplaces: readonly Marketplace[]; readonly baselines: BaselineChoice };

export async function evaluateMarketplaces(
  openStores: OpenStores,
  principal: Principal,
  { marketplaces, baselines }: Request,
): Promise<Result<ScenarioEvaluation, Failure>> {
  const searched: Searched[] = [];
  for (const marketplace of marketplaces) {
    const stores = await openStores();
    if (!stores.ok) return stores;
    const one = await searchMarketplace(stores.value, principal, { marketplace, baselines });
    await stores.value.release?.();
    if (!one.ok) return one;
    searched.push(one.value);
  }
  const { found, truth } = poolMarkets(searched.map(({ market }) => market));
  return ok({
    runs: searched.map(({ run }) => run),
    result: evaluateRings(found, truth),
    baselines: poolBaselines(searched),
  });
}

/** Only those that ran on every marketplace: a baseline marked on fewer would stand beside other rings. */
function poolBaselines(searched: readonly Searched[]): BaselineEvaluation[] {
  const [first] = searched;
  if (!first || searched.some(({ baselines }) => baselines.length === 0)) return [];
  return first.baselines.map(({ name }, i) => {
    const markets = searched.map(({ market, baselines }) => ({
      found: baselines[i]?.found ?? [],
      truth: market.truth,
    }));
    const { found, truth } = poolMarkets(markets);
    return evaluateBaseline({ name, found }, truth);
  });
}

/** None where they are not wanted, or where nobody asked and the graph is large. */
export async function findByBaselines(graph: GraphStore, choice: BaselineChoice): Promise<readonly BaselineFinds[]> {
  const { links, events } = await graph.counts();
  if (!(choice ?? links + events <= UNASKED_UP_TO)) return [];
  const { columns } = await graph.loadColumns({});
  return searchByBaselines(columns, DEFAULT_PARAMETERS);
}

async function searchMarketplace(
  { graph, rings, detect }: EvaluationStores,
  principal: Principal,
  { marketplace, baselines }: { readonly marketplace: Marketplace; readonly baselines: BaselineChoice },
): Promise<Result<Searched, Failure>> {
  const written = await fill(graph, principal, marketplace);
  if (!written.ok) return written;
  const run = await detect(principal);
  if (!run.ok) return run;
  const { counts, durationMs, stages, resultHash, codeVersion } = run.value;
  return ok({
    run: { scenario: marketplace.scenario, counts, durationMs, stages, resultHash, codeVersion },
    market: { found: await publishedRings(rings), truth: marketplace.truth },
    baselines: await findByBaselines(graph, baselines),
  });
}

async function fill(graph: GraphStore, principal: Principal, marketplace: Marketplace): Promise<Result<null, Failure>> {
  const session = await graph.openImport(principal.id);
  if (!session.ok) return fail(session.failure);
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
export async function publishedRings(store: RingStore): Promise<readonly Ring[]> {
  const rings: Ring[] = [];
  for await (const ring of store.allRings()) if (ring.status === 'ACTIVE') rings.push(ring);
  return rings;
}
