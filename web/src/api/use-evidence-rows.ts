import { useQuery } from '@tanstack/react-query';
import { ENTITY_SUMMARY, LINK } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { RingKey } from './ring-key.ts';
import type { EntitySummary, Link } from './shapes.ts';
import type { EvidenceType } from './vocabulary.ts';

export type EvidenceRows = {
  readonly type: EvidenceType;
  readonly entities: readonly EntitySummary[];
  readonly members: readonly EntitySummary[];
  readonly links: readonly Link[];
};

type Answer = {
  readonly ring: {
    readonly evidence: readonly EvidenceRows[];
    readonly counterEvidence: readonly EvidenceRows[];
  } | null;
};

export const EVIDENCE_ROWS = toDocument<Answer, RingKey>(`
query EvidenceRows($id: ID!, $run: ID) {
  ring(id: $id, run: $run) { evidence { ...Rows } counterEvidence { ...Rows } }
}
fragment Rows on Evidence {
  type
  entities { ...EntitySummary }
  members { ...EntitySummary }
  links { ...LinkLine }
}
${ENTITY_SUMMARY}
${LINK}`);

/** The rows behind each sentence, for and against, in the order of the sentences; asked for once an evidence is opened. */
export const useEvidenceRows = (key: RingKey, enabled: boolean) =>
  useQuery({
    queryKey: ['ring', key, 'evidenceRows'],
    queryFn: async ({ signal }) => {
      const { ring } = await fetchGraphql(EVIDENCE_ROWS, key, signal);
      return ring ? [...ring.evidence, ...ring.counterEvidence] : [];
    },
    enabled,
  });
