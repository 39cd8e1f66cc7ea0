/**
 * What toolbar, tables and keys may ask of the canvas that draws a board. It hangs on the board, so that components
 * beside the canvas need only the board; while no canvas is mounted there are no commands.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NodeKey, Point } from '../exploration/board-state.ts';
import type { BoardStore } from '../exploration/board-store.ts';
import type { Hovered } from './appearance.ts';
import type { Guide } from './layout/arrangement.ts';

type CanvasCommands = {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  /** Lays everything out again that is not pinned. */
  readonly rearrange: () => void;
  readonly placesOf: (keys: Iterable<NodeKey>) => ReadonlyMap<NodeKey, Point>;
  /** Screen pixels from the upper left corner of the canvas; null when it is not drawn. */
  readonly screenPlaceOf: (key: NodeKey) => Point | null;
  readonly toPng: () => Promise<Blob | null>;
};

export type CanvasHandle = {
  readonly commands: CanvasCommands | null;
  readonly hovered: Hovered;
  readonly isArranging: boolean;
  /** What the layout names beside the nodes; null until the first one is done. */
  readonly guides: readonly Guide[] | null;
};

export const NOTHING_HOVERED: Hovered = { node: null, link: null };

export const NO_CANVAS: CanvasHandle = {
  commands: null,
  hovered: NOTHING_HOVERED,
  isArranging: false,
  guides: null,
};

const handles = new WeakMap<BoardStore, StoreApi<CanvasHandle>>();

export const canvasHandle = (board: BoardStore): StoreApi<CanvasHandle> => {
  const known = handles.get(board);
  if (known) return known;
  const handle = createStore<CanvasHandle>(() => ({ ...NO_CANVAS }));
  handles.set(board, handle);
  return handle;
};
