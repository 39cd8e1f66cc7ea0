/** By typology: how many planted rings were found at all, and how many of those were called by their right name. */
import type { TypologyCode } from '../../domain/ring.ts';
import { type FoundRing, share } from './found-ring.ts';
import { matchOneToOne, overlapsOf } from './match-rings.ts';
import type { PlantedRing } from './planted-truth.ts';

type Named = {
  readonly planted: number;
  readonly found: number;
  readonly recall: number | null;
  /** Of those found: the right name first, or among the first three. */
  readonly first: number | null;
  readonly topThree: number | null;
};
type TypologyAccuracy = Named & { readonly code: TypologyCode };
export type TypologyReport = { readonly overall: Named; readonly each: readonly TypologyAccuracy[] };

type Outcome = { readonly code: TypologyCode; readonly found: boolean; readonly rank: number };

export function measureTypologies(found: readonly FoundRing[], planted: readonly PlantedRing[]): TypologyReport {
  const matchOf = new Map(
    [...matchOneToOne(overlapsOf(found, planted)).values()].map((match) => [match.planted, match]),
  );
  const outcomes = planted.map((ring, position): Outcome => {
    const match = matchOf.get(position);
    const names = match ? (found[match.found]?.typologies ?? []) : [];
    const rank = names.findIndex(({ code }) => code === ring.typology);
    return { code: ring.typology, found: match !== undefined, rank: rank < 0 ? Number.POSITIVE_INFINITY : rank };
  });
  const codes = [...new Set(planted.map((ring) => ring.typology))].sort();
  return {
    overall: summarise(outcomes),
    each: codes.map((code) => ({ code, ...summarise(outcomes.filter((outcome) => outcome.code === code)) })),
  };
}

function summarise(outcomes: readonly Outcome[]): Named {
  const found = outcomes.filter((outcome) => outcome.found);
  const within = (rank: number): number => found.filter((outcome) => outcome.rank < rank).length;
  return {
    planted: outcomes.length,
    found: found.length,
    recall: share(found.length, outcomes.length),
    first: share(within(1), found.length),
    topThree: share(within(3), found.length),
  };
}
