import { useQuery } from '@tanstack/react-query';
import { CASH, RING_ROW } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { RingKey } from './ring-key.ts';
import type { RingChange, RingRow } from './shapes.ts';
import type { EvidenceType, Stage } from './vocabulary.ts';

export type EvidenceLine = { readonly type: EvidenceType; readonly statement: string; readonly weight: number };

export type RingHead = RingRow & {
  readonly stages: readonly Stage[];
  readonly evidence: readonly EvidenceLine[];
  readonly counterEvidence: readonly EvidenceLine[];
  readonly scoreTerms: readonly { readonly name: string; readonly points: number }[];
  readonly wouldDrop: string | null;
  /** Null for a pair or a ring of an older run. */
  readonly stability: { readonly isStable: boolean; readonly statement: string } | null;
  readonly chance: { readonly statement: string } | null;
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

type Answer = {
  readonly ring: RingHead | null;
  readonly latest: { readonly run: { readonly runId: string } | null } | null;
};

export const RING = toDocument<Answer, RingKey>(`
query Ring($id: ID!, $run: ID) {
  ring(id: $id, run: $run) {
    ...RingRow
    stages
    evidence { type statement weight }
    counterEvidence { type statement weight }
    scoreTerms { name points }
    wouldDrop
    stability { isStable statement }
    chance { statement }
    lineage { type at runId statement others }
    formerId
    run { id runId finishedAt asOf }
  }
  latest: ring(id: $id) { run { runId } }
}
${RING_ROW}
${CASH}`);

/** A ring with the key that everything else about it is asked for by. */
export type ShownRing = RingHead & { readonly key: RingKey; readonly latestRun: string | null };

/**
 * Why a ring is a ring: everything of the left pane, as `run` saw it; as the latest run did where that picture is not
 * kept. Null when there is no such ring or it may not be seen.
 */
export const useRing = (id: string, run: string | null) =>
  useQuery({
    queryKey: ['ring', { id, run }, 'head'],
    queryFn: async ({ signal }): Promise<ShownRing | null> => {
      for (const seenBy of run === null ? [null] : [run, null]) {
        const key = { id, run: seenBy };
        const { ring, latest } = await fetchGraphql(RING, key, signal);
        if (ring !== null) return { ...ring, key, latestRun: latest?.run?.runId ?? null };
      }
      return null;
    },
  });
