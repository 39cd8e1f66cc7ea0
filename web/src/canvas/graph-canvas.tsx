/** The picture of a board. Controllers keep Sigma equal to the board; this only puts them and the overlays together. */
import { SigmaContainer } from '@react-sigma/core';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { Settings } from 'sigma/settings';
import { useStore } from 'zustand';
import type { BoardStore } from '../exploration/board-store.ts';
import { pictureOf } from '../exploration/picture.ts';
import { useText } from '../text/text.tsx';
import { CANVAS_COLOURS, type CanvasColours, type Theme } from './appearance-colours.ts';
import { createBoardGraph, type LinkPlace, type NodePlace } from './board-graph.ts';
import { handleCanvasKey } from './board-keys.ts';
import { type Expand, SceneProvider } from './canvas-context.tsx';
import { canvasHandle } from './canvas-handle.ts';
import { CanvasNotes } from './canvas-notes.tsx';
import { CanvasTip } from './canvas-tip.tsx';
import { CanvasUnavailable, useWebGl } from './canvas-unavailable.tsx';
import { AppearanceController } from './controllers/appearance-controller.tsx';
import { BoardBox } from './controllers/board-box.tsx';
import { CameraController } from './controllers/camera-controller.tsx';
import { CommandsController } from './controllers/commands-controller.tsx';
import { DragController } from './controllers/drag-controller.tsx';
import { EventsController, type OpenMenu } from './controllers/events-controller.tsx';
import { GraphDataController } from './controllers/graph-data-controller.tsx';
import { LayoutController } from './controllers/layout-controller.tsx';
import { SettingsController } from './controllers/settings-controller.tsx';
import classes from './graph-canvas.module.css';
import type { LayoutDirector } from './layout-director.ts';
import { LayoutGuides } from './layout-guides.tsx';
import { LinkProgram } from './link-program.ts';
import { Minimap } from './minimap.tsx';
import { NodeMenu } from './node-menu.tsx';
import { EntityNodeProgram } from './node-program.ts';
import { createPlaces } from './places.ts';
import type { Box } from './pointer.ts';

export type GraphCanvasProps = {
  readonly store: BoardStore;
  readonly onExpand: Expand;
  readonly theme: Theme;
};

const settingsFor = (colours: CanvasColours): Partial<Settings<NodePlace, LinkPlace>> => ({
  nodeProgramClasses: { entity: EntityNodeProgram },
  edgeProgramClasses: { link: LinkProgram },
  defaultNodeType: 'entity',
  defaultEdgeType: 'link',
  defaultNodeColor: colours.actor,
  labelFont: 'system-ui, sans-serif',
  labelSize: 12,
  labelWeight: '500',
  labelDensity: 1.2,
  labelGridCellSize: 90,
  labelRenderedSizeThreshold: 5,
  zIndex: true,
  enableCameraRotation: false,
  minCameraRatio: 0.05,
  maxCameraRatio: 20,
  doubleClickZoomingRatio: 1,
  allowInvalidContainer: true,
});

export const GraphCanvas = (props: GraphCanvasProps) => {
  const webGl = useWebGl();
  if (!webGl.isAvailable) return <CanvasUnavailable {...props} onRetry={webGl.retry} />;
  return <Canvas key={webGl.attempt} {...props} />;
};

const Canvas = ({ store, onExpand, theme }: GraphCanvasProps) => {
  const text = useText();
  const state = useStore(store);
  const { isArranging, guides } = useStore(canvasHandle(store));
  const picture = pictureOf(state);
  const colours = CANVAS_COLOURS[theme];
  const [graph] = useState(createBoardGraph);
  const [places] = useState(createPlaces);
  const [box, setBox] = useState<Box | null>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const directorRef = useRef<LayoutDirector | null>(null);
  const wasDraggedRef = useRef(false);
  const [settings] = useState(() => settingsFor(colours));
  const scene = useMemo(
    () => ({ store, state, picture, colours, onExpand }),
    [store, state, picture, colours, onExpand],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (!handleCanvasKey(store, onExpand, event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <SceneProvider value={scene}>
      <div
        className={`${classes['frame']} ${guides === null ? classes['unsettled'] : ''}`}
        style={{ background: colours.paper }}
        role="application"
        aria-label={text.canvas.canvasLabel(picture.nodes.length, picture.links.length)}
        aria-busy={isArranging}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the board is worked by keys, which its label names.
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <SigmaContainer graph={graph} settings={settings}>
          <BoardBox />
          <SettingsController />
          <GraphDataController places={places} />
          <AppearanceController />
          <LayoutController places={places} directorRef={directorRef} />
          <CameraController />
          <EventsController onMenu={setMenu} wasDraggedRef={wasDraggedRef} />
          <DragController onBox={setBox} wasDraggedRef={wasDraggedRef} />
          <CommandsController directorRef={directorRef} />
          <LayoutGuides />
          <Minimap />
          <CanvasTip />
        </SigmaContainer>
        {box && <div className={classes['box']} style={box} />}
        {menu && <NodeMenu menu={menu} onClose={() => setMenu(null)} />}
        <CanvasNotes />
      </div>
    </SceneProvider>
  );
};
