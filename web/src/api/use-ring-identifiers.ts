import { useQuery } from '@tanstack/react-query';
import { ENTITY_SUMMARY } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { RingKey } from './ring-key.ts';
import type { SharedIdentifier } from './shapes.ts';

type Answer = { readonly ring: { readonly identifiers: readonly SharedIdentifier[] } | null };

export const RING_IDENTIFIERS = toDocument<Answer, RingKey>(`
query RingIdentifiers($id: ID!, $run: ID) {
  ring(id: $id, run: $run) { identifiers { entity { ...EntitySummary } sharedBy accounts rarity statement } }
}
${ENTITY_SUMMARY}`);

/** What the members of a ring share, and how rare that is. */
export const useRingIdentifiers = (key: RingKey) =>
  useQuery({
    queryKey: ['ring', key, 'identifiers'],
    queryFn: async ({ signal }) => (await fetchGraphql(RING_IDENTIFIERS, key, signal)).ring?.identifiers ?? [],
  });
