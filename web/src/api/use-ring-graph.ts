import { useQuery } from '@tanstack/react-query';
import { ENTITY_SUMMARY, LINK } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { RingKey } from './ring-key.ts';
import type { Subgraph } from './shapes.ts';

type Answer = { readonly ring: { readonly graph: Subgraph } | null };

export const RING_GRAPH_LIMIT = 200;

export const RING_GRAPH = toDocument<Answer, RingKey & { limit: number }>(`
query RingGraph($id: ID!, $run: ID, $limit: Int) {
  ring(id: $id, run: $run) { graph(limit: $limit) { nodes { ...EntitySummary } links { ...LinkLine } truncated omittedNodes } }
}
${ENTITY_SUMMARY}
${LINK}`);

/** The picture of a ring, the most suspicious first when cut to `limit` entities. */
export const useRingGraph = (key: RingKey, limit: number) =>
  useQuery({
    queryKey: ['ring', key, 'graph', limit],
    queryFn: async ({ signal }) => (await fetchGraphql(RING_GRAPH, { ...key, limit }, signal)).ring?.graph ?? null,
  });
