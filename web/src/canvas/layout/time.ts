/** Time from left to right by when a node was first seen on the board, one band for each group of kinds. */
import type { Point } from '../../exploration/board-state.ts';
import type { KindGroup } from '../../exploration/vocabulary.ts';
import { type Arranged, type Arrangement, type Guide, respectFixed } from './arrangement.ts';
import { LANE_ORDER } from './lanes.ts';

const ROW = 46;
const BAND_GAP = 116;
/** Titles keep their size on the screen when a wide board is seen from afar. */
const BAND_GAP_SHARE = 0.07;
const ROOM = 54;
const TICKS = 5;
const UNKNOWN_COLUMNS = 4;
const DAYS_WITH_HOURS = 4;
const DAY_MS = 86_400_000;
/** How much of the axis goes by the order of times rather than by the times: a burst gets room, gaps shrink. */
const BY_ORDER = 0.6;

const widthFor = (count: number): number => Math.max(1_200, Math.sqrt(count) * 220);

type Axis = {
  readonly width: number;
  readonly xOf: (time: number) => number;
  readonly timeAt: (x: number) => number;
  readonly withHours: boolean;
};

/** Equal times share a place; later times are always further right. The ticks are bent the same way. */
const toAxis = (times: readonly number[], width: number): Axis => {
  const sorted = times.toSorted((a, b) => a - b);
  const first = sorted[0] ?? 0;
  const span = Math.max(1, (sorted.at(-1) ?? 0) - first);
  const places = new Map<number, number>();
  for (const [order, time] of sorted.entries()) {
    const byOrder = sorted.length > 1 ? order / (sorted.length - 1) : 0;
    const byTime = (time - first) / span;
    if (!places.has(time)) places.set(time, (byOrder * BY_ORDER + byTime * (1 - BY_ORDER)) * width);
  }
  const knots = [...places];
  const timeAt = (x: number): number => {
    const after = knots.findIndex(([, place]) => place >= x);
    const [rightTime, right] = knots[after] ?? knots.at(-1) ?? [first, 0];
    const [leftTime, left] = knots[after - 1] ?? [first, 0];
    return right > left ? leftTime + ((x - left) / (right - left)) * (rightTime - leftTime) : rightTime;
  };
  return { width, xOf: (time) => places.get(time) ?? 0, timeAt, withHours: span < DAYS_WITH_HOURS * DAY_MS };
};

type Band = {
  readonly known: readonly number[];
  readonly unknown: readonly number[];
  readonly spots: readonly Spot[];
};

type Spot = { readonly x: number; readonly row: number };

/**
 * The first row with room at that place: those seen at the same time stand above each other. When all rows are taken
 * there, a node moves on to the right, never to the left: later is never shown as earlier.
 */
const stack = (xs: readonly number[], maxRows: number): readonly Spot[] => {
  const lastX: number[] = [];
  return xs.map((x) => {
    const free = lastX.findIndex((last) => x - last >= ROOM);
    const row = free !== -1 ? free : lastX.length < maxRows ? lastX.length : lastX.indexOf(Math.min(...lastX));
    const spot = { row, x: Math.max(x, (lastX[row] ?? Number.NEGATIVE_INFINITY) + ROOM) };
    lastX[row] = spot.x;
    return spot;
  });
};

const maxRowsFor = (count: number): number => Math.max(6, Math.ceil(Math.sqrt(count) * 0.5));

const toBand = (arrangement: Arrangement, group: KindGroup, axis: Axis): Band => {
  const members = arrangement.nodes.flatMap((node, index) => (node.group === group ? [index] : []));
  const timeOf = (index: number) => arrangement.nodes[index]?.time ?? null;
  const known = members
    .filter((index) => timeOf(index) !== null)
    .sort((a, b) => (timeOf(a) ?? 0) - (timeOf(b) ?? 0) || a - b);
  const xs = known.map((index) => axis.xOf(timeOf(index) ?? 0));
  const spots = stack(xs, maxRowsFor(arrangement.nodes.length));
  return { known, unknown: members.filter((index) => timeOf(index) === null), spots };
};

const heightOf = (band: Band): number =>
  Math.max(Math.max(0, ...band.spots.map(({ row }) => row)) + 1, Math.ceil(band.unknown.length / UNKNOWN_COLUMNS)) *
  ROW;

const UNKNOWN_LEFT = -ROOM * (UNKNOWN_COLUMNS + 1);

const placeBand = (band: Band, top: number): ReadonlyMap<number, Point> => {
  const places = new Map<number, Point>();
  for (const [order, index] of band.known.entries()) {
    const { x, row } = band.spots[order] ?? { x: 0, row: 0 };
    places.set(index, { x, y: top - row * ROW });
  }
  for (const [order, index] of band.unknown.entries()) {
    const column = order % UNKNOWN_COLUMNS;
    places.set(index, { x: UNKNOWN_LEFT + column * ROOM, y: top - Math.floor(order / UNKNOWN_COLUMNS) * ROW });
  }
  return places;
};

const ticksOf = (axis: Axis): readonly Guide[] =>
  Array.from({ length: TICKS }, (_, step) => {
    const x = (axis.width * step) / (TICKS - 1);
    return { kind: 'time' as const, time: axis.timeAt(x), withHours: axis.withHours, at: { x, y: 0 } };
  });

export const arrangeByTime = (arrangement: Arrangement): Arranged => {
  const times = arrangement.nodes.map((node) => node.time).filter((time) => time !== null);
  const axis = toAxis(times, widthFor(arrangement.nodes.length));
  const placed = new Map<number, Point>();
  const guides: Guide[] = times.length > 0 ? [...ticksOf(axis)] : [];
  if (times.length < arrangement.nodes.length) {
    guides.push({ kind: 'unknownTime', at: { x: UNKNOWN_LEFT + ROOM * UNKNOWN_COLUMNS, y: 0 } });
  }
  let top = 0;
  for (const group of LANE_ORDER) {
    const band = toBand(arrangement, group, axis);
    if (band.known.length + band.unknown.length === 0) continue;
    for (const [index, place] of placeBand(band, top)) placed.set(index, place);
    guides.push({ kind: 'band', group, at: { x: 0, y: top } });
    top -= heightOf(band) + Math.max(BAND_GAP, axis.width * BAND_GAP_SHARE);
  }
  const places = arrangement.nodes.map((_, index) => placed.get(index) ?? { x: 0, y: 0 });
  return { places: respectFixed(arrangement, places), guides, scale: arrangement.scale };
};
