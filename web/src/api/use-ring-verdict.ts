import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { RingKey } from './ring-key.ts';
import type { Given, Grounds, SeenPicture, SeenVerdict, VerdictKind } from './verdicts.ts';

export type RingVerdict = Given & {
  readonly verdict: VerdictKind;
  /** Null where no run of that time is on record. */
  readonly seen: SeenPicture | null;
  readonly outdatedBy: string | null;
  readonly inheritedFrom: string | null;
};
export type SimilarRing = {
  readonly ring: { readonly id: string };
  readonly verdict: { readonly verdict: VerdictKind };
  readonly statement: string;
};
export type PastVerdict = Given & { readonly verdict: VerdictKind; readonly inheritedFrom: string | null };
type Judged = {
  readonly verdict: RingVerdict | null;
  /** Oldest first, the one that holds among them. */
  readonly verdicts: readonly PastVerdict[];
  readonly similar: readonly SimilarRing[];
};

export const RING_VERDICT = toDocument<{ readonly ring: Judged | null }, { id: string }>(`
query RingVerdict($id: ID!) {
  ring(id: $id) {
    verdict { verdict reason note by at seen { ringId run { runId asOf } } outdatedBy inheritedFrom }
    verdicts { verdict reason note by at inheritedFrom }
    similar { ring { id } verdict { verdict } statement }
  }
}`);

export type NewVerdict = Grounds & { readonly verdict: VerdictKind };

export const SET_RING_VERDICT = toDocument<unknown, NewVerdict & RingKey & SeenVerdict>(`
mutation SetRingVerdict(
  $id: ID!, $verdict: RingVerdictCode!, $reason: VerdictReason!, $note: String, $run: ID, $lastVerdictAt: DateTime
) {
  setRingVerdict(
    ring: $id, verdict: $verdict, reason: $reason, note: $note, run: $run, lastVerdictAt: $lastVerdictAt
  ) { id }
}`);

/** Newest first, each once: a run that found something new since says a verdict again. */
export function earlierOf({ verdict, verdicts }: Judged): readonly PastVerdict[] {
  const byTime = new Map(verdicts.map((one) => [one.at, one]));
  if (verdict !== null) byTime.delete(verdict.at);
  return [...byTime.values()].reverse();
}

const keyOf = (id: string) => ['ring', id, 'verdict'];

/** What was concluded of a ring, and of rings like it. */
export const useRingVerdict = (id: string) =>
  useQuery({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) => (await fetchGraphql(RING_VERDICT, { id }, signal)).ring,
  });

/** On this picture: what later runs found is news. Refused, and shown, where somebody was faster. */
export function useSetRingVerdict({ id, run }: RingKey, seen: RingVerdict | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (verdict: NewVerdict) =>
      fetchGraphql(SET_RING_VERDICT, { id, run, ...verdict, lastVerdictAt: seen?.at ?? null }),
    // A dismissed ring leaves the list, and a verdict answers the alert of its ring: also that of who was faster.
    onSettled: () =>
      Promise.all([keyOf(id), ['rings'], ['alerts']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
