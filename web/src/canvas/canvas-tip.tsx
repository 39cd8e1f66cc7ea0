/** What is under the pointer, in words, beside it. */
import { useSigma } from '@react-sigma/core';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { BoardLink, BoardNode } from '../exploration/board-state.ts';
import { nameOf } from '../exploration/entity-name.ts';
import { useText } from '../text/text.tsx';
import { useScene } from './canvas-context.tsx';
import { canvasHandle } from './canvas-handle.ts';
import { endsOfLink, hiddenSentence, hubSentence, spanOfLink, standingOfNode } from './describe.ts';
import classes from './graph-canvas.module.css';

const OFFSET_PX = 14;

const NodeTip = ({ node }: { readonly node: BoardNode }) => {
  const text = useText();
  const { state, picture } = useScene();
  const hub = picture.hubs.get(node.key);
  const hidden = hiddenSentence(node, state, text);
  return (
    <>
      <strong>{nameOf(node)}</strong>
      <div>{text.canvas.kindAndId(text.names.kind[node.kind], node.externalId)}</div>
      <div>{standingOfNode(node, text)}</div>
      {hub && <div>{hubSentence(node, hub, text)}</div>}
      {hidden && <div>{hidden}</div>}
    </>
  );
};

const LinkTip = ({ link }: { readonly link: BoardLink }) => {
  const text = useText();
  const { state } = useScene();
  const { from, to } = endsOfLink(link, state);
  return (
    <>
      <strong>{text.canvas.linkBetween(from, text.names.linkType[link.type], to)}</strong>
      <div>{link.explanation}</div>
      <div>{text.canvas.linkFacts(link.count, link.strength, spanOfLink(link, text))}</div>
    </>
  );
};

export const CanvasTip = () => {
  const sigma = useSigma();
  const { store, state } = useScene();
  const { node: nodeKey, link: linkId } = useStore(canvasHandle(store), (handle) => handle.hovered);
  const tip = useRef<HTMLDivElement>(null);
  const node = nodeKey === null ? undefined : state.nodes.get(nodeKey);
  const link = linkId === null ? undefined : state.links.get(linkId);

  useEffect(() => {
    // Follows the pointer without asking React: sixty renders a second for a box of text would be a waste.
    const follow = ({ x, y }: { x: number; y: number }) => {
      const box = tip.current;
      if (!box) return;
      const { width, height } = sigma.getDimensions();
      const left = x + OFFSET_PX + box.offsetWidth > width ? x - OFFSET_PX - box.offsetWidth : x + OFFSET_PX;
      const top = y + OFFSET_PX + box.offsetHeight > height ? y - OFFSET_PX - box.offsetHeight : y + OFFSET_PX;
      box.style.transform = `translate(${Math.max(0, left)}px, ${Math.max(0, top)}px)`;
    };
    const captor = sigma.getMouseCaptor();
    captor.on('mousemovebody', follow);
    return () => {
      captor.off('mousemovebody', follow);
    };
  }, [sigma]);

  return (
    <div className={classes['overlay']} aria-hidden="true">
      <div ref={tip} className={classes['tip']} style={{ visibility: node || link ? 'visible' : 'hidden' }}>
        {node && <NodeTip node={node} />}
        {link && <LinkTip link={link} />}
      </div>
    </div>
  );
};
