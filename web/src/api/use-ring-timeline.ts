import { useQuery } from '@tanstack/react-query';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { RingKey } from './ring-key.ts';
import type { Stage } from './vocabulary.ts';

export type RingTimeline = {
  readonly from: string;
  readonly to: string;
  readonly omitted: number;
  readonly lanes: readonly { readonly stage: Stage; readonly counts: readonly number[] }[];
};

type Answer = { readonly ring: { readonly timeline: RingTimeline | null } | null };

const TIMELINE_BUCKETS = 96;

export const RING_TIMELINE = toDocument<Answer, RingKey & { buckets: number }>(`
query RingTimeline($id: ID!, $run: ID, $buckets: Int) {
  ring(id: $id, run: $run) { timeline(buckets: $buckets) { from to omitted lanes { stage counts } } }
}`);

/** Events by stage in equal steps of time; null when none has a time. */
export const useRingTimeline = (key: RingKey) =>
  useQuery({
    queryKey: ['ring', key, 'timeline'],
    queryFn: async ({ signal }) => {
      const answer = await fetchGraphql(RING_TIMELINE, { ...key, buckets: TIMELINE_BUCKETS }, signal);
      return answer.ring?.timeline ?? null;
    },
  });
