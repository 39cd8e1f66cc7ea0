/** Pointer held down → board changes: dragging a node pins it; shift and drag selects what is in the box. */
import { useRegisterEvents, useSigma } from '@react-sigma/core';
import { useEffect, useRef } from 'react';
import type { MouseCoords, SigmaNodeEventPayload, SigmaStageEventPayload } from 'sigma/types';
import { pin } from '../../exploration/board-producers.ts';
import type { NodeKey, Point } from '../../exploration/board-state.ts';
import { addToSelection } from '../../exploration/look-producers.ts';
import { type LinkPlace, type NodePlace, placesIn } from '../board-graph.ts';
import type { BoardSigma } from '../camera.ts';
import { useScene } from '../canvas-context.tsx';
import { type Box, boxBetween, IDLE, isAdding, isDragged, isInBox, type Pointer } from '../pointer.ts';

type Props = {
  readonly onBox: (box: Box | null) => void;
  readonly wasDraggedRef: { current: boolean };
};

const moveDragged = (sigma: BoardSigma, pointer: Extract<Pointer, { kind: 'drag' }>, at: Point): void => {
  const graph = sigma.getGraph();
  for (const key of pointer.keys) {
    if (!graph.hasNode(key)) continue;
    graph.mergeNodeAttributes(key, {
      x: graph.getNodeAttribute(key, 'x') + at.x - pointer.from.x,
      y: graph.getNodeAttribute(key, 'y') + at.y - pointer.from.y,
    });
  }
};

const keysInBox = (sigma: BoardSigma, box: Box): readonly NodeKey[] =>
  sigma.getGraph().filterNodes((_, place) => isInBox(sigma.graphToViewport(place), box));

export const DragController = ({ onBox, wasDraggedRef }: Props) => {
  const sigma = useSigma<NodePlace, LinkPlace>();
  const registerEvents = useRegisterEvents<NodePlace, LinkPlace>();
  const { store } = useScene();
  const pointer = useRef<Pointer>(IDLE);

  useEffect(() => {
    const startDrag = ({ node, event }: SigmaNodeEventPayload) => {
      wasDraggedRef.current = false;
      if (isAdding(event) || event.original.type === 'touchstart') return;
      const { selection } = store.getState();
      const keys = selection.has(node) ? [...selection] : [node];
      const down = { x: event.x, y: event.y };
      pointer.current = { kind: 'drag', keys, down, from: sigma.viewportToGraph(event), moved: false };
    };
    const startBox = ({ event }: SigmaStageEventPayload) => {
      wasDraggedRef.current = false;
      if (event.original.shiftKey) pointer.current = { kind: 'box', from: { x: event.x, y: event.y } };
    };
    const move = (event: MouseCoords) => {
      const doing = pointer.current;
      if (doing.kind === 'idle') return;
      event.preventSigmaDefault();
      event.original.preventDefault();
      if (doing.kind === 'box') {
        onBox(boxBetween(doing.from, event));
        return;
      }
      if (!doing.moved && !isDragged(doing.down, event)) return;
      wasDraggedRef.current = true;
      const at = sigma.viewportToGraph(event);
      moveDragged(sigma, doing, at);
      pointer.current = { ...doing, from: at, moved: true };
    };
    const release = (event: MouseCoords) => {
      const doing = pointer.current;
      pointer.current = IDLE;
      if (doing.kind === 'drag' && doing.moved) store.apply(pin(placesIn(sigma.getGraph(), doing.keys)));
      if (doing.kind !== 'box') return;
      onBox(null);
      wasDraggedRef.current = true;
      store.apply(addToSelection(keysInBox(sigma, boxBetween(doing.from, event))));
    };
    registerEvents({ downNode: startDrag, downStage: startBox, mousemovebody: move, mouseup: release });
  }, [sigma, registerEvents, store, onBox, wasDraggedRef]);

  return null;
};
