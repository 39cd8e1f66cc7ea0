/** Moves nodes from where they are to where they belong, in less than 400 ms, or at once for who asks for no motion. */
import type { NodeKey, Point } from '../exploration/board-state.ts';
import { type BoardGraph, placesIn, setPlaces } from './board-graph.ts';

export const TWEEN_MS = 350;

export const prefersReducedMotion = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

const easeOut = (share: number): number => 1 - (1 - share) ** 3;

/** Returns what stops it. A stopped move leaves every node where it was last drawn. */
export const moveTo = (
  graph: BoardGraph,
  targets: ReadonlyMap<NodeKey, Point>,
  options: { readonly animate: boolean; readonly onDone: () => void },
): (() => void) => {
  if (!options.animate) {
    setPlaces(graph, (key) => targets.get(key));
    options.onDone();
    return () => undefined;
  }
  const starts = placesIn(graph, targets.keys());
  let began: number | null = null;
  let frame = 0;
  const step = (now: number) => {
    began ??= now;
    const share = Math.min(1, (now - began) / TWEEN_MS);
    const eased = easeOut(share);
    setPlaces(graph, (key) => {
      const target = targets.get(key);
      const start = starts.get(key);
      if (!target || !start) return target;
      return { x: start.x + (target.x - start.x) * eased, y: start.y + (target.y - start.y) * eased };
    });
    if (share < 1) frame = requestAnimationFrame(step);
    else options.onDone();
  };
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
};
