/** Names of lanes, rings and dates behind the picture, moved with the camera as plain HTML. */
import { useSigma } from '@react-sigma/core';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { type Text, useText } from '../text/text.tsx';
import type { LinkPlace, NodePlace } from './board-graph.ts';
import { useScene } from './canvas-context.tsx';
import { canvasHandle } from './canvas-handle.ts';
import classes from './graph-canvas.module.css';
import { guideOnScreen, shareOnLeft } from './guide-place.ts';
import type { Guide } from './layout/arrangement.ts';

const NO_GUIDES: readonly Guide[] = [];

const textOf = (guide: Guide, text: Text): string => {
  switch (guide.kind) {
    case 'lane':
    case 'band':
      return text.canvas.groups[guide.group];
    case 'hops':
      return text.canvas.hops(guide.hops);
    case 'time':
      return text.canvas.tick(new Date(guide.time), guide.withHours);
    case 'unknownTime':
      return text.common.unknownTime;
  }
};

const keyOf = (guide: Guide, text: Text): string => `${guide.kind} ${textOf(guide, text)} ${guide.at.x}`;

export const LayoutGuides = () => {
  const text = useText();
  const sigma = useSigma<NodePlace, LinkPlace>();
  const { store, colours } = useScene();
  const guides = useStore(canvasHandle(store), (handle) => handle.guides) ?? NO_GUIDES;
  const overlay = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const place = () => {
      for (const [index, guide] of guides.entries()) {
        const name = overlay.current?.children[index];
        if (!(name instanceof HTMLElement)) continue;
        const { x, y } = guideOnScreen(sigma, guide);
        name.style.transform = `translate(${x}px, ${y}px) translate(${-100 * shareOnLeft(guide)}%, -50%)`;
        if (guide.kind !== 'hops') continue;
        const across = 2 * Math.abs(sigma.graphToViewport({ x: 0, y: 0 }).y - y);
        name.style.setProperty('--across', `${across}px`);
      }
    };
    place();
    sigma.on('afterRender', place);
    return () => {
      sigma.off('afterRender', place);
    };
  }, [sigma, guides]);

  return (
    <div ref={overlay} className={classes['guides']} aria-hidden="true">
      {guides.map((guide) => (
        <span
          key={keyOf(guide, text)}
          className={`${classes['guide']} ${guide.kind === 'hops' ? classes['ring'] : ''}`}
          style={{ color: colours.quietText, borderColor: colours.guide }}
        >
          <span style={{ background: colours.paper }}>{textOf(guide, text)}</span>
        </span>
      ))}
    </div>
  );
};
