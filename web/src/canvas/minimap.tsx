/** Where the view stands on the whole board, shown while part of it is out of sight; a press moves the view there. */
import { useRegisterEvents, useSigma } from '@react-sigma/core';
import { type PointerEvent, useEffect, useRef } from 'react';
import type { LinkPlace, NodePlace } from './board-graph.ts';
import { allPlaces, BOARD_SPAN, type BoardSigma, extentOf } from './camera.ts';
import { useScene } from './canvas-context.tsx';
import classes from './graph-canvas.module.css';
import { type Area, createMinimap, isAllSeen, type Minimap as MinimapView } from './minimap-view.ts';

const SIZE = { width: 132, height: 84 } as const;
const DOT_PX = 2;

const seenBy = (sigma: BoardSigma): Area => {
  const { width, height } = sigma.getDimensions();
  return extentOf([sigma.viewportToGraph({ x: 0, y: 0 }), sigma.viewportToGraph({ x: width, y: height })]);
};

const drawView = (context: CanvasRenderingContext2D, view: MinimapView, seen: Area): void => {
  const from = view.toMap({ x: seen.minX, y: seen.maxY });
  const to = view.toMap({ x: seen.maxX, y: seen.minY });
  context.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y);
};

export const Minimap = () => {
  const sigma = useSigma<NodePlace, LinkPlace>();
  const registerEvents = useRegisterEvents<NodePlace, LinkPlace>();
  const { colours } = useScene();
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef<MinimapView | null>(null);

  useEffect(() => {
    const draw = () => {
      const context = canvas.current?.getContext('2d');
      if (!canvas.current || !context) return;
      const places = allPlaces(sigma.getGraph());
      const [all, seen] = [extentOf(places), seenBy(sigma)];
      const isNeeded = places.length > 0 && !isAllSeen(all, seen);
      canvas.current.style.display = isNeeded ? 'block' : 'none';
      if (!isNeeded) return;
      const view = createMinimap(all, SIZE);
      shown.current = view;
      context.clearRect(0, 0, SIZE.width, SIZE.height);
      context.fillStyle = colours.actor;
      for (const place of places) {
        const { x, y } = view.toMap(place);
        context.fillRect(x - DOT_PX / 2, y - DOT_PX / 2, DOT_PX, DOT_PX);
      }
      context.strokeStyle = colours.selected;
      drawView(context, view, seen);
    };
    draw();
    registerEvents({ afterRender: draw });
  }, [sigma, registerEvents, colours]);

  const goThere = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons === 0 || !shown.current) return;
    const { offsetX: x, offsetY: y } = event.nativeEvent;
    const place = shown.current.toBoard({ x, y });
    sigma.getCamera().setState({ x: 0.5 + place.x / BOARD_SPAN, y: 0.5 + place.y / BOARD_SPAN });
  };

  return (
    // Keys zoom, fit and follow the selection: nothing here is only here.
    <div aria-hidden="true">
      <canvas
        ref={canvas}
        className={classes['minimap']}
        style={{ background: colours.paper, borderColor: colours.guide, display: 'none' }}
        width={SIZE.width}
        height={SIZE.height}
        onPointerDown={goThere}
        onPointerMove={goThere}
      />
    </div>
  );
};
