/** A kind's shape and sign as on the canvas, for legend and tables. */
import type { EntityKind } from '../exploration/vocabulary.ts';
import { isActor } from '../exploration/vocabulary.ts';
import { GLYPHS, type Shape, shapeOfKind } from './glyphs.ts';

const OUTLINES: Readonly<Record<Shape, string>> = {
  circle: 'M20 4a16 16 0 1 0 .01 0Z',
  square: 'M8 5.5H32A2.5 2.5 0 0 1 34.5 8V32A2.5 2.5 0 0 1 32 34.5H8A2.5 2.5 0 0 1 5.5 32V8A2.5 2.5 0 0 1 8 5.5Z',
  diamond: 'M20 1L39 20L20 39L1 20Z',
  hexagon: 'M11.5 5.3H28.5L37 20L28.5 34.7H11.5L3 20Z',
};

export const KindIcon = ({ kind }: { readonly kind: EntityKind }) => {
  const glyph = GLYPHS[kind];
  return (
    <svg width={16} height={16} viewBox="0 0 40 40" aria-hidden="true" style={{ flex: 'none' }}>
      <path d={OUTLINES[shapeOfKind(kind)]} fill="currentColor" opacity={isActor(kind) ? 1 : 0.7} />
      <g transform="translate(9.5 9.5) scale(0.875)" fill="var(--mantine-color-body)">
        {'path' in glyph ? (
          <path d={glyph.path} fillRule="evenodd" />
        ) : (
          <text x={12} y={18} textAnchor="middle" fontSize={17} fontWeight={700}>
            {glyph.letters}
          </text>
        )}
      </g>
    </svg>
  );
};
