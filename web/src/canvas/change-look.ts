/**
 * How what is new or gone since an earlier picture differs from what stayed: by a sign before the name and by outline,
 * since colour is kept for risk. What is new has a ring around it; what is gone is hollow and its links, and no others
 * then, are dashed; what stayed steps back.
 */
import type { BoardNode, BoardState, Change } from '../exploration/board-state.ts';
import type { CanvasColours } from './appearance-colours.ts';

export const changeOf = (key: string, { filters }: BoardState): Change | null =>
  filters.focus?.changes?.get(key) ?? null;

export const isComparison = ({ filters }: BoardState): boolean => filters.focus?.changes !== undefined;

type Marked = {
  readonly fill: string;
  readonly glyphColour: string;
  readonly border: string;
  readonly borderWidth: number;
  readonly halo: string;
};

/** Over the look it has anyway, within a comparison. What is selected stays marked as that, and risk keeps its border. */
export function withChange<T extends Marked>(look: T, node: BoardNode, state: BoardState, colours: CanvasColours): T {
  const change = changeOf(node.key, state);
  if (change === 'gone') {
    return { ...look, fill: colours.paper, glyphColour: colours.quietText, border: colours.quietText, borderWidth: 2 };
  }
  if (change === 'gained') return state.selection.has(node.key) ? look : { ...look, halo: colours.text };
  return node.memberOfRing ? { ...look, fill: colours.detail } : look;
}
