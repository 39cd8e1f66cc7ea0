import { useQuery } from '@tanstack/react-query';
import { CASH, ENTITY_SUMMARY, LINK, RING_ROW } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { EntitySummary, Path, RingRow, SharedIdentifier, Subgraph } from './shapes.ts';

export type Investigation = {
  readonly subgraph: Subgraph;
  readonly paths: readonly Path[];
  readonly rings: readonly RingRow[];
  readonly alsoInvolved: readonly EntitySummary[];
  readonly sharedIdentifiers: readonly SharedIdentifier[];
  readonly unknown: readonly string[];
  readonly found: readonly EntitySummary[];
};

export const INVESTIGATION_LIMIT = 500;

export const INVESTIGATE = toDocument<{ readonly investigate: Investigation }, { ids: readonly string[] }>(`
query Investigate($ids: [String!]) {
  investigate(refs: [], ids: $ids) {
    subgraph { nodes { ...EntitySummary } links { ...LinkLine } truncated omittedNodes }
    paths { length strength nodes { ...EntitySummary } links { ...LinkLine } }
    rings { ...RingRow }
    alsoInvolved { ...EntitySummary }
    sharedIdentifiers { entity { ...EntitySummary } sharedBy accounts rarity statement }
    unknown
    found { ...EntitySummary }
  }
}
${ENTITY_SUMMARY}
${LINK}
${RING_ROW}
${CASH}`);

/** How a list of ids belongs together, and who else does; asks nothing of an empty list. */
export const useInvestigation = (ids: readonly string[]) =>
  useQuery({
    queryKey: ['investigation', ids],
    queryFn: async ({ signal }) => (await fetchGraphql(INVESTIGATE, { ids }, signal)).investigate,
    enabled: ids.length > 0,
  });
