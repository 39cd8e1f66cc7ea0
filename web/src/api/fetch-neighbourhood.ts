import type { LinkType } from '../exploration/vocabulary.ts';
import { ENTITY_SUMMARY, LINK } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { EntityRef, Subgraph } from './shapes.ts';

type Variables = { of: readonly EntityRef[]; depth: number; linkTypes: readonly LinkType[] | null; limit: number };

export const NEIGHBOURHOOD_LIMIT = 50;

export const NEIGHBOURHOOD = toDocument<{ readonly neighbourhood: Subgraph }, Variables>(`
query Neighbourhood($of: [EntityRef!]!, $depth: Int, $linkTypes: [LinkType!], $limit: Int) {
  neighbourhood(of: $of, depth: $depth, linkTypes: $linkTypes, limit: $limit) {
    nodes { ...EntitySummary }
    links { ...LinkLine }
    truncated
    omittedNodes
  }
}
${ENTITY_SUMMARY}
${LINK}`);

type Options = { readonly linkTypes?: readonly LinkType[]; readonly limit?: number; readonly signal?: AbortSignal };

/** What hangs one link away from the given entities, the most suspicious first when cut. */
export async function fetchNeighbourhood(refs: readonly EntityRef[], options: Options = {}): Promise<Subgraph> {
  const of = refs.map(({ kind, externalId }) => ({ kind, externalId }));
  const limit = options.limit ?? NEIGHBOURHOOD_LIMIT;
  const variables = { of, depth: 1, linkTypes: options.linkTypes ?? null, limit };
  return (await fetchGraphql(NEIGHBOURHOOD, variables, options.signal)).neighbourhood;
}
