/** All glyphs in one texture image, white on nothing: the shader colours them. Drawn once, nothing is fetched. */
import { ENTITY_KINDS, type EntityKind } from '../exploration/vocabulary.ts';
import { GLYPH_GRID, GLYPHS, type Glyph } from './glyphs.ts';

/** Powers of two, because WebGL 1 makes smaller copies of nothing else. */
const CELL = 64;
export const ATLAS_COLUMNS = 8;
export const ATLAS_ROWS = 4;
const MARGIN = 8;
const MASK = 'white';

export const glyphIndex = (kind: EntityKind): number => ENTITY_KINDS.indexOf(kind);

const drawGlyph = (context: CanvasRenderingContext2D, glyph: Glyph): void => {
  if ('path' in glyph) {
    const scale = (CELL - 2 * MARGIN) / GLYPH_GRID;
    context.translate(MARGIN, MARGIN);
    context.scale(scale, scale);
    context.fill(new Path2D(glyph.path), 'evenodd');
    return;
  }
  context.font = `bold ${glyph.letters.length > 1 ? 38 : 46}px system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(glyph.letters, CELL / 2, CELL / 2 + 2);
};

export const drawGlyphAtlas = (): HTMLCanvasElement => {
  const canvas = document.createElement('canvas');
  canvas.width = CELL * ATLAS_COLUMNS;
  canvas.height = CELL * ATLAS_ROWS;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.fillStyle = MASK;
  for (const [index, kind] of ENTITY_KINDS.entries()) {
    context.save();
    context.translate((index % ATLAS_COLUMNS) * CELL, Math.floor(index / ATLAS_COLUMNS) * CELL);
    drawGlyph(context, GLYPHS[kind]);
    context.restore();
  }
  return canvas;
};
