/** All that whoever computes a part of the marketplace asks of the whole. */
import type { HabitsOfClocks } from '../signals/clock.ts';
import type { Overview } from './overview.ts';
import { type RowIndex, readRowIndex } from './row-index.ts';
import { readTargetLives, type TargetsActedOn } from './target-lives.ts';

export type MarketView = Overview & { readonly index: RowIndex; readonly targets: TargetsActedOn };

/** `habits`: of the clocks of events, by the last full run. */
export const readView = (overview: Overview, habits: HabitsOfClocks): MarketView => ({
  ...overview,
  index: readRowIndex(overview),
  targets: readTargetLives(overview, habits),
});
