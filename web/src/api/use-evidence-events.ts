import { useInfiniteQuery } from '@tanstack/react-query';
import { CASH, EVENT, NAMED, PAGE } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { RingKey } from './ring-key.ts';
import type { Connection, MarketEvent } from './shapes.ts';
import type { EvidenceType } from './vocabulary.ts';

type Rows = { readonly type: EvidenceType; readonly events: Connection<MarketEvent> };
type Answer = {
  readonly ring: { readonly evidence: readonly Rows[]; readonly counterEvidence: readonly Rows[] } | null;
};

export const EVIDENCE_EVENTS_PAGE_SIZE = 50;

export const EVIDENCE_EVENTS = toDocument<Answer, RingKey & { first: number; after: string | null }>(`
query EvidenceEvents($id: ID!, $run: ID, $first: Int, $after: String) {
  ring(id: $id, run: $run) { evidence { ...Rows } counterEvidence { ...Rows } }
}
fragment Rows on Evidence { type events(first: $first, after: $after) { nodes { ...EventLine } ${PAGE} } }
${EVENT}
${NAMED}
${CASH}`);

/** The events behind the evidence at `position`: sentences for first, then those against. */
export const useEvidenceEvents = (key: RingKey, position: number | null) =>
  useInfiniteQuery({
    queryKey: ['ring', key, 'evidenceEvents', position],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const variables = { ...key, first: EVIDENCE_EVENTS_PAGE_SIZE, after: pageParam };
      const { ring } = await fetchGraphql(EVIDENCE_EVENTS, variables, signal);
      const rows = ring ? [...ring.evidence, ...ring.counterEvidence] : [];
      return rows[position ?? -1]?.events ?? null;
    },
    getNextPageParam: (page) => (page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
    enabled: position !== null,
  });
