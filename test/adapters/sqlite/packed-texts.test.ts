import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packTexts } from '../../../server/src/adapters/sqlite/packed-texts.ts';
import { packPicked, pickTexts } from '../../../server/src/adapters/sqlite/pick-texts.ts';
import { PickedTexts } from '../../../server/src/detection/incremental/pick-rows.ts';

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

  it('picked from packed ones are packed as the picked texts are', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat()), (given, drawn) => {
        const rows = Int32Array.from(given.length === 0 ? [] : drawn, (n) => n % given.length);
        const wanted = packTexts(Array.from(rows, (row) => given[row] ?? null));
        expect(isDeepStrictEqual(packPicked(new PickedTexts(packTexts(given), rows)), wanted)).toBe(true);
        expect(isDeepStrictEqual(packPicked(new PickedTexts(given, rows)), wanted)).toBe(true);
      }),
    );
  });

  it('tell how many in a row they have in common with others, or that reading is as fast', () => {
    const few = fc.array(fc.constantFrom<string | null>('', 'a', 'ab', 'b', null, 'ÿ'), { maxLength: 12 });
    fc.assert(
      fc.property(few, few, few, few, fc.boolean(), (own, others, before, common, isWide) => {
        const [one, other] = [
          [...before, ...common, ...own],
          [...common, ...others],
        ];
        const packed = packTexts(isWide ? [...other, 'Łódź'] : other);
        const run = packTexts(one).equalRun(before.length, packed, 0);
        const rest = one.slice(before.length);
        const differs = rest.findIndex((text, i) => i >= packed.length || text !== packed.at(i));
        expect(run).toBe(packed.encoding === packTexts(one).encoding ? (differs < 0 ? rest.length : differs) : null);
      }),
    );
    const long = Array.from({ length: 20_000 }, (_, i) => `text ${i}`);
    const other = long.map((text, i) => (i === 13_579 ? 'else' : text));
    expect(packTexts(long).equalRun(5, packTexts(other), 5)).toBe(13_574);
    expect(packTexts(long).equalRun(13_580, packTexts(other), 13_580)).toBe(20_000 - 13_580);
  });

  it('of other texts are told apart', () => {
    expect(isDeepStrictEqual(packTexts(['a', 'bc']), packTexts(['ab', 'c']))).toBe(false);
    expect(isDeepStrictEqual(packTexts(['a']), packTexts(['b']))).toBe(false);
    expect(isDeepStrictEqual(packTexts(['']), packTexts([null]))).toBe(false);
  });
});
