/** All that whoever computes a part of the marketplace asks of the whole. */
import type { Overview } from './overview.ts';
import { type RowIndex, readRowIndex } from './row-index.ts';

export type MarketView = Overview & { readonly index: RowIndex };

export const readView = (overview: Overview): MarketView => ({ ...overview, index: readRowIndex(overview) });
