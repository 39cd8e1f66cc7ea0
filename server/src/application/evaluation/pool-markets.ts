/**
 * Several marketplaces marked as one: every account belongs to its own marketplace, and all found rings stand in one
 * order. One marketplace holds too few rings of a kind for a rate; ten of them hold enough.
 */
import type { EntityRef } from '../../domain/records.ts';
import type { FoundRing } from './found-ring.ts';
import type { PlantedTruth } from './planted-truth.ts';

type ScoredRing = FoundRing & { readonly score: number };
export type Market = { readonly found: readonly ScoredRing[]; readonly truth: PlantedTruth };

export function poolMarkets(markets: readonly Market[]): Market {
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

function setApart({ found, truth }: Market, number: number): Market {
  const rename = <Group extends { readonly members: readonly EntityRef[] }>(group: Group): Group => ({
    ...group,
    members: group.members.map(({ kind, id }) => ({ kind, id: `${number}/${id}` })),
  });
  return {
    found: found.map(rename),
    truth: { rings: truth.rings.map(rename), innocents: truth.innocents.map(rename) },
  };
}
