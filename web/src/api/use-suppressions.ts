import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { NAMED, PAGE } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { Connection, EntityRef, NamedEntity } from './shapes.ts';
import type { SuppressionKind, SuppressionStatus, TypologyCode } from './vocabulary.ts';

/** Exactly one of them. */
export type SuppressionTarget = { readonly ring: string } | { readonly entity: EntityRef };
export type SuppressionMatch = {
  readonly ringId: string;
  readonly count: number;
  readonly lastAt: string;
  readonly statement: string;
};
export type Suppression = {
  readonly id: string;
  readonly kind: SuppressionKind;
  readonly status: SuppressionStatus;
  readonly ring: { readonly id: string } | null;
  readonly entity: NamedEntity | null;
  /** IP addresses, in CIDR notation. */
  readonly range: string | null;
  readonly typology: TypologyCode | null;
  readonly reason: string;
  readonly owner: string;
  readonly expiresAt: string;
  readonly matches: { readonly totalCount: number; readonly nodes: readonly SuppressionMatch[] };
};

const SUPPRESSION = `fragment SuppressionLine on Suppression {
  id kind status ring { id } entity { ...Named } range typology reason owner expiresAt
  matches(first: 5) { totalCount nodes { ringId count lastAt statement } }
} ${NAMED}`;

export const SUPPRESSIONS = toDocument<{ readonly suppressions: Connection<Suppression> }, { after: string | null }>(`
query Suppressions($after: String) {
  suppressions(first: 20, after: $after) {
    nodes { ...SuppressionLine }
    ${PAGE}
  }
}
${SUPPRESSION}`);
export const ENTITY_SUPPRESSIONS = toDocument<
  { readonly suppressionsOf: readonly Suppression[] },
  { readonly entity: EntityRef }
>(
  `query EntitySuppressions($entity: EntityRef!) { suppressionsOf(entity: $entity) { ...SuppressionLine } } ${SUPPRESSION}`,
);
export type KeepingBack = {
  readonly kind: SuppressionKind;
  readonly reason: string;
  readonly until: string;
};
export const SUPPRESS = toDocument<unknown, KeepingBack & { readonly target: SuppressionTarget }>(`
mutation Suppress($kind: SuppressionKind, $target: SuppressionTargetInput!, $reason: String!, $until: DateTime!) {
  suppressAlerts(kind: $kind, target: $target, reason: $reason, until: $until) { id }
}`);
export const keepBack = (target: SuppressionTarget) => (given: KeepingBack) =>
  fetchGraphql(SUPPRESS, { ...given, target });

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

/** Those that stand on an account or identifier itself. Under the key of alerts: a change of either asks for both again. */
export const useEntitySuppressions = ({ kind, externalId }: EntityRef) =>
  useQuery({
    queryKey: ['alerts', 'suppressions', kind, externalId],
    queryFn: async ({ signal }) =>
      (await fetchGraphql(ENTITY_SUPPRESSIONS, { entity: { kind, externalId } }, signal)).suppressionsOf,
  });
