/** Everything within so many links of the given entities; the most suspicious first when cut. */
import type { Failure } from '../domain/failure.ts';
import type { Subgraph } from '../domain/graph-view.ts';
import type { DrawnLinkType } from '../domain/ontology.ts';
import type { EntityRef } from '../domain/records.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { keepMostSuspicious } from './exploration/keep-most-suspicious.ts';
import { walk } from './exploration/walk.ts';
import type { TimeWindow } from './ports/graph-store.ts';
import { type Reader, refusal } from './reader.ts';

export type NeighbourhoodRequest = {
  readonly of: readonly EntityRef[];
  readonly depth: number;
  readonly linkTypes?: readonly DrawnLinkType[];
  readonly window?: TimeWindow;
  readonly limit: number;
};

/** A picture is cut by entities; this only bounds what a dense one can send. */
export const DRAWN_LINKS_LIMIT = 20_000;

export async function exploreNeighbourhood(
  { principal, graph }: Reader,
  { of, depth, linkTypes, window, limit }: NeighbourhoodRequest,
): Promise<Result<Subgraph, Failure>> {
  const refused = refusal(principal, 'readGraph');
  if (refused) return fail(refused);
  const filter = { ...(linkTypes && { types: linkTypes }), ...(window && { window }) };
  const { found, unfollowed } = await walk(graph, { starts: of, depth, ...filter });
  const nodes = keepMostSuspicious(found, limit).map((one) => one.entity);
  const among = await graph.linksAmong(nodes, { ...(window && { window }), limit: DRAWN_LINKS_LIMIT });
  const wanted = linkTypes && new Set(linkTypes);
  const links = wanted ? among.filter((link) => wanted.has(link.type)) : among;
  const omittedNodes = found.size - nodes.length + unfollowed;
  return ok({ nodes, links, omittedNodes, truncated: omittedNodes > 0 || among.length >= DRAWN_LINKS_LIMIT });
}
