/** Relay connections from the pages that use cases answer with, and from lists already in memory. */
import type { Page, Paged } from '../../application/ports/graph-store.ts';
import { type ListName, toListCursor, toStoreCursor } from './cursor.ts';

export type PageInfo = {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
};
export type Connection<T> = {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
};
export type PageArguments = { readonly first?: number | null; readonly after?: string | null };

export const toPage = ({ first, after }: PageArguments, usual: number): Page => ({
  first: first ?? usual,
  ...(after != null && { after: toStoreCursor(after) }),
});

type AnyPaged<T> = Paged<T> & { readonly hasPrevious?: boolean };

/** `hasPrevious`: what the page says, else whether a cursor was given. */
export function toConnection<T>(list: ListName, paged: AnyPaged<T>, after?: string | null): Connection<T> {
  const edges = paged.items.map(({ item, cursor }) => ({ cursor: toListCursor(list, cursor), node: item }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: paged.hasNext,
      hasPreviousPage: paged.hasPrevious ?? after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: paged.totalCount,
  };
}

/** A page of a list held in memory: the cursor is the position. */
export function pageOfList<T>(list: readonly T[], { first, after }: Page): Paged<T> {
  const from = after === undefined ? 0 : Number.parseInt(after, 36) + 1;
  const items = list.slice(from, from + first).map((item, i) => ({ item, cursor: (from + i).toString(36) }));
  return { items, hasNext: from + first < list.length, totalCount: list.length };
}
