import { useQuery } from '@tanstack/react-query';
import type { LinkType } from '../exploration/vocabulary.ts';
import { NAMED } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { NamedEntity } from './shapes.ts';
import type { EvidenceLine } from './use-ring.ts';

export type ChangedMember = { readonly entity: NamedEntity; readonly reason: string };
export type ChangedLink = {
  readonly id: string;
  readonly type: LinkType;
  readonly from: NamedEntity;
  readonly to: NamedEntity;
  readonly explanation: string;
};
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
fragment ChangedMember on RingMember { entity { ...Named } reason }
fragment ChangedLink on Link { id type from { ...Named } to { ...Named } explanation }
${NAMED}`);

/** What is different of a ring since a run. */
export const useRingDiff = (id: string, fromRun: string | null) =>
  useQuery({
    queryKey: ['ring', id, 'diff', fromRun],
    enabled: fromRun !== null,
    queryFn: async ({ signal }) =>
      (await fetchGraphql(RING_DIFF, { id, fromRun: fromRun ?? '' }, signal)).ring?.diff ?? null,
  });
