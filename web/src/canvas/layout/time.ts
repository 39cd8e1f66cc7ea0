/** Time from left to right by when a node was first seen on the board, one band for each group of kinds. */
import type { Point } from '../../exploration/board-state.ts';
import { type Arranged, type Arrangement, type Guide, respectFixed } from './arrangement.ts';
import { LANE_ORDER } from './lanes.ts';

const ROW = 46;
const BAND_GAP = 70;
const ROOM = 54;
const TICKS = 6;
const TITLE_ROOM = 40;
const UNKNOWN_COLUMNS = 4;

const widthFor = (count: number): number => Math.max(1_000, Math.sqrt(count) * 110);

type Band = { readonly members: readonly number[]; readonly rowOf: readonly number[]; readonly rows: number };

/** The first row with room at that place: those seen at the same time stand above each other. */
const stack = (members: readonly number[], xOf: (index: number) => number): Band => {
  const lastX: number[] = [];
  const rowOf = members.map((index) => {
    const x = xOf(index);
    const free = lastX.findIndex((last) => x - last >= ROOM);
    const row = free === -1 ? lastX.length : free;
    lastX[row] = x;
    return row;
  });
  return { members, rowOf, rows: Math.max(1, lastX.length) };
};

const toHorizontal = (arrangement: Arrangement) => {
  const times = arrangement.nodes.map((node) => node.time).filter((time) => time !== null);
  const first = Math.min(...times);
  const last = Math.max(...times);
  const width = widthFor(arrangement.nodes.length);
  const span = Math.max(1, last - first);
  return { first, last, width, xOf: (time: number) => ((time - first) / span) * width, hasTimes: times.length > 0 };
};

export const arrangeByTime = (arrangement: Arrangement): Arranged => {
  const axis = toHorizontal(arrangement);
  const places: Point[] = arrangement.nodes.map(() => ({ x: 0, y: 0 }));
  const guides: Guide[] = [];
  const unknownLeft = -ROOM * (UNKNOWN_COLUMNS + 2);
  let hasUnknown = false;
  let top = 0;
  for (const group of LANE_ORDER) {
    const members = arrangement.nodes.flatMap((node, index) => (node.group === group ? [index] : []));
    if (members.length === 0) continue;
    const timeOf = (index: number) => arrangement.nodes[index]?.time ?? null;
    const known = members
      .filter((index) => timeOf(index) !== null)
      .sort((a, b) => (timeOf(a) ?? 0) - (timeOf(b) ?? 0) || a - b);
    const unknown = members.filter((index) => timeOf(index) === null);
    const xOf = (index: number) => axis.xOf(timeOf(index) ?? axis.first);
    const band = stack(known, xOf);
    for (const [order, index] of band.members.entries()) {
      places[index] = { x: xOf(index), y: top - (band.rowOf[order] ?? 0) * ROW };
    }
    for (const [order, index] of unknown.entries()) {
      const column = order % UNKNOWN_COLUMNS;
      places[index] = { x: unknownLeft + column * ROOM, y: top - Math.floor(order / UNKNOWN_COLUMNS) * ROW };
    }
    hasUnknown ||= unknown.length > 0;
    guides.push({ kind: 'lane', group, at: { x: unknownLeft - 3 * ROOM, y: top } });
    top -= Math.max(band.rows, Math.ceil(unknown.length / UNKNOWN_COLUMNS)) * ROW + BAND_GAP;
  }
  if (hasUnknown) guides.push({ kind: 'unknownTime', at: { x: unknownLeft, y: TITLE_ROOM } });
  return {
    places: respectFixed(arrangement, places),
    guides: [...guides, ...(axis.hasTimes ? ticks(axis) : [])],
    scale: arrangement.scale,
  };
};

const ticks = (axis: { readonly first: number; readonly last: number; readonly width: number }): readonly Guide[] => {
  const steps = axis.last > axis.first ? TICKS : 0;
  return Array.from({ length: steps + 1 }, (_, step) => {
    const share = steps === 0 ? 0 : step / steps;
    const time = axis.first + (axis.last - axis.first) * share;
    return { kind: 'time' as const, time, at: { x: axis.width * share, y: TITLE_ROOM } };
  });
};
