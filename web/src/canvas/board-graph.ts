/** Keeps Sigma's graph equal to the picture by differences, so that what stays keeps its place. */
import Graph from 'graphology';
import type { BoardLink, NodeKey, Point } from '../exploration/board-state.ts';
import type { Picture } from '../exploration/picture.ts';

export type NodePlace = { x: number; y: number };
/** Pixels beside the straight line: links between the same two run side by side. */
export type LinkPlace = { offset: number };
export type BoardGraph = Graph<NodePlace, LinkPlace>;

const PARALLEL_GAP = 5.5;

export const createBoardGraph = (): BoardGraph => new Graph<NodePlace, LinkPlace>({ type: 'directed', multi: true });

/** Links from a thing to itself have no line: the tables list them. */
const isDrawable = (link: BoardLink): boolean => link.from !== link.to;

const pairOf = (link: BoardLink): string =>
  link.from < link.to ? `${link.from}\n${link.to}` : `${link.to}\n${link.from}`;

export const parallelOffsets = (links: readonly BoardLink[]): ReadonlyMap<string, number> => {
  const pairs = new Map<string, BoardLink[]>();
  for (const link of links) {
    const pair = pairOf(link);
    const list = pairs.get(pair);
    if (list) list.push(link);
    else pairs.set(pair, [link]);
  }
  const offsets = new Map<string, number>();
  for (const list of pairs.values()) {
    for (const [order, link] of list.entries()) {
      const aside = (order - (list.length - 1) / 2) * PARALLEL_GAP;
      // "Left" turns round with the direction of the link.
      offsets.set(link.id, link.from < link.to ? aside : -aside);
    }
  }
  return offsets;
};

const dropMissing = (graph: BoardGraph, nodes: ReadonlySet<NodeKey>, links: ReadonlySet<string>): void => {
  for (const link of graph.edges()) if (!links.has(link)) graph.dropEdge(link);
  for (const node of graph.nodes()) if (!nodes.has(node)) graph.dropNode(node);
};

export const syncGraph = (graph: BoardGraph, picture: Picture, startOf: (key: NodeKey) => Point): void => {
  const links = picture.links.filter(isDrawable);
  dropMissing(graph, new Set(picture.nodes.map((node) => node.key)), new Set(links.map((link) => link.id)));
  for (const { key } of picture.nodes) if (!graph.hasNode(key)) graph.addNode(key, { ...startOf(key) });
  const offsets = parallelOffsets(links);
  for (const link of links) {
    const offset = offsets.get(link.id) ?? 0;
    if (!graph.hasEdge(link.id)) graph.addEdgeWithKey(link.id, link.from, link.to, { offset });
    else if (graph.getEdgeAttribute(link.id, 'offset') !== offset) graph.setEdgeAttribute(link.id, 'offset', offset);
  }
};

export const placesIn = (graph: BoardGraph, keys: Iterable<NodeKey>): ReadonlyMap<NodeKey, Point> => {
  const places = new Map<NodeKey, Point>();
  for (const key of keys) {
    if (!graph.hasNode(key)) continue;
    const { x, y } = graph.getNodeAttributes(key);
    places.set(key, { x, y });
  }
  return places;
};

/** One event for all nodes: Sigma draws once. */
export const setPlaces = (graph: BoardGraph, placeOf: (key: NodeKey) => Point | undefined): void => {
  graph.updateEachNodeAttributes(
    (key, attributes) => {
      const place = placeOf(key);
      return place ? { ...attributes, x: place.x, y: place.y } : attributes;
    },
    { attributes: ['x', 'y'] },
  );
};
