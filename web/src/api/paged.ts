/** A list that comes a page at a time, as one list: its rows so far, how many there are in all, and the way to more. */
import type { Connection } from './shapes.ts';

type PagedQuery<Row> = {
  readonly data: { readonly pages: readonly (Connection<Row> | null)[] } | undefined;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
};

export type Paged<Row> = {
  readonly rows: readonly Row[];
  readonly total: number;
  /** Null when everything is here. */
  readonly next: { readonly count: number; readonly run: () => void; readonly busy: boolean } | null;
};

export function toPaged<Row>(query: PagedQuery<Row>): Paged<Row> {
  const pages = query.data?.pages ?? [];
  const rows = pages.flatMap((page) => page?.nodes ?? []);
  const total = pages[0]?.totalCount ?? 0;
  const pageSize = pages[0]?.nodes.length ?? 0;
  const next = {
    count: Math.min(pageSize, total - rows.length),
    run: () => void query.fetchNextPage(),
    busy: query.isFetchingNextPage,
  };
  return { rows, total, next: query.hasNextPage ? next : null };
}
