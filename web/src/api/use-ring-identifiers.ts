import { useQuery } from '@tanstack/react-query';
import { ENTITY_SUMMARY } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { SharedIdentifier } from './shapes.ts';

type Answer = { readonly ring: { readonly identifiers: readonly SharedIdentifier[] } | null };

export const RING_IDENTIFIERS = toDocument<Answer, { id: string }>(`
query RingIdentifiers($id: ID!) {
  ring(id: $id) { identifiers { entity { ...EntitySummary } sharedBy accounts rarity statement } }
}
${ENTITY_SUMMARY}`);

/** What the members of a ring share, and how rare that is. */
export const useRingIdentifiers = (id: string) =>
  useQuery({
    queryKey: ['ring', id, 'identifiers'],
    queryFn: async ({ signal }) => (await fetchGraphql(RING_IDENTIFIERS, { id }, signal)).ring?.identifiers ?? [],
  });
