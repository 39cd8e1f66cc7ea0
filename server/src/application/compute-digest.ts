/** What the graph store holds, as one hash that does not depend on the store or on the order of arrival. */
import type { Failure } from '../domain/failure.ts';
import type { Principal } from '../domain/principal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { GraphCounts, GraphStore } from './ports/graph-store.ts';
import { refusal } from './reader.ts';

export type Digest = { readonly digest: string } & GraphCounts;

export function createComputeDigest({ graph }: { readonly graph: GraphStore }) {
  return async (principal: Principal): Promise<Result<Digest, Failure>> => {
    const refused = refusal(principal, 'readGraph');
    if (refused) return fail(refused);
    const { entities, links, events } = await graph.counts();
    return ok({ digest: await graph.digest(), entities, links, events });
  };
}
