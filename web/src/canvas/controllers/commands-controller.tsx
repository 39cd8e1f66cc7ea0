/** Puts what toolbar, tables and keys may ask of this canvas on the board's handle while the canvas is there. */
import { useSigma } from '@react-sigma/core';
import { useEffect } from 'react';
import { type LinkPlace, type NodePlace, placesIn } from '../board-graph.ts';
import { allPlaces, cameraToFit, toPng } from '../camera.ts';
import { useScene } from '../canvas-context.tsx';
import { canvasHandle, NO_CANVAS } from '../canvas-handle.ts';
import type { LayoutDirector } from '../layout-director.ts';
import { prefersReducedMotion, TWEEN_MS } from '../tween.ts';

const ZOOM_FACTOR = 1.5;

export const CommandsController = ({
  directorRef,
}: {
  readonly directorRef: { readonly current: LayoutDirector | null };
}) => {
  const sigma = useSigma<NodePlace, LinkPlace>();
  const { store, colours } = useScene();

  useEffect(() => {
    const handle = canvasHandle(store);
    const duration = () => (prefersReducedMotion() ? 0 : TWEEN_MS);
    handle.setState({
      commands: {
        zoomIn: () => void sigma.getCamera().animatedZoom({ factor: ZOOM_FACTOR, duration: duration() }),
        zoomOut: () => void sigma.getCamera().animatedUnzoom({ factor: ZOOM_FACTOR, duration: duration() }),
        fit: () => {
          const camera = cameraToFit(sigma, allPlaces(sigma.getGraph()), handle.getState().guides ?? []);
          if (camera) void sigma.getCamera().animate(camera, { duration: duration() });
        },
        rearrange: () => directorRef.current?.rearrange(),
        placesOf: (keys) => placesIn(sigma.getGraph(), keys),
        screenPlaceOf: (key) => {
          const graph = sigma.getGraph();
          return graph.hasNode(key) ? sigma.graphToViewport(graph.getNodeAttributes(key)) : null;
        },
        toPng: () => toPng(sigma, colours.paper),
      },
    });
  }, [sigma, store, colours, directorRef]);

  // Not with the commands: those are renewed with the theme, and the layout that is there must outlive that.
  useEffect(() => () => canvasHandle(store).setState(NO_CANVAS), [store]);

  return null;
};
