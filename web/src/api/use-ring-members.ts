import { useInfiniteQuery } from '@tanstack/react-query';
import type { MemberRole } from '../exploration/vocabulary.ts';
import { CASH, ENTITY_SUMMARY, PAGE } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { RingKey } from './ring-key.ts';
import type { Connection, EntitySummary, Money } from './shapes.ts';
import type { Given, MemberVerdictKind } from './verdicts.ts';
import type { Severity } from './vocabulary.ts';

export type RingMember = {
  readonly entity: EntitySummary & { readonly market: string | null; readonly createdAt: string | null };
  readonly role: MemberRole;
  readonly confidence: number;
  readonly reason: string;
  readonly tenureDays: number | null;
  readonly orders: number;
  readonly turnover: readonly Money[];
  readonly refundRate: number | null;
  readonly chargebackRate: number | null;
  readonly stillStoppable: readonly Money[];
  readonly enforcements: number;
  readonly overturned: number;
  readonly otherRings: readonly { readonly id: string; readonly severity: Severity }[];
  readonly verdict: (Given & { readonly verdict: MemberVerdictKind }) | null;
};

type Answer = { readonly ring: { readonly members: Connection<RingMember> } | null };

export const MEMBERS_PAGE_SIZE = 50;

export const RING_MEMBERS = toDocument<Answer, RingKey & { first: number; after: string | null }>(`
query RingMembers($id: ID!, $run: ID, $first: Int, $after: String) {
  ring(id: $id, run: $run) {
    members(first: $first, after: $after) {
      nodes {
        entity { ...EntitySummary market createdAt }
        role confidence reason tenureDays orders refundRate chargebackRate enforcements overturned
        turnover { ...Cash }
        stillStoppable { ...Cash }
        otherRings { id severity }
        verdict { verdict reason note by at }
      }
      ${PAGE}
    }
  }
}
${ENTITY_SUMMARY}
${CASH}`);

export const useRingMembers = (key: RingKey) =>
  useInfiniteQuery({
    queryKey: ['ring', key, 'members'],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const variables = { ...key, first: MEMBERS_PAGE_SIZE, after: pageParam };
      return (await fetchGraphql(RING_MEMBERS, variables, signal)).ring?.members ?? null;
    },
    getNextPageParam: (page) => (page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
  });
