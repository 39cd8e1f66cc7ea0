/** What the pointer is doing: one of three things at a time, kept out of React. */
import type { MouseCoords } from 'sigma/types';
import type { NodeKey, Point } from '../exploration/board-state.ts';

export type Pointer =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'drag';
      readonly keys: readonly NodeKey[];
      /** Screen pixels, where the button went down. */
      readonly down: Point;
      /** Board units, where the nodes were last put. */
      readonly from: Point;
      readonly moved: boolean;
    }
  | { readonly kind: 'box'; readonly from: Point };

export const IDLE: Pointer = { kind: 'idle' };

/** Less is a click by an unsteady hand. */
const DRAG_PX = 4;
export const isDragged = (down: Point, at: Point): boolean => Math.hypot(at.x - down.x, at.y - down.y) >= DRAG_PX;

/** Screen pixels. */
export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

export const boxBetween = (a: Point, b: Point): Box => ({
  left: Math.min(a.x, b.x),
  top: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
});

export const isInBox = (point: Point, box: Box): boolean =>
  point.x >= box.left && point.x <= box.left + box.width && point.y >= box.top && point.y <= box.top + box.height;

/** Shift, Ctrl or ⌘: what is clicked joins what is selected. */
export const isAdding = (event: MouseCoords): boolean =>
  event.original.shiftKey || event.original.ctrlKey || event.original.metaKey;
