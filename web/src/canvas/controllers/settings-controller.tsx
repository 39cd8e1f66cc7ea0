/** Theme and size of the board → Sigma's settings. */
import { useSigma } from '@react-sigma/core';
import { useEffect } from 'react';
import type { LinkPlace, NodePlace } from '../board-graph.ts';
import { sizeRatioOf } from '../camera.ts';
import { useScene } from '../canvas-context.tsx';
import { canvasHandle } from '../canvas-handle.ts';
import { guideBoxes } from '../guide-place.ts';
import { createLabelDrawing } from '../label-drawing.ts';

/** Above this many links, finding the one under the pointer costs more than panning can spare; the table has them. */
const POINTABLE_LINKS = 1_500;

export const SettingsController = () => {
  const sigma = useSigma<NodePlace, LinkPlace>();
  const { store, colours, picture } = useScene();

  useEffect(() => {
    const labels = createLabelDrawing(sigma, colours, () =>
      guideBoxes(sigma, canvasHandle(store).getState().guides ?? []),
    );
    sigma.on('afterRender', labels.flush);
    sigma.setSettings({ defaultDrawNodeLabel: labels.collect, defaultDrawNodeHover: () => undefined });
    return () => {
      sigma.off('afterRender', labels.flush);
    };
  }, [sigma, store, colours]);

  useEffect(() => {
    sigma.setSetting('zoomToSizeRatioFunction', (ratio) => sizeRatioOf(ratio, sigma.getDimensions()));
  }, [sigma]);

  const canPointAtLinks = picture.links.length <= POINTABLE_LINKS;
  useEffect(() => {
    sigma.setSetting('enableEdgeEvents', canPointAtLinks);
  }, [sigma, canPointAtLinks]);

  return null;
};
