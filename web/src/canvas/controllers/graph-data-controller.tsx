/** Picture → Sigma's graph. New nodes start where their parent is. */
import { useSigma } from '@react-sigma/core';
import { useEffect } from 'react';
import { type BoardGraph, type LinkPlace, type NodePlace, syncGraph } from '../board-graph.ts';
import { useScene } from '../canvas-context.tsx';
import type { Places } from '../places.ts';

export const GraphDataController = ({ places }: { readonly places: Places }) => {
  const sigma = useSigma<NodePlace, LinkPlace>();
  const { state, picture } = useScene();

  useEffect(() => {
    const graph: BoardGraph = sigma.getGraph();
    syncGraph(graph, picture, (key) => places.startOf(key, state, graph));
  }, [sigma, picture, places, state]);

  return null;
};
