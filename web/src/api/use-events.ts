import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { CASH, EVENT, NAMED, PAGE } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { Connection, EntityRef, MarketEvent } from './shapes.ts';
import type { EventType } from './vocabulary.ts';

export type EventsQuestion = {
  readonly of: readonly EntityRef[];
  readonly among: boolean;
  readonly types?: readonly EventType[];
  readonly orderId?: string;
  readonly from?: string;
  readonly to?: string;
};
type Variables = EventsQuestion & { readonly first: number; readonly after: string | null };

export const EVENTS_PAGE_SIZE = 50;

export const EVENTS = toDocument<{ readonly events: Connection<MarketEvent> }, Variables>(`
query Events(
  $of: [EntityRef!], $among: Boolean, $types: [EventType!], $orderId: String
  $from: DateTime, $to: DateTime, $first: Int, $after: String
) {
  events(of: $of, among: $among, types: $types, orderId: $orderId, from: $from, to: $to, first: $first, after: $after) {
    nodes { ...EventLine } ${PAGE}
  }
}
${EVENT}
${NAMED}
${CASH}`);

/** Events, newest first, fifty at a time; asks nothing while `question` is null. */
export const useEvents = (question: EventsQuestion | null) =>
  useInfiniteQuery({
    queryKey: ['events', question],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const variables = { of: [], among: false, ...question, first: EVENTS_PAGE_SIZE, after: pageParam };
      return (await fetchGraphql(EVENTS, variables, signal)).events;
    },
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
    enabled: question !== null,
  });
