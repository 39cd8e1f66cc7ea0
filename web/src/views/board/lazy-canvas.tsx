/** The canvas, its legend and its tables come in their own chunk: the ring list must not wait for a renderer. */
import { lazy } from 'react';

export const LazyGraphCanvas = lazy(async () => ({
  default: (await import('../../canvas/graph-canvas.tsx')).GraphCanvas,
}));
export const LazyLegend = lazy(async () => ({ default: (await import('../../canvas/legend.tsx')).Legend }));
export const LazyToolbar = lazy(async () => ({ default: (await import('../../canvas/toolbar.tsx')).CanvasToolbar }));
export const LazyTableTwin = lazy(async () => ({ default: (await import('../../canvas/table-twin.tsx')).TableTwin }));
