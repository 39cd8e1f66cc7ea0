/** Fixes the piece of the board that ratio 1 shows, so that a growing board does not rescale what is there. */
import { useSigma } from '@react-sigma/core';
import { useEffect } from 'react';
import type { LinkPlace, NodePlace } from '../board-graph.ts';
import { BOARD_BOX } from '../camera.ts';

export const BoardBox = () => {
  const sigma = useSigma<NodePlace, LinkPlace>();
  useEffect(() => {
    sigma.setCustomBBox(BOARD_BOX);
  }, [sigma]);
  return null;
};
