/** How the stores stand: what is in the graph, and at which change. */
import type { Failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { GraphCounts } from './ports/graph-store.ts';
import { type Reader, refusal } from './reader.ts';

export type StoreStatus = GraphCounts & { readonly changeNumber: number };

export async function reportStatus({ principal, graph }: Reader): Promise<Result<StoreStatus, Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const [counts, changeNumber] = await Promise.all([graph.counts(), graph.changeNumber()]);
  return ok({ ...counts, changeNumber });
}
