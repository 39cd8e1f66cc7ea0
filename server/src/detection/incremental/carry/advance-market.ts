/**
 * A market that stays in memory between two runs, and goes over to the columns of the next: what is read of all rows
 * (who holds what, where the rows of an account stand, the sums by which changes are told) is carried over, and read
 * only of rows that changed. What comes out is what reading all of them gives.
 */
import type { HabitsOfClocks } from '../../signals/clock.ts';
import type { MarketView } from '../market-view.ts';
import type { Overview } from '../overview.ts';
import type { Sight } from '../seen-accounts.ts';
import { type Aligned, alignColumns } from './align-columns.ts';
import { carryIndex } from './carry-index.ts';
import { carrySight } from './carry-sight.ts';
import { carryTargetLives } from './carry-target-lives.ts';

export type KeptMarket = { readonly view: MarketView; readonly sight: Sight };

/** Past this share of changes since everything was read, it is better read anew: lists that changed lie beside the others. */
const MOST_CHANGED = 0.5;

export type AdvancedMarket = KeptMarket & { readonly aligned: Aligned };

/** Null where too much changed for it to be worth it. The index that was kept becomes that of now: it is of no use for what was. `habits`: as readView takes them. */
export function advanceMarket(kept: KeptMarket, now: Overview, habits: HabitsOfClocks): AdvancedMarket | null {
  if (Object.values(kept.view.index.numberings).some(({ changed }) => changed > MOST_CHANGED)) return null;
  const aligned = alignColumns(kept.view, now);
  if (aligned === null) return null;
  const sight = carrySight(kept, now, aligned);
  if (sight === null) return null;
  const index = carryIndex(kept.view, now, aligned);
  const targets = carryTargetLives(kept.view, { ...now, index }, { aligned, habits });
  return { view: { ...now, index, targets }, sight, aligned };
}
