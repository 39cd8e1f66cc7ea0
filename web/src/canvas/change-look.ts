/**
 * How what is new or gone since an earlier picture differs from what stayed: by a sign before the name and by outline,
 * since colour is kept for risk. What is gone is hollow and its links are dashed.
 */
import type { BoardState, Change } from '../exploration/board-state.ts';
import type { CanvasColours } from './appearance-colours.ts';

export const changeOf = (key: string, { filters }: BoardState): Change | null =>
  filters.focus?.changes?.get(key) ?? null;

export const isComparison = ({ filters }: BoardState): boolean => filters.focus?.changes !== undefined;

type Outline = { readonly border: string; readonly borderWidth: number };
type Filling = Outline & { readonly fill: string; readonly glyphColour: string };

/** Over the look it has anyway. */
export function withChange<T extends Filling>(look: T, change: Change | null, colours: CanvasColours): T {
  if (change === 'gone') {
    return { ...look, fill: colours.paper, glyphColour: colours.quietText, border: colours.quietText, borderWidth: 2 };
  }
  return change === 'gained' ? { ...look, border: colours.text, borderWidth: 3 } : look;
}
