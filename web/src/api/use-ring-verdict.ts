import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchGraphql, toDocument } from './graphql.ts';

export const VERDICT_KINDS = ['IN_REVIEW', 'CONFIRMED', 'DISMISSED', 'NEEDS_DATA'] as const;
export type VerdictKind = (typeof VERDICT_KINDS)[number];
export const VERDICT_REASONS = [
  'FRAUD',
  'HOUSEHOLD',
  'AGENCY',
  'WAREHOUSE_OPERATOR',
  'BAD_DATA',
  'LEGITIMATE_PROMOTION',
  'OTHER',
] as const;
export type VerdictReason = (typeof VERDICT_REASONS)[number];

export type RingVerdict = {
  readonly verdict: VerdictKind;
  readonly reason: VerdictReason;
  readonly note: string;
  readonly by: string;
  readonly at: string;
  readonly outdatedBy: string | null;
  readonly inheritedFrom: string | null;
};
export type SimilarRing = {
  readonly ring: { readonly id: string };
  readonly verdict: { readonly verdict: VerdictKind };
  readonly statement: string;
};
type Judged = { readonly verdict: RingVerdict | null; readonly similar: readonly SimilarRing[] };

export const RING_VERDICT = toDocument<{ readonly ring: Judged | null }, { id: string }>(`
query RingVerdict($id: ID!) {
  ring(id: $id) {
    verdict { verdict reason note by at outdatedBy inheritedFrom }
    similar { ring { id } verdict { verdict } statement }
  }
}`);

export type NewVerdict = { readonly verdict: VerdictKind; readonly reason: VerdictReason; readonly note: string };

export const SET_RING_VERDICT = toDocument<unknown, NewVerdict & { readonly id: string }>(`
mutation SetRingVerdict($id: ID!, $verdict: RingVerdictCode!, $reason: VerdictReason!, $note: String) {
  setRingVerdict(ring: $id, verdict: $verdict, reason: $reason, note: $note) { id }
}`);

const keyOf = (id: string) => ['ring', id, 'verdict'];

/** What was concluded of a ring, and of rings like it. */
export const useRingVerdict = (id: string) =>
  useQuery({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) => (await fetchGraphql(RING_VERDICT, { id }, signal)).ring,
  });

export function useSetRingVerdict(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (verdict: NewVerdict) => fetchGraphql(SET_RING_VERDICT, { id, ...verdict }),
    // A verdict answers the alert of its ring.
    onSuccess: () => Promise.all([keyOf(id), ['alerts']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
