/**
 * Pushes apart what overlaps, a little at a time, neighbours found by a grid. Fixed nodes push and are not pushed.
 */
import type { Point } from '../../exploration/board-state.ts';

type Body = { x: number; y: number; readonly radius: number; readonly fixed: boolean };

const MAX_ROUNDS = 60;

const cellOf = (body: Body, cell: number): string => `${Math.floor(body.x / cell)},${Math.floor(body.y / cell)}`;

const toGrid = (bodies: readonly Body[], cell: number): ReadonlyMap<string, readonly number[]> => {
  const grid = new Map<string, number[]>();
  for (const [index, body] of bodies.entries()) {
    const key = cellOf(body, cell);
    const list = grid.get(key);
    if (list) list.push(index);
    else grid.set(key, [index]);
  }
  return grid;
};

/** The push of a pair; two at the same place part along a direction given by their order. */
const pushApart = (a: Body, b: Body, order: number): boolean => {
  if (a.fixed && b.fixed) return false;
  const wanted = a.radius + b.radius;
  let dx = b.x - a.x;
  let dy = b.y - a.y;
  let distance = Math.hypot(dx, dy);
  if (distance >= wanted) return false;
  if (distance < 1e-6) {
    dx = Math.cos(order * 2.4);
    dy = Math.sin(order * 2.4);
    distance = 1;
  }
  const push = (wanted - Math.min(distance, wanted - 1e-3)) / distance;
  const shareOfA = a.fixed ? 0 : b.fixed ? 1 : 0.5;
  a.x -= dx * push * shareOfA;
  a.y -= dy * push * shareOfA;
  b.x += dx * push * (1 - shareOfA);
  b.y += dy * push * (1 - shareOfA);
  return true;
};

const nearby = (grid: ReadonlyMap<string, readonly number[]>, body: Body, cell: number): readonly number[] => {
  const column = Math.floor(body.x / cell);
  const row = Math.floor(body.y / cell);
  const found: number[] = [];
  for (let x = column - 1; x <= column + 1; x += 1) {
    for (let y = row - 1; y <= row + 1; y += 1) found.push(...(grid.get(`${x},${y}`) ?? []));
  }
  return found;
};

const runRound = (bodies: readonly Body[], cell: number): boolean => {
  const grid = toGrid(bodies, cell);
  let hasMoved = false;
  for (const [index, body] of bodies.entries()) {
    for (const other of nearby(grid, body, cell)) {
      const neighbour = bodies[other];
      if (other > index && neighbour && pushApart(body, neighbour, index)) hasMoved = true;
    }
  }
  return hasMoved;
};

export const separate = (
  places: readonly Point[],
  nodes: readonly { readonly radius: number; readonly fixed: boolean }[],
): readonly Point[] => {
  const bodies = places.map((place, index) => ({
    x: place.x,
    y: place.y,
    radius: nodes[index]?.radius ?? 0,
    fixed: nodes[index]?.fixed ?? false,
  }));
  const cell = 2 * Math.max(1, ...bodies.map((body) => body.radius));
  for (let round = 0; round < MAX_ROUNDS && runRound(bodies, cell); round += 1);
  return bodies.map(({ x, y }) => ({ x, y }));
};
