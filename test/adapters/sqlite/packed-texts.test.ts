import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packTexts } from '../../../server/src/adapters/sqlite/packed-texts.ts';
import { pickTexts } from '../../../server/src/adapters/sqlite/pick-texts.ts';

const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ maxLength: 12 }) },
  fc.constant(null),
  fc.constant('ÿ'),
  fc.constant('Łódź 店 \ud800'),
  fc.integer({ min: 253, max: 256 }).map((length) => 'x'.repeat(length)),
);
const texts = fc.array(text, { maxLength: 70 });

describe('packed texts', () => {
  it('give back every text, one by one and all in turn', () => {
    fc.assert(
      fc.property(texts, (given) => {
        const packed = packTexts(given);
        expect(packed.length).toBe(given.length);
        expect([...packed]).toEqual(given);
        expect(given.map((_, i) => packed.at(i))).toEqual(given);
        expect(packed.at(given.length)).toBeUndefined();
      }),
    );
  });

  it('picked from two lists are, field by field, what packing the picked texts gives', () => {
    fc.assert(
      fc.property(texts, texts, fc.array(fc.nat()), (old, delta, drawn) => {
        const size = old.length + delta.length;
        const places = size === 0 ? [] : drawn.map((n) => n % size);
        // Old texts in their order, as a delta leaves them, and any order at all.
        for (const order of [[...places].sort((a, b) => a - b), places]) {
          const origin = Int32Array.from(order, (n) => (n < old.length ? n : -1 - (n - old.length)));
          const picked = pickTexts(origin, packTexts(old), packTexts(delta));
          const wanted = packTexts(order.map((n) => [...old, ...delta][n] ?? null));
          expect(isDeepStrictEqual(picked, wanted)).toBe(true);
        }
      }),
    );
  });

  it('of other texts are told apart', () => {
    expect(isDeepStrictEqual(packTexts(['a', 'bc']), packTexts(['ab', 'c']))).toBe(false);
    expect(isDeepStrictEqual(packTexts(['a']), packTexts(['b']))).toBe(false);
    expect(isDeepStrictEqual(packTexts(['']), packTexts([null]))).toBe(false);
  });
});
