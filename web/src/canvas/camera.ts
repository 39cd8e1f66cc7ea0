/** Where to stand to see everything, and pictures of what is seen. */
import type Sigma from 'sigma';
import type { CameraState } from 'sigma/types';
import type { Point } from '../exploration/board-state.ts';
import type { BoardGraph, LinkPlace, NodePlace } from './board-graph.ts';
import { type Guide, guidePoints } from './layout/arrangement.ts';

export type BoardSigma = Sigma<NodePlace, LinkPlace>;

/** Board units that fill the shorter side of the view at camera ratio 1. Fixed, so that growing boards do not jump. */
export const BOARD_SPAN = 1_000;
export const BOARD_BOX = {
  x: [-BOARD_SPAN / 2, BOARD_SPAN / 2] as [number, number],
  y: [-BOARD_SPAN / 2, BOARD_SPAN / 2] as [number, number],
};

/** Seen from afar nodes shrink faster than Sigma's square root, or a large board would be one blot. */
export const FAR_SIZE_POWER = 0.7;
/** The view, in pixels of its shorter side, for which nodes have the size they are given. */
const USUAL_VIEW_PX = 540;
const SMALLEST_SHARE = 0.5;

/** What Sigma divides sizes by: the further away and the smaller the view, the smaller the nodes. */
export const sizeRatioOf = (cameraRatio: number, view: { readonly width: number; readonly height: number }): number => {
  const byDistance = cameraRatio <= 1 ? Math.sqrt(cameraRatio) : cameraRatio ** FAR_SIZE_POWER;
  const share = Math.min(view.width, view.height) / USUAL_VIEW_PX;
  return byDistance / Math.min(1.2, Math.max(SMALLEST_SHARE, share));
};

/** The largest node, and a line of text under it. */
const MARGIN_PX = 30;
/** What a layout names stands above what it names. */
const GUIDED_MARGIN_PX = 56;
/** Names stand to the right of their nodes, or to the left where the right is taken. */
const LABEL_ROOM_PX = 130;
/** In a narrow view names get a part of it, and the nodes the rest. */
const LABEL_SHARE = 0.18;
const CLOSEST_RATIO = 0.45;

type Extent = { readonly minX: number; readonly maxX: number; readonly minY: number; readonly maxY: number };

export const extentOf = (points: readonly Point[]): Extent => ({
  minX: points.reduce((least, { x }) => Math.min(least, x), Number.POSITIVE_INFINITY),
  maxX: points.reduce((most, { x }) => Math.max(most, x), Number.NEGATIVE_INFINITY),
  minY: points.reduce((least, { y }) => Math.min(least, y), Number.POSITIVE_INFINITY),
  maxY: points.reduce((most, { y }) => Math.max(most, y), Number.NEGATIVE_INFINITY),
});

const UPRIGHT: CameraState = { x: 0.5, y: 0.5, angle: 0, ratio: 1 };

/** The camera that shows all these places and guides with room for margins and names; null when there are none. */
export const cameraToFit = (
  sigma: BoardSigma,
  places: readonly Point[],
  guides: readonly Guide[],
): CameraState | null => {
  if (places.length === 0) return null;
  const extent = extentOf([...places, ...guidePoints(guides)]);
  const marginY = guides.length > 0 ? GUIDED_MARGIN_PX : MARGIN_PX;
  const { width, height } = sigma.getDimensions();
  const origin = sigma.graphToViewport({ x: 0, y: 0 }, { cameraState: UPRIGHT });
  const unit = sigma.graphToViewport({ x: 1, y: 0 }, { cameraState: UPRIGHT });
  const pixelsPerUnit = Math.abs(unit.x - origin.x);
  const marginX = Math.max(MARGIN_PX, Math.min(LABEL_ROOM_PX, width * LABEL_SHARE));
  const ratioX = ((extent.maxX - extent.minX) * pixelsPerUnit) / Math.max(80, width - 2 * marginX);
  const ratioY = ((extent.maxY - extent.minY) * pixelsPerUnit) / Math.max(80, height - 2 * marginY);
  const ratio = Math.max(CLOSEST_RATIO, ratioX, ratioY);
  return {
    x: 0.5 + (extent.minX + extent.maxX) / 2 / BOARD_SPAN,
    y: 0.5 + (extent.minY + extent.maxY) / 2 / BOARD_SPAN,
    angle: 0,
    ratio,
  };
};

export const allPlaces = (graph: BoardGraph): readonly Point[] => graph.mapNodes((_, { x, y }) => ({ x, y }));

const PNG_LAYERS = ['edges', 'nodes', 'labels'] as const;

/** What is on the screen, on paper: the layers are read right after they are drawn, while they still hold the frame. */
export const toPng = (sigma: BoardSigma, paper: string): Promise<Blob | null> => {
  sigma.refresh();
  const layers = sigma.getCanvases();
  const first = layers[PNG_LAYERS[0]];
  const canvas = document.createElement('canvas');
  canvas.width = first?.width ?? 0;
  canvas.height = first?.height ?? 0;
  const context = canvas.getContext('2d');
  if (!context || canvas.width === 0) return Promise.resolve(null);
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const name of PNG_LAYERS) {
    const layer = layers[name];
    if (layer) context.drawImage(layer, 0, 0);
  }
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
};
