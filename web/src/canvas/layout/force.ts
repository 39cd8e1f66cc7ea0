/**
 * Clusters: ForceAtlas2 (Jacomy, Venturini, Heymann, Bastian 2014, "ForceAtlas2, a continuous graph layout
 * algorithm"), started from places given by the keys and stopped after a fixed number of steps. When the board grows,
 * what is there stays and only what is new settles around it.
 */
import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import type { Point } from '../../exploration/board-state.ts';
import { type Arranged, type Arrangement, respectFixed } from './arrangement.ts';
import { seedPlace } from './seed-place.ts';
import { separate } from './separate.ts';

/** Half the mean distance between nodes, in board units. */
const ROOM = 46;
const SEED_RADIUS = 10;

const iterationsFor = (order: number, isGrowing: boolean): number => {
  if (isGrowing) return order > 800 ? 40 : 80;
  return order > 800 ? 220 : order > 200 ? 400 : 700;
};

const startOf = (arrangement: Arrangement, index: number, scale: number): Point => {
  const node = arrangement.nodes[index];
  if (!node) return { x: 0, y: 0 };
  if (node.at) return { x: node.at.x / scale, y: node.at.y / scale };
  const parent = arrangement.nodes[node.parent];
  if (parent?.at) {
    return seedPlace(node.key, { x: parent.at.x / scale, y: parent.at.y / scale }, (2 * ROOM) / scale);
  }
  return seedPlace(node.key, { x: 0, y: 0 }, SEED_RADIUS * Math.sqrt(arrangement.nodes.length));
};

const toGraph = (arrangement: Arrangement, scale: number): Graph => {
  const graph = new Graph({ type: 'undirected', multi: false });
  for (const [index, node] of arrangement.nodes.entries()) {
    graph.addNode(index, { ...startOf(arrangement, index, scale), fixed: node.fixed });
  }
  for (const { from, to, weight } of arrangement.links) {
    if (from === to) continue;
    graph.updateEdge(from, to, (edge) => ({ weight: (edge['weight'] ?? 0) + weight }));
  }
  return graph;
};

/** Stretches the result so that the mean room of a node is the same on every board. */
const stretchOf = (places: readonly Point[]): number => {
  if (places.length < 2) return 1;
  const meanX = places.reduce((sum, { x }) => sum + x, 0) / places.length;
  const meanY = places.reduce((sum, { y }) => sum + y, 0) / places.length;
  const variance = places.reduce((sum, { x, y }) => sum + (x - meanX) ** 2 + (y - meanY) ** 2, 0) / places.length;
  // A disc of even density and radius R has a mean squared distance of R²/2 from its centre.
  const radius = Math.sqrt(2 * variance);
  return radius > 1e-9 ? (ROOM * Math.sqrt(places.length)) / radius : 1;
};

export const arrangeByForce = (arrangement: Arrangement): Arranged => {
  const isGrowing = arrangement.scale !== null && arrangement.nodes.some((node) => node.fixed);
  const graph = toGraph(arrangement, isGrowing ? (arrangement.scale ?? 1) : 1);
  if (graph.order > 1) {
    forceAtlas2.assign(graph, {
      iterations: iterationsFor(graph.order, isGrowing),
      getEdgeWeight: 'weight',
      settings: {
        ...forceAtlas2.inferSettings(graph),
        barnesHutOptimize: graph.order > 300,
        gravity: 0.6,
        scalingRatio: 4,
        strongGravityMode: false,
        edgeWeightInfluence: 0.5,
      },
    });
  }
  const settled = graph.mapNodes((_, place) => ({ x: Number(place['x']), y: Number(place['y']) }));
  const scale = isGrowing ? (arrangement.scale ?? 1) : stretchOf(settled);
  const stretched = settled.map(({ x, y }) => ({ x: x * scale, y: y * scale }));
  const places = separate(respectFixed(arrangement, stretched), arrangement.nodes);
  return { places, guides: [], scale };
};
