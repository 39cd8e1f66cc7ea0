import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { MemberRole } from '../exploration/vocabulary.ts';
import { PAGE } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { RingKey } from './ring-key.ts';
import type { Connection, EntityRef } from './shapes.ts';

export type RoleInRing = { readonly entity: EntityRef; readonly role: MemberRole };
type Answer = { readonly ring: { readonly members: Connection<RoleInRing> } | null };

/** The most a page may hold: of a member this asks next to nothing. */
export const ROLES_PAGE_SIZE = 100;

export const RING_ROLES = toDocument<Answer, RingKey & { first: number; after: string | null }>(`
query RingRoles($id: ID!, $run: ID, $first: Int, $after: String) {
  ring(id: $id, run: $run) { members(first: $first, after: $after) { nodes { entity { kind externalId } role } ${PAGE} } }
}`);

/** Who is in the ring, and as what: all of them, page after page, whichever rows the page has read. */
export function useRingRoles(key: RingKey): readonly RoleInRing[] {
  const { data, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = useInfiniteQuery({
    queryKey: ['ring', key, 'roles'],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const variables = { ...key, first: ROLES_PAGE_SIZE, after: pageParam };
      return (await fetchGraphql(RING_ROLES, variables, signal)).ring?.members ?? null;
    },
    getNextPageParam: (page) => (page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
  });
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  return useMemo(() => data?.pages.flatMap((page) => page?.nodes ?? []) ?? [], [data]);
}
