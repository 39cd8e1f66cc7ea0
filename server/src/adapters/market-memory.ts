import type { MarketMemory } from '../application/ports/market-memory.ts';
import type { KeptMarket } from '../detection/incremental/carry/advance-market.ts';

export function createMarketMemory(): MarketMemory {
  let kept: KeptMarket | null = null;
  return {
    take: () => {
      const taken = kept;
      kept = null;
      return taken;
    },
    keep: (market) => {
      kept = market;
    },
  };
}
