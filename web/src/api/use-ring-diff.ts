import { useQuery } from '@tanstack/react-query';
import { ENTITY_SUMMARY, LINK } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { EntitySummary, Link } from './shapes.ts';
import type { EvidenceLine } from './use-ring.ts';

export type ChangedMember = { readonly entity: EntitySummary; readonly reason: string };
export type ChangedLink = Link & { readonly from: EntitySummary; readonly to: EntitySummary };
export type RingDiff = {
  readonly from: { readonly ring: { readonly score: number } } | null;
  readonly to: { readonly ring: { readonly score: number } };
  readonly joined: readonly ChangedMember[];
  readonly left: readonly ChangedMember[];
  readonly kept: readonly ChangedMember[];
  readonly linksGained: readonly ChangedLink[];
  readonly linksLost: readonly ChangedLink[];
  readonly linksKept: readonly { readonly id: string }[];
  readonly evidenceGained: readonly EvidenceLine[];
  readonly evidenceLost: readonly EvidenceLine[];
};

type Answer = { readonly ring: { readonly diff: RingDiff | null } | null };

export const RING_DIFF = toDocument<Answer, { id: string; fromRun: string }>(`
query RingDiff($id: ID!, $fromRun: ID!) {
  ring(id: $id) {
    diff(fromRun: $fromRun) {
      from { ring { score } }
      to { ring { score } }
      joined { ...ChangedMember }
      left { ...ChangedMember }
      kept { ...ChangedMember }
      linksGained { ...ChangedLink }
      linksLost { ...ChangedLink }
      linksKept { id }
      evidenceGained { type statement weight }
      evidenceLost { type statement weight }
    }
  }
}
fragment ChangedMember on RingMember { entity { ...EntitySummary } reason }
fragment ChangedLink on Link { ...LinkLine from { ...EntitySummary } to { ...EntitySummary } }
${LINK}
${ENTITY_SUMMARY}`);

/** What is different of a ring since a run. */
export const useRingDiff = (id: string, fromRun: string | null) =>
  useQuery({
    queryKey: ['ring', id, 'diff', fromRun],
    enabled: fromRun !== null,
    queryFn: async ({ signal }) =>
      (await fetchGraphql(RING_DIFF, { id, fromRun: fromRun ?? '' }, signal)).ring?.diff ?? null,
  });
