import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { EntityRef } from './shapes.ts';
import type { Given, Grounds, SeenVerdict } from './verdicts.ts';

export type LinkVerdict = Given & { readonly sameActor: boolean; readonly until: string | null };
export type Ends = { readonly from: EntityRef; readonly to: EntityRef };

export const LINK_VERDICT = toDocument<{ readonly linkVerdict: LinkVerdict | null }, Ends>(`
query LinkVerdict($from: EntityRef!, $to: EntityRef!) {
  linkVerdict(from: $from, to: $to) { sameActor reason note by at until }
}`);

export type NewLinkVerdict = Grounds & { readonly sameActor: boolean; readonly until: string | null };

export const SET_LINK_VERDICT = toDocument<unknown, NewLinkVerdict & Ends & SeenVerdict>(`
mutation SetLinkVerdict(
  $from: EntityRef!, $to: EntityRef!, $sameActor: Boolean!, $reason: VerdictReason!, $note: String, $until: DateTime,
  $lastVerdictAt: DateTime
) {
  setLinkVerdict(
    from: $from, to: $to, sameActor: $sameActor, reason: $reason, note: $note, until: $until,
    lastVerdictAt: $lastVerdictAt
  ) { at }
}`);

const keyOf = (ends: Ends) => ['link verdict', ends];

export const useLinkVerdict = (ends: Ends) =>
  useQuery({
    queryKey: keyOf(ends),
    queryFn: async ({ signal }) => (await fetchGraphql(LINK_VERDICT, ends, signal)).linkVerdict,
  });

/** Refused, and shown, where somebody was faster. */
export function useSetLinkVerdict(ends: Ends, seen: LinkVerdict | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (verdict: NewLinkVerdict) =>
      fetchGraphql(SET_LINK_VERDICT, { ...ends, ...verdict, lastVerdictAt: seen?.at ?? null }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(ends) }),
  });
}
