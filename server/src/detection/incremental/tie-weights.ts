/** What an identifier weighs for two who share it, by the norms of the last full run; 0 where it ties nobody. */
import { ENTITY_KIND_LIST } from '../../domain/ontology.ts';
import { hubDiscount } from '../graph/projection.ts';
import type { MarketNorms } from '../norms.ts';
import { IDENTIFIER_WEIGHT } from '../ties.ts';
import type { MarketView } from './market-view.ts';

type Market = { readonly view: MarketView; readonly norms: Pick<MarketNorms, 'caps' | 'universe'> };

export function createTieWeights({ view, norms }: Market): (identifier: number) => number {
  const { kind } = view.identifiers;
  const weights = ENTITY_KIND_LIST.map((name) => IDENTIFIER_WEIGHT[name] ?? 0);
  return (identifier) => {
    const seen = view.index.holdersOf.countOf(identifier);
    const code = kind[identifier] ?? 0;
    if (seen < 2 || seen > (norms.caps[code] ?? 0)) return 0;
    return (weights[code] ?? 0) * hubDiscount(norms.universe.persons, seen);
  };
}
