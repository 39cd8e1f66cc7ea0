/** How the stores stand: what is in the graph, and at which change. */
import type { Failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { GraphCounts } from './ports/graph-store.ts';
import { type Reader, refusal } from './reader.ts';

export type StoreStatus = GraphCounts & {
  readonly graphStore: string;
  readonly graphStoreVersion: string;
  readonly changeNumber: number;
  /** Changes written since the published rings were found; null before the first run, and where that read another graph. */
  readonly changesBehind: number | null;
};

export async function reportStatus({
  principal,
  graph,
  rings,
}: Pick<Reader, 'principal' | 'graph' | 'rings'>): Promise<Result<StoreStatus, Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  return ok(await readStatus({ graph, rings }));
}

export async function readStatus({ graph, rings }: Pick<Reader, 'graph' | 'rings'>): Promise<StoreStatus> {
  const run = await rings.latestPublishedRun();
  const [store, counts, changeNumber] = await Promise.all([graph.describe(), graph.counts(), graph.changeNumber()]);
  return {
    ...counts,
    graphStore: store.product,
    graphStoreVersion: store.version,
    changeNumber,
    changesBehind: run === null || run.changeNumber > changeNumber ? null : changeNumber - run.changeNumber,
  };
}
