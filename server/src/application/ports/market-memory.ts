/** The market of the last incremental run, in this process alone; worth nothing but time. */
import type { KeptMarket } from '../../detection/incremental/carry/advance-market.ts';

export interface MarketMemory {
  read(): KeptMarket | null;
  write(market: KeptMarket): void;
}
