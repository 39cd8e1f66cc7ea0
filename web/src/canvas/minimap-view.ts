/** What a minimap shows: everything on the board, and the part of it that is seen. Pure. */
import type { Point } from '../exploration/board-state.ts';

/** Board units; y grows upwards. */
export type Area = { readonly minX: number; readonly maxX: number; readonly minY: number; readonly maxY: number };

export type Minimap = {
  /** Pixels of the minimap from its upper left corner. */
  readonly toMap: (place: Point) => Point;
  readonly toBoard: (at: Point) => Point;
};

const PADDING_PX = 4;

export const createMinimap = (all: Area, size: { readonly width: number; readonly height: number }): Minimap => {
  const [wide, high] = [Math.max(1, all.maxX - all.minX), Math.max(1, all.maxY - all.minY)];
  const scale = Math.min((size.width - 2 * PADDING_PX) / wide, (size.height - 2 * PADDING_PX) / high);
  const middle = { x: (all.minX + all.maxX) / 2, y: (all.minY + all.maxY) / 2 };
  return {
    toMap: ({ x, y }) => ({
      x: size.width / 2 + (x - middle.x) * scale,
      y: size.height / 2 - (y - middle.y) * scale,
    }),
    toBoard: ({ x, y }) => ({
      x: middle.x + (x - size.width / 2) / scale,
      y: middle.y - (y - size.height / 2) / scale,
    }),
  };
};

/** Where all of it is seen a minimap would say nothing. */
export const isAllSeen = (all: Area, seen: Area): boolean =>
  all.minX >= seen.minX && all.maxX <= seen.maxX && all.minY >= seen.minY && all.maxY <= seen.maxY;
