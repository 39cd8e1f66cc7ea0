/**
 * Lanes: one column for each group of kinds; within a column each node stands near what it is tied to (barycentre
 * sweeps after Sugiyama, Tagawa, Toda 1981).
 */
import type { Point } from '../../exploration/board-state.ts';
import type { KindGroup } from '../../exploration/vocabulary.ts';
import { type Arranged, type Arrangement, type Guide, neighbourLists, respectFixed } from './arrangement.ts';

/** What is shared stands between those who share it. */
export const LANE_ORDER = ['creator', 'seller', 'identifier', 'buyer', 'thing'] as const satisfies readonly KindGroup[];

const ROW = 46;
const LANE_GAP = 240;
const SUBCOLUMN = 110;
const SWEEPS = 6;

/** Nodes of large boards take more room (they are seen from afar): rows and lanes grow with them. */
type Spacing = { readonly rows: number; readonly scale: number };

const scaleOf = (arrangement: Arrangement): number => {
  const total = arrangement.nodes.reduce((sum, node) => sum + node.radius, 0);
  return Math.max(1, (2 * total) / Math.max(1, arrangement.nodes.length) / ROW);
};

type Lane = { readonly group: KindGroup; members: readonly number[] };

const lanesOf = (arrangement: Arrangement): readonly Lane[] =>
  LANE_ORDER.map((group) => ({
    group,
    members: arrangement.nodes
      .map((node, index) => ({ node, index }))
      .filter(({ node }) => node.group === group)
      .sort((a, b) => a.node.rank - b.node.rank || a.index - b.index)
      .map(({ index }) => index),
  })).filter((lane) => lane.members.length > 0);

const rowsPerColumn = (count: number): number => Math.max(14, Math.ceil(Math.sqrt(count) * 1.5));

/** Rows are filled downwards, centred; a long lane goes on in further columns. */
const placeLane = (lane: Lane, left: number, spacing: Spacing, places: Point[]): number => {
  const { rows, scale } = spacing;
  const columns = Math.ceil(lane.members.length / rows);
  const used = Math.ceil(lane.members.length / columns);
  for (const [order, index] of lane.members.entries()) {
    const column = Math.floor(order / used);
    const inColumn = Math.min(used, lane.members.length - column * used);
    places[index] = {
      x: left + column * SUBCOLUMN * scale,
      y: ((inColumn - 1) / 2 - (order % used)) * ROW * scale,
    };
  }
  return left + (columns - 1) * SUBCOLUMN * scale;
};

const placeAll = (lanes: readonly Lane[], count: number, scale: number): readonly Point[] => {
  const spacing = { rows: rowsPerColumn(count), scale };
  const places: Point[] = Array.from({ length: count }, () => ({ x: 0, y: 0 }));
  let left = 0;
  for (const lane of lanes) left = placeLane(lane, left, spacing, places) + LANE_GAP * scale;
  return places;
};

const sweep = (lanes: readonly Lane[], neighbours: readonly (readonly number[])[], places: readonly Point[]): void => {
  for (const lane of lanes) {
    const own = new Set(lane.members);
    const pull = new Map(
      lane.members.map((index) => {
        const others = (neighbours[index] ?? []).filter((other) => !own.has(other));
        const y = others.reduce((sum, other) => sum + (places[other]?.y ?? 0), 0) / Math.max(1, others.length);
        return [index, others.length > 0 ? y : (places[index]?.y ?? 0)] as const;
      }),
    );
    lane.members = lane.members.toSorted((a, b) => (pull.get(b) ?? 0) - (pull.get(a) ?? 0) || a - b);
  }
};

export const arrangeInLanes = (arrangement: Arrangement): Arranged => {
  const lanes = lanesOf(arrangement);
  const neighbours = neighbourLists(arrangement);
  const count = arrangement.nodes.length;
  const scale = scaleOf(arrangement);
  let places = placeAll(lanes, count, scale);
  for (let round = 0; round < SWEEPS; round += 1) {
    sweep(lanes, neighbours, places);
    places = placeAll(lanes, count, scale);
  }
  const top = Math.max(0, ...places.map(({ y }) => y));
  const guides = lanes.map(
    (lane): Guide => ({ kind: 'lane', group: lane.group, at: { x: places[lane.members[0] ?? 0]?.x ?? 0, y: top } }),
  );
  return { places: respectFixed(arrangement, places), guides, scale: arrangement.scale };
};
