/** The market of the last incremental run, in this process alone; worth nothing but time. */
import type { KeptMarket } from '../../detection/incremental/carry/advance-market.ts';

export interface MarketMemory {
  /** Once: whoever takes it changes it. */
  take(): KeptMarket | null;
  keep(market: KeptMarket): void;
}
