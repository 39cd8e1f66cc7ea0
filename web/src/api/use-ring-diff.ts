import { useQuery } from '@tanstack/react-query';
import { ENTITY_SUMMARY, LINK } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { EntitySummary, Link } from './shapes.ts';
import type { EvidenceLine } from './use-ring.ts';

export type ChangedMember = { readonly entity: EntitySummary; readonly reason: string };
export type ChangedLink = Link & { readonly from: EntitySummary; readonly to: EntitySummary };
type Picture = {
  readonly ring: { readonly score: number };
  readonly run: { readonly runId: string; readonly asOf: string | null };
};
export type RingDiff = {
  readonly from: Picture | null;
  readonly to: Picture;
  readonly joined: readonly ChangedMember[];
  readonly left: readonly ChangedMember[];
  readonly kept: readonly ChangedMember[];
  readonly linksGained: readonly ChangedLink[];
  readonly linksLost: readonly ChangedLink[];
  readonly linksKept: readonly ChangedLink[];
  readonly evidenceGained: readonly EvidenceLine[];
  readonly evidenceLost: readonly EvidenceLine[];
};

type Span = { readonly from: string | null; readonly fromRun: string | null; readonly toRun: string | null };
type Answer = { readonly ring: { readonly diff: RingDiff | null } | null };

export const RING_DIFF = toDocument<Answer, Span & { id: string }>(`
query RingDiff($id: ID!, $from: DateTime, $fromRun: ID, $toRun: ID) {
  ring(id: $id) {
    diff(from: $from, fromRun: $fromRun, toRun: $toRun) {
      from { ring { score } run { runId asOf } }
      to { ring { score } run { runId asOf } }
      joined { ...ChangedMember }
      left { ...ChangedMember }
      kept { ...ChangedMember }
      linksGained { ...ChangedLink }
      linksLost { ...ChangedLink }
      linksKept { ...ChangedLink }
      evidenceGained { type statement weight }
      evidenceLost { type statement weight }
    }
  }
}
fragment ChangedMember on RingMember { entity { ...EntitySummary } reason }
fragment ChangedLink on Link { ...LinkLine from { ...EntitySummary } to { ...EntitySummary } }
${LINK}
${ENTITY_SUMMARY}`);

/** A day of the data, as 2026-05-15, and not a run. */
export const isDay = (since: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(since);

/** What is different of a ring since a run or a day, up to now or to a run. Null where it was not known at its end. */
export const useRingDiff = (id: string, since: string | null, toRun: string | null) =>
  useQuery({
    queryKey: ['ring', id, 'diff', since, toRun],
    enabled: since !== null,
    queryFn: async ({ signal }) => {
      const isDate = since !== null && isDay(since);
      const span = { from: isDate ? since : null, fromRun: isDate ? null : since, toRun };
      return (await fetchGraphql(RING_DIFF, { id, ...span }, signal)).ring?.diff ?? null;
    },
  });
