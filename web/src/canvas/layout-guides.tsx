/** Names of lanes, rings and dates, moved with the camera as plain HTML over the picture. */
import { useSigma } from '@react-sigma/core';
import { useEffect, useRef } from 'react';
import { canvasText } from '../text/canvas-en.ts';
import { useScene } from './canvas-context.tsx';
import classes from './graph-canvas.module.css';
import type { Guide } from './layout/arrangement.ts';

const textOf = (guide: Guide): string => {
  switch (guide.kind) {
    case 'lane':
      return canvasText.groups[guide.group];
    case 'hops':
      return canvasText.hops(guide.hops);
    case 'time':
      return new Date(guide.time).toISOString().slice(0, 16).replace('T', ' ');
    case 'unknownTime':
      return canvasText.unknownTime;
  }
};

const keyOf = (guide: Guide): string => `${guide.kind} ${textOf(guide)} ${guide.at.x}`;

export const LayoutGuides = ({ guides }: { readonly guides: readonly Guide[] }) => {
  const sigma = useSigma();
  const { colours } = useScene();
  const overlay = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const place = () => {
      for (const [index, guide] of guides.entries()) {
        const name = overlay.current?.children[index];
        if (!(name instanceof HTMLElement)) continue;
        const { x, y } = sigma.graphToViewport(guide.at);
        name.style.transform = `translate(${x}px, ${y}px) translate(-50%, -50%)`;
      }
    };
    place();
    sigma.on('afterRender', place);
    return () => {
      sigma.off('afterRender', place);
    };
  }, [sigma, guides]);

  return (
    <div ref={overlay} className={classes['overlay']} aria-hidden="true">
      {guides.map((guide) => (
        <span key={keyOf(guide)} className={classes['guide']} style={{ color: colours.quietText }}>
          {textOf(guide)}
        </span>
      ))}
    </div>
  );
};
