import { useQuery } from '@tanstack/react-query';
import { CASH, RING_ROW } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { RingChange, RingRow } from './shapes.ts';
import type { EvidenceType, Stage } from './vocabulary.ts';

export type EvidenceLine = { readonly type: EvidenceType; readonly statement: string; readonly weight: number };

export type RingHead = RingRow & {
  readonly stages: readonly Stage[];
  readonly evidence: readonly EvidenceLine[];
  readonly counterEvidence: readonly EvidenceLine[];
  readonly scoreTerms: readonly { readonly name: string; readonly points: number }[];
  readonly wouldDrop: string | null;
  readonly lineage: readonly RingChange[];
  /** The id asked for, where that ring went into this one. */
  readonly formerId: string | null;
  readonly run: {
    readonly id: string;
    readonly runId: string;
    readonly finishedAt: string;
    readonly asOf: string | null;
  } | null;
};

export const RING = toDocument<{ readonly ring: RingHead | null }, { id: string }>(`
query Ring($id: ID!) {
  ring(id: $id) {
    ...RingRow
    stages
    evidence { type statement weight }
    counterEvidence { type statement weight }
    scoreTerms { name points }
    wouldDrop
    lineage { type at runId statement others }
    formerId
    run { id runId finishedAt asOf }
  }
}
${RING_ROW}
${CASH}`);

/** Why a ring is a ring: everything of the left pane. Null when there is no such ring or it may not be seen. */
export const useRing = (id: string) =>
  useQuery({
    queryKey: ['ring', id],
    queryFn: async ({ signal }) => (await fetchGraphql(RING, { id }, signal)).ring,
  });
