/**
 * Rings around a centre: each ring one step further away; every branch gets a wider arc the more leaves it has
 * (the radial tree of Eades 1991, on the breadth-first tree of the board).
 */
import type { Point } from '../../exploration/board-state.ts';
import { type Arranged, type Arrangement, type Guide, neighbourLists, respectFixed } from './arrangement.ts';

const RING_GAP = 150;
const ROOM = 44;
const FULL_TURN = 2 * Math.PI;

type Tree = { readonly depth: number[]; readonly children: number[][]; readonly levels: number[][] };

const centreOf = (arrangement: Arrangement, neighbours: readonly (readonly number[])[]): readonly number[] => {
  if (arrangement.centre.length > 0) return arrangement.centre;
  const order = arrangement.nodes
    .map((node, index) => ({ rank: node.rank, degree: neighbours[index]?.length ?? 0, index }))
    .sort((a, b) => a.rank - b.rank || b.degree - a.degree || a.index - b.index);
  return order[0] ? [order[0].index] : [];
};

const growTree = (count: number, roots: readonly number[], neighbours: readonly (readonly number[])[]): Tree => {
  const depth = Array.from({ length: count }, () => -1);
  const children: number[][] = Array.from({ length: count }, () => []);
  const levels: number[][] = [[...roots]];
  for (const root of roots) depth[root] = 0;
  const reach = (node: number): readonly number[] => {
    const reached = (neighbours[node] ?? []).filter((other) => depth[other] === -1);
    for (const other of reached) depth[other] = (depth[node] ?? 0) + 1;
    children[node]?.push(...reached);
    return reached;
  };
  for (let level = levels[0] ?? []; level.length > 0; ) {
    level = level.flatMap(reach);
    if (level.length > 0) levels.push(level);
  }
  return { depth, children, levels };
};

/** From the outermost ring inwards, so that no deep board overflows the stack. */
const leavesBelow = (tree: Tree): readonly number[] => {
  const leaves = tree.depth.map(() => 1);
  for (const level of tree.levels.toReversed()) {
    for (const node of level) {
      const below = (tree.children[node] ?? []).reduce((sum, child) => sum + (leaves[child] ?? 1), 0);
      leaves[node] = Math.max(1, below);
    }
  }
  // Damped, so that one busy branch does not squeeze the others into a corner.
  return leaves.map((count) => count ** 0.6);
};

const ringRadii = (levels: readonly (readonly number[])[]): readonly number[] => {
  const radii: number[] = [];
  for (const [hops, level] of levels.entries()) {
    const needed = (level.length * ROOM) / FULL_TURN;
    if (hops === 0) radii.push(level.length > 1 ? Math.max(ROOM, needed) : 0);
    else radii.push(Math.max((radii[hops - 1] ?? 0) + RING_GAP, needed));
  }
  return radii;
};

const placeTree = (tree: Tree, radii: readonly number[], places: Point[]): void => {
  const leaves = leavesBelow(tree);
  const arcs = new Map<number, readonly [number, number]>();
  const share = (members: readonly number[], start: number, width: number) => {
    const total = members.reduce((sum, node) => sum + (leaves[node] ?? 1), 0);
    let from = start;
    for (const node of members) {
      const arc = (width * (leaves[node] ?? 1)) / Math.max(1, total);
      arcs.set(node, [from, arc]);
      from += arc;
    }
  };
  share(tree.levels[0] ?? [], 0, FULL_TURN);
  for (const [hops, level] of tree.levels.entries()) {
    for (const node of level) {
      const [start, width] = arcs.get(node) ?? [0, 0];
      const angle = start + width / 2;
      const radius = radii[hops] ?? 0;
      places[node] = { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius };
      share(tree.children[node] ?? [], start, width);
    }
  }
};

/** What is not tied to the centre stands in rows below the rings. */
const placeRest = (tree: Tree, reach: number, places: Point[]): void => {
  const rest = tree.depth.flatMap((depth, index) => (depth === -1 ? [index] : []));
  const perRow = Math.max(8, Math.ceil(Math.sqrt(rest.length) * 2));
  for (const [order, index] of rest.entries()) {
    const column = (order % perRow) - (Math.min(perRow, rest.length) - 1) / 2;
    places[index] = { x: column * ROOM * 1.6, y: -reach - RING_GAP - Math.floor(order / perRow) * ROOM };
  }
};

export const arrangeAround = (arrangement: Arrangement): Arranged => {
  const neighbours = neighbourLists(arrangement);
  const tree = growTree(arrangement.nodes.length, centreOf(arrangement, neighbours), neighbours);
  const radii = ringRadii(tree.levels);
  const places: Point[] = arrangement.nodes.map(() => ({ x: 0, y: 0 }));
  placeTree(tree, radii, places);
  placeRest(tree, radii.at(-1) ?? 0, places);
  const guides = radii
    .map((radius, hops): Guide => ({ kind: 'hops', hops, radius, at: { x: 0, y: radius } }))
    .filter((guide) => guide.kind === 'hops' && guide.hops > 0);
  return { places: respectFixed(arrangement, places), guides, scale: arrangement.scale };
};
