import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMinimap, isAllSeen } from '../../../web/src/canvas/minimap-view.ts';

const size = { width: 132, height: 84 };
const number = fc.integer({ min: -5_000, max: 5_000 });
const area = fc
  .record({ x: number, y: number, wide: fc.nat(4_000), high: fc.nat(4_000) })
  .map(({ x, y, wide, high }) => ({ minX: x, maxX: x + wide, minY: y, maxY: y + high }));

describe('a minimap', () => {
  it('holds the whole board, whatever its size, the right way up', () => {
    fc.assert(
      fc.property(area, (all) => {
        const { toMap } = createMinimap(all, size);
        const [upperLeft, lowerRight] = [toMap({ x: all.minX, y: all.maxY }), toMap({ x: all.maxX, y: all.minY })];
        expect(Math.min(upperLeft.x, upperLeft.y)).toBeGreaterThanOrEqual(0);
        expect(lowerRight.x).toBeLessThanOrEqual(size.width);
        expect(lowerRight.y).toBeLessThanOrEqual(size.height);
        expect(upperLeft.x).toBeLessThanOrEqual(lowerRight.x);
        expect(upperLeft.y).toBeLessThanOrEqual(lowerRight.y);
      }),
    );
  });

  it('leads to the place that was pressed', () => {
    fc.assert(
      fc.property(area, number, number, (all, x, y) => {
        const { toMap, toBoard } = createMinimap(all, size);
        const place = toBoard(toMap({ x, y }));
        expect(place.x).toBeCloseTo(x, 3);
        expect(place.y).toBeCloseTo(y, 3);
      }),
    );
  });

  it('is left out where everything is seen', () => {
    const all = { minX: 0, maxX: 10, minY: 0, maxY: 10 };
    expect(isAllSeen(all, { minX: -1, maxX: 11, minY: -1, maxY: 11 })).toBe(true);
    expect(isAllSeen(all, { minX: 1, maxX: 11, minY: -1, maxY: 11 })).toBe(false);
  });
});
