/**
 * Where everything stood under each layout, so that nothing jumps: switching back finds nodes where they were, and
 * what is filtered out and in again returns to its place.
 */
import type { BoardState, NodeKey, Point } from '../exploration/board-state.ts';
import type { LayoutName } from '../exploration/vocabulary.ts';
import type { BoardGraph } from './board-graph.ts';
import { seedPlace } from './layout/seed-place.ts';

/** How far from its parent a node appears: near enough to be seen coming out of it. */
const BIRTH_RADIUS = 14;
const SEED_RADIUS = 260;

export type Places = {
  readonly of: (layout: LayoutName, key: NodeKey) => Point | undefined;
  readonly remember: (layout: LayoutName, places: ReadonlyMap<NodeKey, Point>) => void;
  readonly forget: (layout: LayoutName) => void;
  readonly startOf: (key: NodeKey, state: BoardState, graph: BoardGraph) => Point;
};

export const createPlaces = (): Places => {
  const byLayout = new Map<LayoutName, Map<NodeKey, Point>>();

  const placesOf = (layout: LayoutName): Map<NodeKey, Point> => {
    const known = byLayout.get(layout);
    if (known) return known;
    const places = new Map<NodeKey, Point>();
    byLayout.set(layout, places);
    return places;
  };

  return {
    of: (layout, key) => byLayout.get(layout)?.get(key),
    remember: (layout, places) => {
      const known = placesOf(layout);
      for (const [key, place] of places) known.set(key, place);
    },
    forget: (layout) => byLayout.delete(layout),
    startOf: (key, state, graph) => {
      const known = state.pinned.get(key) ?? byLayout.get(state.layout)?.get(key);
      if (known) return known;
      const parent = state.parents.get(key);
      if (parent !== undefined && graph.hasNode(parent)) {
        const { x, y } = graph.getNodeAttributes(parent);
        return seedPlace(key, { x, y }, BIRTH_RADIUS);
      }
      return seedPlace(key, { x: 0, y: 0 }, SEED_RADIUS);
    },
  };
};
