import { useQuery } from '@tanstack/react-query';
import { ENTITY_SUMMARY, LINK } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { EntitySummary, Link } from './shapes.ts';
import type { EvidenceLine } from './use-ring.ts';

export type ChangedMember = { readonly entity: EntitySummary; readonly reason: string };
export type ChangedLink = Link & { readonly from: EntitySummary; readonly to: EntitySummary };
type Picture = {
  readonly ring: { readonly score: number };
  readonly run: { readonly runId: string; readonly asOf: string | null; readonly finishedAt: string };
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
  /** There are more links than were compared. */
  readonly truncated: boolean;
};

type Span = {
  readonly from: string | null;
  readonly fromRun: string | null;
  readonly fromRing: string | null;
  readonly toRun: string | null;
};
type Answer = { readonly ring: { readonly diff: RingDiff | null } | null };

export const RING_DIFF = toDocument<Answer, Span & { id: string }>(`
query RingDiff($id: ID!, $from: DateTime, $fromRun: ID, $fromRing: ID, $toRun: ID) {
  ring(id: $id) {
    diff(from: $from, fromRun: $fromRun, fromRing: $fromRing, toRun: $toRun) {
      from { ring { score } run { runId asOf finishedAt } }
      to { ring { score } run { runId asOf finishedAt } }
      joined { ...ChangedMember }
      left { ...ChangedMember }
      kept { ...ChangedMember }
      linksGained { ...ChangedLink }
      linksLost { ...ChangedLink }
      linksKept { ...ChangedLink }
      evidenceGained { type statement weight }
      evidenceLost { type statement weight }
      truncated
    }
  }
}
fragment ChangedMember on RingMember { entity { ...EntitySummary } reason }
fragment ChangedLink on Link { ...LinkLine from { ...EntitySummary } to { ...EntitySummary } }
${LINK}
${ENTITY_SUMMARY}`);

/** A day of the data, as 2026-05-15, and not a run. */
export const isDay = (since: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(since);

const PICTURE = /^(run_[\w-]{1,60})(?:\.(rng_[\w-]{1,60}))?$/;

/** Another ring's picture, where this one goes on from it: `run_….rng_…`. */
export const pictureOf = (runId: string, ringId: string): string => `${runId}.${ringId}`;

/** A day, or a picture: of a run, or of a run and another ring. */
export const isSince = (text: string): boolean =>
  (isDay(text) && !Number.isNaN(Date.parse(text))) || PICTURE.test(text);

export function toBeginning(since: string): Omit<Span, 'toRun'> {
  if (isDay(since)) return { from: since, fromRun: null, fromRing: null };
  const [, fromRun = since, fromRing = null] = PICTURE.exec(since) ?? [];
  return { from: null, fromRun, fromRing };
}

/** What is different of a ring since a picture or a day, up to now or to a run. Null where it was not known at its end. */
export const useRingDiff = (id: string, since: string | null, toRun: string | null) =>
  useQuery({
    queryKey: ['ring', id, 'diff', since, toRun],
    enabled: since !== null,
    queryFn: async ({ signal }) => {
      const variables = { id, ...toBeginning(since ?? ''), toRun };
      return (await fetchGraphql(RING_DIFF, variables, signal)).ring?.diff ?? null;
    },
  });
