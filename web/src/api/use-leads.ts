import { useInfiniteQuery } from '@tanstack/react-query';
import { NAMED, PAGE } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { Connection, Money, NamedEntity } from './shapes.ts';
import type { EvidenceType } from './vocabulary.ts';

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
};

export const LEADS = toDocument<{ readonly leads: Connection<Lead> }, { readonly after: string | null }>(`
query Leads($after: String) {
  leads(first: 20, after: $after) {
    nodes {
      accounts { ...Named rings(first: 1) { nodes { id } } } known { ...Named } score summary exposure { stillStoppable { amount currency } }
      evidence { type statement } counterEvidence { statement }
    }
    ${PAGE}
  }
}
${NAMED}`);

export const useLeads = () =>
  useInfiniteQuery({
    queryKey: ['leads'],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => (await fetchGraphql(LEADS, { after: pageParam }, signal)).leads,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
  });
