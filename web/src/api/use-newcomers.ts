import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { NAMED, PAGE } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { Connection, NamedEntity } from './shapes.ts';
import type { NewcomerStatus, Severity } from './vocabulary.ts';

export type Newcomer = {
  readonly id: string;
  readonly status: NewcomerStatus;
  readonly account: NamedEntity;
  readonly registeredAt: string | null;
  readonly foundAt: string;
  readonly risk: number;
  readonly ring: { readonly id: string; readonly severity: Severity } | null;
  readonly confirmedFraud: NamedEntity | null;
  readonly statement: string;
  readonly path: readonly { readonly to: NamedEntity; readonly statement: string }[];
  readonly keptBackBy: { readonly reason: string; readonly owner: string } | null;
  readonly handled: { readonly by: string; readonly note: string } | null;
};
type ListVariables = {
  readonly statuses: readonly NewcomerStatus[];
  readonly ring: string | null;
  readonly after: string | null;
};

export const NEWCOMERS = toDocument<{ readonly newcomers: Connection<Newcomer> }, ListVariables>(`
query Newcomers($statuses: [NewcomerStatus!], $ring: ID, $after: String) {
  newcomers(statuses: $statuses, ring: $ring, first: 20, after: $after) {
    nodes {
      id status account { ...Named } registeredAt foundAt risk ring { id severity } confirmedFraud { ...Named }
      statement path { to { ...Named } statement } keptBackBy { reason owner } handled { by note }
    }
    ${PAGE}
  }
}
${NAMED}`);
export const RING_NEWCOMERS = toDocument<{ readonly newcomers: { readonly totalCount: number } }, { ring: string }>(
  'query RingNewcomers($ring: ID!) { newcomers(ring: $ring, first: 1) { totalCount } }',
);
type Noted = { readonly id: string; readonly note: string };
export const CLOSE_NEWCOMER = toDocument<unknown, Noted>(
  'mutation CloseNewcomer($id: ID!, $note: String) { closeNewcomer(id: $id, note: $note) { id } }',
);
export const REOPEN_NEWCOMER = toDocument<unknown, { readonly id: string }>(
  'mutation ReopenNewcomer($id: ID!) { reopenNewcomer(id: $id) { id } }',
);

export const useNewcomers = (asked: Omit<ListVariables, 'after'>) =>
  useInfiniteQuery({
    queryKey: ['newcomers', asked],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      (await fetchGraphql(NEWCOMERS, { ...asked, after: pageParam }, signal)).newcomers,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
  });

/** How many of them wait near this ring. */
export const useRingNewcomers = (ring: string) =>
  useQuery({
    queryKey: ['newcomers', 'ring', ring],
    queryFn: async ({ signal }) => (await fetchGraphql(RING_NEWCOMERS, { ring }, signal)).newcomers.totalCount,
  });

/** Any change to one of them; the list is asked for again. */
export function useNewcomerChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    onSettled: () => client.invalidateQueries({ queryKey: ['newcomers'] }),
  });
}
