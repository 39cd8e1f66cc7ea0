import type { MarketMemory } from '../application/ports/market-memory.ts';
import type { KeptMarket } from '../detection/incremental/carry/advance-market.ts';

export function createMarketMemory(): MarketMemory {
  let kept: KeptMarket | null = null;
  return {
    read: () => kept,
    write: (market) => {
      kept = market;
    },
  };
}
