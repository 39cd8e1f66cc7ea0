import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { NAMED, PAGE } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { Connection, EntityRef, Money, NamedEntity } from './shapes.ts';
import type { Given, Grounds, MemberVerdictKind, SeenVerdict } from './verdicts.ts';
import type { EvidenceType, LeadShow } from './vocabulary.ts';

type Sentence = { readonly statement: string };
type LeadAccount = NamedEntity & { readonly rings: { readonly nodes: readonly { readonly id: string }[] } };
type LeadEvidence = Sentence & { readonly type: EvidenceType };
export type Lead = {
  readonly accounts: readonly LeadAccount[];
  readonly known: readonly NamedEntity[];
  readonly score: number;
  readonly summary: string;
  readonly evidence: readonly LeadEvidence[];
  readonly counterEvidence: readonly Sentence[];
  readonly exposure: { readonly stillStoppable: readonly Money[] };
  readonly verdict: (Given & { readonly verdict: MemberVerdictKind }) | null;
  readonly keptBackBy: { readonly reason: string; readonly owner: string } | null;
};
type ListVariables = { readonly show: LeadShow; readonly after: string | null };

export const LEADS = toDocument<{ readonly leads: Connection<Lead> }, ListVariables>(`
query Leads($show: LeadShow, $after: String) {
  leads(show: $show, first: 20, after: $after) {
    nodes {
      accounts { ...Named rings(first: 1) { nodes { id } } } known { ...Named } score summary exposure { stillStoppable { amount currency } }
      evidence { type statement } counterEvidence { statement } verdict { verdict reason note by at } keptBackBy { reason owner }
    }
    ${PAGE}
  }
}
${NAMED}`);

type Judged = Grounds & SeenVerdict & { readonly account: EntityRef; readonly verdict: MemberVerdictKind };
export const SET_LEAD_VERDICT = toDocument<unknown, Judged>(`
mutation SetLeadVerdict(
  $account: EntityRef!, $verdict: MemberVerdictCode!, $reason: VerdictReason!, $note: String, $lastVerdictAt: DateTime
) {
  setLeadVerdict(
    account: $account, verdict: $verdict, reason: $reason, note: $note, lastVerdictAt: $lastVerdictAt
  ) { score }
}`);

export const useLeads = (show: LeadShow) =>
  useInfiniteQuery({
    queryKey: ['leads', show],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => (await fetchGraphql(LEADS, { show, after: pageParam }, signal)).leads,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
  });

/** Any change to one of them; the list is asked for again. */
export function useLeadChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    onSettled: () => client.invalidateQueries({ queryKey: ['leads'] }),
  });
}
