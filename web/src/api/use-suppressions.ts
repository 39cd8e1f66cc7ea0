import { useInfiniteQuery } from '@tanstack/react-query';
import { NAMED, PAGE } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { Connection } from './shapes.ts';
import type { SuppressionKind, SuppressionStatus, TypologyCode } from './vocabulary.ts';

export type Suppression = {
  readonly id: string;
  readonly kind: SuppressionKind;
  readonly status: SuppressionStatus;
  readonly ring: { readonly id: string } | null;
  readonly entity: { readonly externalId: string; readonly label: string | null } | null;
  readonly typology: TypologyCode | null;
  readonly reason: string;
  readonly owner: string;
  readonly expiresAt: string;
  readonly matches: { readonly totalCount: number };
};

export const SUPPRESSIONS = toDocument<{ readonly suppressions: Connection<Suppression> }, { after: string | null }>(`
query Suppressions($after: String) {
  suppressions(first: 20, after: $after) {
    nodes {
      id kind status ring { id } entity { ...Named } typology reason owner expiresAt
      matches(first: 1) { totalCount }
    }
    ${PAGE}
  }
}
${NAMED}`);
type Renewal = { readonly id: string; readonly until: string; readonly reason: string };
export const RENEW_SUPPRESSION = toDocument<unknown, Renewal>(`
mutation RenewSuppression($id: ID!, $until: DateTime!, $reason: String!) {
  renewSuppression(id: $id, until: $until, reason: $reason) { id }
}`);
export const END_SUPPRESSION = toDocument<unknown, { readonly id: string }>(
  'mutation EndSuppression($id: ID!) { endSuppression(id: $id) { id } }',
);

export const useSuppressions = () =>
  useInfiniteQuery({
    queryKey: ['alerts', 'suppressions'],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      (await fetchGraphql(SUPPRESSIONS, { after: pageParam }, signal)).suppressions,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
  });
