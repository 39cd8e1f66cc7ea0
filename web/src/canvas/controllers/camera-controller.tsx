/** Selection → camera: what is selected from a table or by key is brought into view, and nothing else moves. */
import { useSigma } from '@react-sigma/core';
import { useEffect, useRef } from 'react';
import type { LinkPlace, NodePlace } from '../board-graph.ts';
import { BOARD_SPAN } from '../camera.ts';
import { useScene } from '../canvas-context.tsx';
import { prefersReducedMotion, TWEEN_MS } from '../tween.ts';

const MARGIN_PX = 24;

export const CameraController = () => {
  const sigma = useSigma<NodePlace, LinkPlace>();
  const { state } = useScene();
  const seen = useRef(state.selection);

  useEffect(() => {
    if (seen.current === state.selection) return;
    seen.current = state.selection;
    const key = [...state.selection].at(-1);
    const graph = sigma.getGraph();
    if (key === undefined || !graph.hasNode(key)) return;
    const place = graph.getNodeAttributes(key);
    const at = sigma.graphToViewport(place);
    const { width, height } = sigma.getDimensions();
    const isInView = at.x > MARGIN_PX && at.x < width - MARGIN_PX && at.y > MARGIN_PX && at.y < height - MARGIN_PX;
    if (isInView) return;
    const target = { x: 0.5 + place.x / BOARD_SPAN, y: 0.5 + place.y / BOARD_SPAN };
    void sigma.getCamera().animate(target, { duration: prefersReducedMotion() ? 0 : TWEEN_MS });
  }, [sigma, state.selection]);

  return null;
};
