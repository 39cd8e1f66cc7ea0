import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { Severity } from './vocabulary.ts';

export type ReviewQueue = {
  readonly capacity: { readonly ringsPerDay: number; readonly by: string; readonly at: string } | null;
  readonly days: number;
  readonly inflow: readonly { readonly perDay: number }[] | null;
  readonly open: readonly { readonly count: number }[];
  readonly reach: { readonly severity: Severity; readonly score: number } | null;
  readonly reachesAll: boolean;
};

export const REVIEW_QUEUE = toDocument<{ readonly reviewQueue: ReviewQueue | null }, Record<string, never>>(`
query ReviewQueue {
  reviewQueue {
    capacity { ringsPerDay by at }
    days inflow { perDay } open { count } reach { severity score } reachesAll
  }
}`);
export const SET_REVIEW_CAPACITY = toDocument<unknown, { ringsPerDay: number }>(
  'mutation SetReviewCapacity($ringsPerDay: Int!) { setReviewCapacity(ringsPerDay: $ringsPerDay) { days } }',
);

/** How far a day's reviews reach; null where the service keeps no settings. */
export const useReviewQueue = () =>
  useQuery({
    queryKey: ['reviewQueue'],
    queryFn: async ({ signal }) => (await fetchGraphql(REVIEW_QUEUE, {}, signal)).reviewQueue,
  });

export function useReviewCapacity() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ringsPerDay: number) => fetchGraphql(SET_REVIEW_CAPACITY, { ringsPerDay }),
    onSettled: () => client.invalidateQueries({ queryKey: ['reviewQueue'] }),
  });
}
