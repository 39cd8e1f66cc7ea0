import { useQuery } from '@tanstack/react-query';
import { ENTITY_SUMMARY, LINK } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { Subgraph } from './shapes.ts';

type Answer = { readonly ring: { readonly graph: Subgraph } | null };

export const RING_GRAPH_LIMIT = 200;

export const RING_GRAPH = toDocument<Answer, { id: string; limit: number }>(`
query RingGraph($id: ID!, $limit: Int) {
  ring(id: $id) { graph(limit: $limit) { nodes { ...EntitySummary } links { ...LinkLine } truncated omittedNodes } }
}
${ENTITY_SUMMARY}
${LINK}`);

/** The picture of a ring, the most suspicious first when cut to `limit` entities. */
export const useRingGraph = (id: string, limit: number) =>
  useQuery({
    queryKey: ['ring', id, 'graph', limit],
    queryFn: async ({ signal }) => (await fetchGraphql(RING_GRAPH, { id, limit }, signal)).ring?.graph ?? null,
  });
