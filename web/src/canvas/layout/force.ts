/**
 * Clusters: ForceAtlas2 (Jacomy, Venturini, Heymann, Bastian 2014, "ForceAtlas2, a continuous graph layout
 * algorithm"), started from places given by the keys and stopped after a fixed number of steps. When the board grows,
 * what is there stays and only what is new settles around it.
 */
import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import type { Point } from '../../exploration/board-state.ts';
import { type Arranged, type Arrangement, respectFixed } from './arrangement.ts';
import { boundingCircle, type Circle, componentsOf, packCircle } from './components.ts';
import { seedPlace } from './seed-place.ts';
import { separate } from './separate.ts';

/** Half the mean distance between nodes, in board units. */
const ROOM = 60;
const SEED_RADIUS = 10;
/** The picture is wider than high, and names stand beside their nodes: so does what is laid out at once. */
const WIDENING = 1.35;

const iterationsFor = (order: number, isGrowing: boolean): number => {
  if (isGrowing) return order > 600 ? 30 : 80;
  if (order > 1_000) return 140;
  return order > 300 ? 220 : order > 100 ? 350 : 500;
};

type Part = { readonly arrangement: Arrangement; readonly members: readonly number[]; readonly scale: number };

const startOf = ({ arrangement, members, scale }: Part, index: number): Point => {
  const node = arrangement.nodes[index];
  if (!node) return { x: 0, y: 0 };
  if (node.at) return { x: node.at.x / scale, y: node.at.y / scale };
  const parent = arrangement.nodes[node.parent];
  if (parent?.at) {
    return seedPlace(node.key, { x: parent.at.x / scale, y: parent.at.y / scale }, (1.2 * ROOM) / scale);
  }
  return seedPlace(node.key, { x: 0, y: 0 }, SEED_RADIUS * Math.sqrt(members.length));
};

const toGraph = (part: Part): Graph => {
  const graph = new Graph({ type: 'undirected', multi: false });
  for (const index of part.members) {
    graph.addNode(index, { ...startOf(part, index), fixed: part.arrangement.nodes[index]?.fixed ?? false });
  }
  for (const { from, to, weight } of part.arrangement.links) {
    if (from === to || !graph.hasNode(from) || !graph.hasNode(to)) continue;
    graph.updateEdge(from, to, (edge) => ({ weight: (edge['weight'] ?? 0) + weight }));
  }
  return graph;
};

const settle = (part: Part, isGrowing: boolean): readonly Point[] => {
  const graph = toGraph(part);
  if (graph.order > 1) {
    forceAtlas2.assign(graph, {
      iterations: iterationsFor(graph.order, isGrowing),
      getEdgeWeight: 'weight',
      settings: {
        ...forceAtlas2.inferSettings(graph),
        barnesHutOptimize: graph.order > 200,
        barnesHutTheta: 0.9,
        gravity: 0.4,
        scalingRatio: 6,
        strongGravityMode: false,
        edgeWeightInfluence: 0.4,
      },
    });
  }
  return graph.mapNodes((_, place) => ({ x: Number(place['x']), y: Number(place['y']) }));
};

/** Stretches the result so that the mean room of a node is the same on every board. */
const stretchOf = (places: readonly Point[]): number => {
  if (places.length < 2) return 1;
  const { x: meanX, y: meanY } = boundingCircle(places, 0);
  const variance = places.reduce((sum, { x, y }) => sum + (x - meanX) ** 2 + (y - meanY) ** 2, 0) / places.length;
  // A disc of even density and radius R has a mean squared distance of R²/2 from its centre.
  const radius = Math.sqrt(2 * variance);
  return radius > 1e-9 ? (ROOM * Math.sqrt(places.length)) / radius : 1;
};

const shift = (places: readonly Point[], dx: number, dy: number): readonly Point[] =>
  places.map(({ x, y }) => ({ x: x + dx, y: y + dy }));

/** A part in which nothing is fixed: laid out by itself, then set where there is room. */
const placeFreePart = (
  part: Part,
  taken: Circle[],
): { readonly places: readonly Point[]; readonly stretch: number } => {
  const settled = settle({ ...part, scale: 1 }, false);
  const stretch = stretchOf(settled);
  const stretched = separate(
    settled.map(({ x, y }) => ({ x: x * stretch, y: y * stretch })),
    part.members.map((index) => part.arrangement.nodes[index] ?? { radius: 0, fixed: false }),
  );
  const circle = boundingCircle(stretched, ROOM * 0.75);
  const spot = packCircle(circle.radius, taken);
  taken.push(spot);
  return { places: shift(stretched, spot.x - circle.x, spot.y - circle.y), stretch };
};

/** A part with fixed nodes: only what is new in it moves. */
const placeGrownPart = (part: Part, taken: Circle[]): readonly Point[] => {
  const hasNew = part.members.some((index) => part.arrangement.nodes[index]?.at === null);
  const places = hasNew
    ? settle(part, true).map(({ x, y }) => ({ x: x * part.scale, y: y * part.scale }))
    : part.members.map((index) => part.arrangement.nodes[index]?.at ?? { x: 0, y: 0 });
  taken.push(boundingCircle(places, ROOM * 0.75));
  return places;
};

export const arrangeByForce = (arrangement: Arrangement): Arranged => {
  const scale = arrangement.scale ?? 1;
  const parts = componentsOf(arrangement).map((members) => ({ arrangement, members, scale }));
  const isAnchored = ({ members }: Part) => members.some((index) => arrangement.nodes[index]?.fixed);
  const places: Point[] = arrangement.nodes.map(() => ({ x: 0, y: 0 }));
  const taken: Circle[] = [];
  const put = (part: Part, found: readonly Point[]) => {
    for (const [order, index] of part.members.entries()) places[index] = found[order] ?? { x: 0, y: 0 };
  };
  for (const part of parts.filter(isAnchored)) put(part, placeGrownPart(part, taken));
  const stretches = parts
    .filter((part) => !isAnchored(part))
    .map((part) => {
      const placed = placeFreePart(part, taken);
      put(part, placed.places);
      return placed.stretch;
    });
  const isNew = arrangement.nodes.every(({ fixed }) => !fixed);
  const widened = isNew ? places.map(({ x, y }) => ({ x: x * WIDENING, y })) : respectFixed(arrangement, places);
  return {
    places: separate(widened, arrangement.nodes),
    guides: [],
    // The largest part comes first; what grows later grows at its measure.
    scale: arrangement.scale ?? stretches[0] ?? 1,
  };
};
