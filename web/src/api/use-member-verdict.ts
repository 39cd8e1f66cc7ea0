import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { RingKey } from './ring-key.ts';
import type { EntityRef } from './shapes.ts';
import type { Given, Grounds, MemberVerdictKind, SeenVerdict } from './verdicts.ts';

export type NewMemberVerdict = Grounds & { readonly verdict: MemberVerdictKind };
type Variables = NewMemberVerdict & RingKey & SeenVerdict & { readonly member: EntityRef };

export const SET_MEMBER_VERDICT = toDocument<unknown, Variables>(`
mutation SetMemberVerdict(
  $id: ID!, $member: EntityRef!, $verdict: MemberVerdictCode!, $reason: VerdictReason!, $note: String, $run: ID,
  $lastVerdictAt: DateTime
) {
  setMemberVerdict(
    ring: $id, member: $member, verdict: $verdict, reason: $reason, note: $note, run: $run,
    lastVerdictAt: $lastVerdictAt
  ) { id }
}`);

type Judged = { readonly entity: EntityRef; readonly verdict: Given | null };

/** On a member of this picture. The rows of the ring are asked for again: they carry the verdict, also who was faster. */
export function useSetMemberVerdict({ id, run }: RingKey, { entity: { kind, externalId }, verdict: seen }: Judged) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (verdict: NewMemberVerdict) =>
      fetchGraphql(SET_MEMBER_VERDICT, {
        ...{ id, run, member: { kind, externalId }, ...verdict },
        lastVerdictAt: seen?.at ?? null,
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ['ring'] }),
  });
}
