import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { EntityStatus, RiskLabel } from '../exploration/vocabulary.ts';
import { NAMED } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { NamedEntity } from './shapes.ts';
import type { EventType, Severity } from './vocabulary.ts';

export type SearchHit =
  | (NamedEntity & {
      readonly __typename: 'Entity';
      readonly status: EntityStatus;
      readonly riskLabel: RiskLabel | null;
    })
  | {
      readonly __typename: 'Ring';
      readonly id: string;
      readonly summary: string;
      readonly severity: Severity;
      readonly score: number;
    }
  | { readonly __typename: 'Order'; readonly orderId: string }
  | {
      readonly __typename: 'Event';
      readonly externalId: string;
      readonly type: EventType;
      readonly at: string | null;
      readonly from: NamedEntity;
      readonly to: NamedEntity;
    };

type Answer = { readonly search: { readonly nodes: readonly SearchHit[]; readonly totalCount: number } };

export const SEARCH = toDocument<Answer, { text: string }>(`
query Search($text: String!) {
  search(text: $text, first: 20) {
    totalCount
    nodes {
      __typename
      ... on Entity { ...Named status riskLabel }
      ... on Ring { id summary severity score }
      ... on Order { orderId }
      ... on Event { externalId type at from { ...Named } to { ...Named } }
    }
  }
}
${NAMED}`);

/** Whatever an investigator holds: an account, order, tracking number, device, ring. */
export const useSearch = (text: string) =>
  useQuery({
    queryKey: ['search', text],
    queryFn: async ({ signal }) => (await fetchGraphql(SEARCH, { text }, signal)).search,
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });
