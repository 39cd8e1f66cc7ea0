/** Where the name of a guide stands on the screen: a fixed number of pixels above what it names, however far away. */
import type { Point } from '../exploration/board-state.ts';
import type { BoardSigma } from './camera.ts';
import type { Guide } from './layout/arrangement.ts';
import type { Box } from './occupancy.ts';

const LIFT_PX: Readonly<Record<Guide['kind'], number>> = { lane: 26, band: 24, hops: 0, time: 46, unknownTime: 24 };
const NAME_WIDTH = 120;
const NAME_HEIGHT = 16;

/** How much of a name stands left of its place: bands are named from there on, what has no time up to there. */
export const shareOnLeft = (guide: Guide): number => {
  if (guide.kind === 'band') return 0;
  return guide.kind === 'unknownTime' ? 1 : 0.5;
};

export const guideOnScreen = (sigma: Pick<BoardSigma, 'graphToViewport'>, guide: Guide): Point => {
  const { x, y } = sigma.graphToViewport(guide.at);
  return { x, y: y - LIFT_PX[guide.kind] };
};

/** The room the names take, so that no node's name is written over them. */
export const guideBoxes = (sigma: Pick<BoardSigma, 'graphToViewport'>, guides: readonly Guide[]): readonly Box[] =>
  guides.map((guide) => {
    const { x, y } = guideOnScreen(sigma, guide);
    const left = x - NAME_WIDTH * shareOnLeft(guide);
    return { left, right: left + NAME_WIDTH, top: y - NAME_HEIGHT / 2, bottom: y + NAME_HEIGHT / 2 };
  });
