import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shuffleDeeds, shuffleHolders } from '../../../server/src/detection/confidence/shuffle.ts';
import type { Surroundings } from '../../../server/src/detection/confidence/surroundings.ts';
import { createDraw } from '../../../server/src/domain/seeded-random.ts';

/** Twelve accounts, six shared identifiers of one kind with two to five holders, and one of each account's own. */
const anyEntries = fc
  .array(fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 2, maxLength: 5 }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((holders) => ({
    place: Int32Array.from(holders.flat()),
    column: Int32Array.from(holders.flatMap((own, column) => own.map(() => column))),
  }));
const counts = (values: Iterable<number>): Map<number, number> => {
  const found = new Map<number, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
};

const shuffled = (entries: Surroundings['entries'], seed: number, share = 1) => {
  const own = Array.from({ length: 12 }, (_, place) => place);
  const columns = { kind: new Uint8Array(6), share: new Float32Array(6).fill(share) };
  const holdings = [Int32Array.from([...entries.place, ...own])];
  return shuffleHolders({ columns, entries, holdings } as unknown as Surroundings, createDraw(seed));
};

describe('a shuffled copy', () => {
  it('leaves each identifier its number of holders and gives no account more than it holds', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(), (entries, seed) => {
        const copy = shuffled(entries, seed);
        expect(copy.column).toEqual(entries.column);
        const held = counts(entries.place);
        for (const [place, count] of counts(copy.place)) expect(count).toBeLessThanOrEqual((held.get(place) ?? 0) + 1);
      }),
    );
  });

  it('gives an identifier no account twice while others are left', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(), (entries, seed) => {
        const copy = shuffled(entries, seed);
        const first = [...copy.place].filter((_, e) => copy.column[e] === 0);
        expect(new Set(first).size).toBe(first.length);
      }),
    );
  });

  it('leaves hubs where they are', () => {
    const entries = { place: Int32Array.from([0, 1, 2]), column: Int32Array.from([0, 0, 0]) };
    expect(shuffled(entries, 7, 0)).toEqual(entries);
  });

  it('keeps how often each account acted, dealt and was dealt with', () => {
    const deeds = {
      moments: { place: Int32Array.from([0, 1, 2, 0, 3]), column: Int32Array.from([0, 0, 0, 1, 1]) },
      dealings: { from: Int32Array.from([0, 1, 2]), to: Int32Array.from([5, 5, 6]) },
    } as unknown as Parameters<typeof shuffleDeeds>[0];
    const copy = shuffleDeeds(deeds, createDraw(3));
    expect(counts(copy.moments.place)).toEqual(counts(deeds.moments.place));
    expect(copy.dealings.from).toEqual(deeds.dealings.from);
    expect(counts(copy.dealings.to)).toEqual(counts(deeds.dealings.to));
  });
});
