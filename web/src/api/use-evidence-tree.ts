import { useQuery } from '@tanstack/react-query';
import { NAMED } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { RingKey } from './ring-key.ts';
import type { NamedEntity } from './shapes.ts';

export type EvidenceTie = { readonly from: NamedEntity; readonly to: NamedEntity; readonly statement: string };

type Answer = { readonly ring: { readonly evidenceTree: readonly EvidenceTie[] } | null };

export const EVIDENCE_TREE = toDocument<Answer, RingKey>(`
query EvidenceTree($id: ID!, $run: ID) {
  ring(id: $id, run: $run) { evidenceTree { from { ...Named } to { ...Named } statement } }
}
${NAMED}`);

/** The fewest ties that hold a ring together; asked for when it is opened. */
export const useEvidenceTree = (key: RingKey, isWanted: boolean) =>
  useQuery({
    queryKey: ['ring', key, 'evidence tree'],
    enabled: isWanted,
    queryFn: async ({ signal }) => (await fetchGraphql(EVIDENCE_TREE, key, signal)).ring?.evidenceTree ?? [],
  });
