/** What every controller inside the canvas works with: the board, what is drawn of it, and the colours. */
import { createContext, useContext } from 'react';
import type { BoardStore, BoardView } from '../exploration/board-store.ts';
import type { Picture } from '../exploration/picture.ts';
import type { LinkType } from '../exploration/vocabulary.ts';
import type { CanvasColours } from './appearance-colours.ts';

export type Expand = (key: string, linkType?: LinkType) => void;

export type CanvasScene = {
  readonly store: BoardStore;
  readonly state: BoardView;
  readonly picture: Picture;
  readonly colours: CanvasColours;
  readonly onExpand: Expand;
};

const SceneContext = createContext<CanvasScene | null>(null);
export const SceneProvider = SceneContext.Provider;

export const useScene = (): CanvasScene => {
  const scene = useContext(SceneContext);
  if (!scene) throw new Error('The canvas controllers work inside GraphCanvas only.');
  return scene;
};
