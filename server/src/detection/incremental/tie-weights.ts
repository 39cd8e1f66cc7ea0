/** What an identifier weighs for two who share it, by the norms of the last full run; 0 where it ties nobody. */
import { ENTITY_KIND_LIST } from '../../domain/ontology.ts';
import { hubDiscount } from '../graph/projection.ts';
import type { MarketNorms } from '../norms.ts';
import { IDENTIFIER_WEIGHT } from '../ties.ts';
import type { Overview } from './overview.ts';

type Market = { readonly overview: Overview; readonly norms: Pick<MarketNorms, 'caps' | 'universe'> };

export function createTieWeights({ overview, norms }: Market): (identifier: number) => number {
  const { column } = overview.holdings;
  const { kind } = overview.identifiers;
  const sightings = new Int32Array(kind.length);
  for (let i = 0; i < column.length; i++) sightings[column[i] ?? 0] = (sightings[column[i] ?? 0] ?? 0) + 1;
  const weights = ENTITY_KIND_LIST.map((name) => IDENTIFIER_WEIGHT[name] ?? 0);
  return (identifier) => {
    const seen = sightings[identifier] ?? 0;
    const code = kind[identifier] ?? 0;
    if (seen < 2 || seen > (norms.caps[code] ?? 0)) return 0;
    return (weights[code] ?? 0) * hubDiscount(norms.universe.persons, seen);
  };
}
