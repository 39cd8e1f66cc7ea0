/**
 * Several marketplaces marked as one: every account belongs to its own marketplace, and all found rings stand in one
 * order. One marketplace holds too few rings of a kind for a rate; ten of them hold enough.
 */
import type { Group } from './match-rings.ts';
import type { PlantedTruth } from './planted-truth.ts';

type Scored = Group & { readonly score: number };
export type Market<Found extends Scored> = { readonly found: readonly Found[]; readonly truth: PlantedTruth };

export function poolMarkets<Found extends Scored>(markets: readonly Market<Found>[]): Market<Found> {
  const [only, ...more] = markets;
  if (only !== undefined && more.length === 0) return only;
  const own = markets.map((market, number) => setApart(market, number));
  return {
    // Stable: within one marketplace the order shown stays.
    found: own.flatMap((market) => market.found).sort((a, b) => b.score - a.score),
    truth: {
      rings: own.flatMap((market) => market.truth.rings),
      innocents: own.flatMap((market) => market.truth.innocents),
    },
  };
}

function setApart<Found extends Scored>({ found, truth }: Market<Found>, number: number): Market<Found> {
  const rename = <G extends Group>(group: G): G => ({
    ...group,
    members: group.members.map(({ kind, id }) => ({ kind, id: `${number}/${id}` })),
  });
  return {
    found: found.map(rename),
    truth: { rings: truth.rings.map(rename), innocents: truth.innocents.map(rename) },
  };
}
