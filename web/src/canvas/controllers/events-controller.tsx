/** Sigma's clicks and hovers → board changes: select, expand, menu, and what is under the pointer. */
import { useRegisterEvents } from '@react-sigma/core';
import { useEffect } from 'react';
import type { SigmaNodeEventPayload, SigmaStageEventPayload } from 'sigma/types';
import type { NodeKey, Point } from '../../exploration/board-state.ts';
import { clearSelection, select, selectLink, toggleSelect } from '../../exploration/look-producers.ts';
import type { LinkPlace, NodePlace } from '../board-graph.ts';
import { useScene } from '../canvas-context.tsx';
import { canvasHandle, NOTHING_HOVERED } from '../canvas-handle.ts';
import { isAdding } from '../pointer.ts';

export type OpenMenu = { readonly key: NodeKey; readonly at: Point };
type Props = {
  readonly onMenu: (menu: OpenMenu | null) => void;
  /** A drag ends with a click that means nothing. */
  readonly wasDraggedRef: { readonly current: boolean };
};

export const EventsController = ({ onMenu, wasDraggedRef }: Props) => {
  const registerEvents = useRegisterEvents<NodePlace, LinkPlace>();
  const { store, onExpand } = useScene();

  useEffect(() => {
    const handle = canvasHandle(store);
    const hoverNode = ({ node }: SigmaNodeEventPayload) => handle.setState({ hovered: { node, link: null } });
    const hoverLink = ({ edge }: { edge: string }) => handle.setState({ hovered: { node: null, link: edge } });
    const leave = () => handle.setState({ hovered: NOTHING_HOVERED });
    const clickNode = ({ node, event }: SigmaNodeEventPayload) => {
      if (!wasDraggedRef.current) store.apply(isAdding(event) ? toggleSelect(node) : select([node]));
    };
    const clickLink = ({ edge }: { edge: string }) => store.apply(selectLink(edge));
    const clickStage = ({ event }: SigmaStageEventPayload) => {
      onMenu(null);
      if (!isAdding(event) && !wasDraggedRef.current) store.apply(clearSelection());
    };
    const expandNode = ({ node, preventSigmaDefault }: SigmaNodeEventPayload) => {
      preventSigmaDefault();
      onExpand(node);
    };
    const openMenu = ({ node, event }: SigmaNodeEventPayload) => {
      event.original.preventDefault();
      onMenu({ key: node, at: { x: event.x, y: event.y } });
    };
    registerEvents({
      enterNode: hoverNode,
      leaveNode: leave,
      enterEdge: hoverLink,
      leaveEdge: leave,
      clickNode,
      clickEdge: clickLink,
      clickStage,
      doubleClickNode: expandNode,
      rightClickNode: openMenu,
    });
  }, [registerEvents, store, onExpand, onMenu, wasDraggedRef]);

  return null;
};
