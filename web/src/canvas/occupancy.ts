/** Which parts of the screen are taken, by a grid: asked some hundred times a frame. Pure bookkeeping, no drawing. */
export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
type Owned = Box & { readonly key?: string };

const CELL = 48;

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const cellsOf = (box: Box): readonly string[] => {
  const cells: string[] = [];
  for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
    for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) cells.push(`${x},${y}`);
  }
  return cells;
};

export type Occupancy = {
  /** Free of everything but the owner's own box. */
  readonly isFree: (box: Box, owner: string) => boolean;
  readonly take: (box: Box) => void;
};

export const createOccupancy = (boxes: readonly Owned[]): Occupancy => {
  const grid = new Map<string, Owned[]>();
  const take = (box: Owned) => {
    for (const cell of cellsOf(box)) {
      const list = grid.get(cell);
      if (list) list.push(box);
      else grid.set(cell, [box]);
    }
  };
  for (const box of boxes) take(box);
  return {
    take,
    isFree: (box, owner) =>
      cellsOf(box).every((cell) =>
        (grid.get(cell) ?? []).every((other) => other.key === owner || !overlaps(box, other)),
      ),
  };
};
