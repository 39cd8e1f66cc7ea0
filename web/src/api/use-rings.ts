import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { CASH, PAGE, RING_ROW } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { Connection, EntityRef, RingRow } from './shapes.ts';
import type { VerdictKind } from './verdicts.ts';
import type { EvidenceType, OrderDirection, RingOrderField, Severity, TypologyCode } from './vocabulary.ts';

export type RingFilter = {
  readonly minSeverity?: Severity;
  readonly typologies?: readonly TypologyCode[];
  readonly markets?: readonly string[];
  readonly evidence?: readonly EvidenceType[];
  readonly text?: string;
  readonly minSize?: number;
  readonly member?: EntityRef;
  /** Absent: all that was not dismissed. */
  readonly verdict?: VerdictKind | typeof ANY_VERDICT;
};
export const ANY_VERDICT = 'ANY';
export type RingOrder = { readonly field: RingOrderField; readonly direction: OrderDirection };
type Variables = { filter: object; orderBy: RingOrder; first: number; after: string | null };
type Rings = { readonly rings: Connection<RingRow> };

export const RINGS_PAGE_SIZE = 50;

export const RINGS = toDocument<Rings, Variables>(`
query Rings($filter: RingFilter, $orderBy: RingOrder, $first: Int, $after: String) {
  rings(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { nodes { ...RingRow } ${PAGE} }
}
${RING_ROW}
${CASH}`);

function toInput({ verdict, ...filter }: RingFilter): object {
  if (verdict === ANY_VERDICT) return filter;
  return { ...filter, ...(verdict ? { verdicts: [verdict] } : { hideDismissed: true }) };
}

/** Ranked rings, fifty at a time; changing filter or order keeps the old rows on screen until the new ones are here. */
export const useRings = (filter: RingFilter, orderBy: RingOrder) =>
  useInfiniteQuery({
    queryKey: ['rings', filter, orderBy],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const variables = { filter: toInput(filter), orderBy, first: RINGS_PAGE_SIZE, after: pageParam };
      return (await fetchGraphql(RINGS, variables, signal)).rings;
    },
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
