/** Board state and hover → Sigma's reducers. The reducers are pure; this only tells Sigma when to ask them again. */
import { useSigma } from '@react-sigma/core';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../text/text.tsx';
import { lookOfLink, lookOfNode, toAppearance } from '../appearance.ts';
import type { LinkPlace, NodePlace } from '../board-graph.ts';
import { useScene } from '../canvas-context.tsx';
import { canvasHandle } from '../canvas-handle.ts';

export const AppearanceController = () => {
  const sigma = useSigma<NodePlace, LinkPlace>();
  const { store, state, picture, colours } = useScene();
  const text = useText();
  const hovered = useStore(canvasHandle(store), (handle) => handle.hovered);
  const appearance = useMemo(
    () => toAppearance({ state, picture, colours, hovered, text }),
    [state, picture, colours, hovered, text],
  );

  useEffect(() => {
    sigma.setSettings({
      nodeReducer: (key, place) => {
        const node = appearance.state.nodes.get(key);
        return node ? { ...place, ...lookOfNode(node, appearance), type: 'entity' } : { ...place, hidden: true };
      },
      edgeReducer: (id, place) => {
        const link = appearance.state.links.get(id);
        return link ? { ...place, ...lookOfLink(link, appearance), type: 'link' } : { ...place, hidden: true };
      },
    });
  }, [sigma, appearance]);

  return null;
};
