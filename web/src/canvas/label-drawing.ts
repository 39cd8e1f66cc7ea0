/**
 * Names beside nodes, on a 2D canvas. A name takes the first of four sides where it covers neither another name nor a
 * node, and is left out when there is none; the hovered and the one selected are named whatever they cover.
 */
import type Sigma from 'sigma';
import type { NodeLabelDrawingFunction } from 'sigma/rendering';
import type { NodeLook } from './appearance.ts';
import type { CanvasColours } from './appearance-colours.ts';
import type { LinkPlace, NodePlace } from './board-graph.ts';
import { type Box, createOccupancy, type Occupancy } from './occupancy.ts';

type DrawLabel = NodeLabelDrawingFunction<NodePlace, LinkPlace>;
type Drawable = Parameters<DrawLabel>[1] & { readonly key?: string };
type View = { readonly width: number; readonly height: number };
type Label = NodeLook & { readonly key: string; readonly x: number; readonly y: number };

const GAP = 5;
const PADDING = 2;
const LINE = 14;

// Sigma hands back what the reducer answered, untyped, with its place on the screen and its key.
const toLabel = (data: Drawable) => data as Drawable & Label;

const byPriority = (a: Label, b: Label): number =>
  Number(b.alwaysNamed) - Number(a.alwaysNamed) ||
  Number(b.forceLabel) - Number(a.forceLabel) ||
  b.zIndex - a.zIndex ||
  b.size - a.size ||
  (a.key < b.key ? -1 : 1);

/** Right, left, below, above. */
const sidesOf = (label: Label, width: number): readonly Box[] => {
  const reach = label.size + label.borderWidth + GAP;
  const around = (left: number, middle: number): Box => ({
    left: left - PADDING,
    right: left + width + PADDING,
    top: middle - LINE / 2,
    bottom: middle + LINE / 2,
  });
  return [
    around(label.x + reach, label.y),
    around(label.x - reach - width, label.y),
    around(label.x - width / 2, label.y + reach + LINE / 2 - 2),
    around(label.x - width / 2, label.y - reach - LINE / 2 + 2),
  ];
};

/** A name that the edge of the view would cut is no name. */
const chooseSide = (label: Label, width: number, occupancy: Occupancy, view: View): Box | null => {
  const sides = sidesOf(label, width);
  const whole = sides.filter((box) => box.left >= 0 && box.right <= view.width);
  const free = whole.find((box) => occupancy.isFree(box, label.key));
  return free ?? (label.alwaysNamed ? (whole[0] ?? sides[0] ?? null) : null);
};

const drawName = (context: CanvasRenderingContext2D, label: Label, box: Box, colours: CanvasColours): void => {
  const left = box.left + PADDING;
  const baseline = (box.top + box.bottom) / 2 + 4;
  const nameWidth = context.measureText(label.label).width;
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = colours.paper;
  context.strokeText(label.label, left, baseline);
  context.fillStyle = label.labelColour;
  context.fillText(label.label, left, baseline);
  if (!label.badge) return;
  context.strokeText(label.badge, left + nameWidth + GAP, baseline);
  context.fillStyle = colours.quietText;
  context.fillText(label.badge, left + nameWidth + GAP, baseline);
};

const widthOf = (context: CanvasRenderingContext2D, label: Label): number =>
  context.measureText(label.label).width + (label.badge ? GAP + context.measureText(label.badge).width : 0);

const nodesOnScreen = (sigma: Sigma<NodePlace, LinkPlace>): readonly (Box & { readonly key: string })[] => {
  const { width, height } = sigma.getDimensions();
  return sigma
    .getGraph()
    .nodes()
    .flatMap((key) => {
      const display = sigma.getNodeDisplayData(key);
      // What is dimmed has no name, and may be covered by one.
      if (!display || display.hidden || !display.label) return [];
      const { x, y } = sigma.framedGraphToViewport(display);
      const size = sigma.scaleSize(display.size);
      const isSeen = x > -size && x < width + size && y > -size && y < height + size;
      return isSeen ? [{ key, left: x - size, right: x + size, top: y - size, bottom: y + size }] : [];
    });
};

export type LabelDrawing = {
  /** Sigma calls this for each name it would show: they are collected first, so that the important get the room. */
  readonly collect: DrawLabel;
  /** After each frame. */
  readonly flush: () => void;
};

export const createLabelDrawing = (
  sigma: Sigma<NodePlace, LinkPlace>,
  colours: CanvasColours,
  taken: () => readonly Box[],
): LabelDrawing => {
  let collected: Label[] = [];
  let target: CanvasRenderingContext2D | null = null;

  return {
    collect: (context, data, settings) => {
      const label = toLabel(data);
      if (!label.label) return;
      context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
      target = context;
      collected.push(label);
    },
    flush: () => {
      const labels = collected.sort(byPriority);
      collected = [];
      if (!target || labels.length === 0) return;
      const occupancy = createOccupancy([...nodesOnScreen(sigma), ...taken()]);
      for (const label of labels) {
        const box = chooseSide(label, widthOf(target, label), occupancy, sigma.getDimensions());
        if (!box) continue;
        occupancy.take(box);
        drawName(target, label, box, colours);
      }
    },
  };
};
