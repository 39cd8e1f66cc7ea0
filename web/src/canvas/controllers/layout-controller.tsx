/** Board → layout director; its guides and its work in progress → the canvas. */
import { useSigma } from '@react-sigma/core';
import { useEffect, useRef } from 'react';
import type { LinkPlace, NodePlace } from '../board-graph.ts';
import { cameraToFit } from '../camera.ts';
import { useScene } from '../canvas-context.tsx';
import { canvasHandle } from '../canvas-handle.ts';
import { createLayoutClient } from '../layout/layout-client.ts';
import { createLayoutDirector, type LayoutDirector } from '../layout-director.ts';
import type { Places } from '../places.ts';
import { prefersReducedMotion, TWEEN_MS } from '../tween.ts';

type Props = {
  readonly places: Places;
  readonly directorRef: { current: LayoutDirector | null };
};

export const LayoutController = ({ places, directorRef }: Props) => {
  const sigma = useSigma<NodePlace, LinkPlace>();
  const { store, state, picture } = useScene();
  const hasShown = useRef(false);

  useEffect(() => {
    const director = createLayoutDirector({
      graph: sigma.getGraph(),
      places,
      client: createLayoutClient(),
      onGuides: (guides) => canvasHandle(store).setState({ guides }),
      onArranging: (isArranging) => canvasHandle(store).setState({ isArranging }),
      onNewPicture: (points, guides) => {
        const camera = cameraToFit(sigma, points, guides);
        if (!camera) return;
        const animate = hasShown.current && !prefersReducedMotion();
        hasShown.current = true;
        if (animate) void sigma.getCamera().animate(camera, { duration: TWEEN_MS });
        else sigma.getCamera().setState(camera);
      },
    });
    directorRef.current = director;
    return () => {
      directorRef.current = null;
      director.dispose();
    };
  }, [sigma, places, store, directorRef]);

  useEffect(() => {
    directorRef.current?.update({ state, picture });
  }, [state, picture, directorRef]);

  return null;
};
