/**
 * Names beside nodes, on a 2D canvas: a halo of paper keeps them readable over lines, and a name that would cover
 * another one is left out (the hovered, selected and focused ones never are).
 */
import type { Settings } from 'sigma/settings';
import type { NodeDisplayData } from 'sigma/types';
import type { NodeLook } from './appearance.ts';
import type { CanvasColours } from './appearance-colours.ts';
import type { LinkPlace, NodePlace } from './board-graph.ts';

type Drawable = NodeDisplayData & { readonly key: string };
type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

const GAP = 5;
const PADDING = 2;

// The reducer's answer comes back through Sigma untyped.
const toLook = (data: Drawable) => data as Drawable & NodeLook;

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

export type LabelDrawing = {
  readonly draw: (context: CanvasRenderingContext2D, data: Drawable, settings: Settings<NodePlace, LinkPlace>) => void;
  /** Before each frame: the room taken by the last one is free again. */
  readonly clear: () => void;
};

export const createLabelDrawing = (colours: CanvasColours): LabelDrawing => {
  let taken: Box[] = [];

  const draw = (context: CanvasRenderingContext2D, data: Drawable, settings: Settings<NodePlace, LinkPlace>): void => {
    const look = toLook(data);
    if (!look.label) return;
    const size = settings.labelSize;
    context.font = `${settings.labelWeight} ${size}px ${settings.labelFont}`;
    const left = look.x + look.size + GAP;
    const nameWidth = context.measureText(look.label).width;
    const badgeWidth = look.badge ? context.measureText(look.badge).width + GAP : 0;
    const box: Box = {
      left: left - PADDING,
      right: left + nameWidth + badgeWidth + PADDING,
      top: look.y - size / 2 - PADDING,
      bottom: look.y + size / 2 + PADDING,
    };
    if (!look.forceLabel && taken.some((other) => overlaps(other, box))) return;
    taken.push(box);
    const baseline = look.y + size / 3;
    context.lineJoin = 'round';
    context.lineWidth = 3;
    context.strokeStyle = colours.paper;
    context.strokeText(look.label, left, baseline);
    context.fillStyle = look.labelColour;
    context.fillText(look.label, left, baseline);
    if (!look.badge) return;
    context.strokeText(look.badge, left + nameWidth + GAP, baseline);
    context.fillStyle = colours.quietText;
    context.fillText(look.badge, left + nameWidth + GAP, baseline);
  };

  return {
    draw,
    clear: () => {
      taken = [];
    },
  };
};
