import { describe, expect, it } from 'vitest';
import { bucketBy } from '../../../server/src/detection/graph/csr.ts';
import { Numbering, type RowMoves } from '../../../server/src/detection/incremental/numbering.ts';
import { eachOf, RowLists } from '../../../server/src/detection/incremental/row-lists.ts';
import { seeded } from '../graph/random-graph.ts';

/** Names in the order of their positions. */
type Names = readonly string[];

/** Some of them gone, some put in anywhere, and where each went. */
function changed(names: Names, random: () => number, fresh: () => string): { names: Names; moves: RowMoves } {
  const to = new Int32Array(names.length).fill(-1);
  const now: string[] = [];
  const came: number[] = [];
  const comeSome = (): void => {
    while (random() < 0.1) came.push(now.push(fresh()) - 1);
  };
  names.forEach((name, i) => {
    comeSome();
    if (random() < 0.1) return;
    to[i] = now.push(name) - 1;
  });
  comeSome();
  return { names: now, moves: { to, came: Int32Array.from(came) } };
}

const itemsOf = (lists: RowLists, key: number): readonly number[] => {
  const items: number[] = [];
  eachOf(lists, key, (item) => items.push(item));
  return items;
};
const byKey = (pairs: readonly (readonly [number, number])[]): ReadonlyMap<number, readonly number[]> => {
  const items = new Map<number, number[]>();
  for (const [key, item] of pairs) items.set(key, [...(items.get(key) ?? []), item]);
  return items;
};
const ascending = (a: number, b: number): number => a - b;

describe('lists that are kept while keys and items come and go', () => {
  it.each([1_000, 3])('are those that would be read, with %i lists aside at most', (mostAside) => {
    const random = seeded(5);
    let next = 0;
    const fresh = (): string => `n${next++}`;
    let keys: Names = Array.from({ length: 12 }, fresh);
    let items: Names = Array.from({ length: 60 }, fresh);
    /** Item → its key. */
    const keyOf = new Map(items.map((item) => [item, keys[Math.floor(random() * keys.length)] ?? '']));
    const keyNumbers = new Numbering(keys.length);
    const itemNumbers = new Numbering(items.length);
    const first = Int32Array.from(items, (item) => keys.indexOf(keyOf.get(item) ?? ''));
    const lists = new RowLists(bucketBy(first, keys.length), keyNumbers, itemNumbers, mostAside);
    for (let round = 0; round < 40; round++) {
      const [newKeys, newItems] = [changed(keys, random, fresh), changed(items, random, fresh)];
      const isGone = (item: string): boolean =>
        !newItems.names.includes(item) || !newKeys.names.includes(keyOf.get(item) ?? '');
      // With a key all its items go.
      const to = newItems.moves.to.map((place, i) => (isGone(items[i] ?? '') ? -1 : place));
      const left = newItems.names.filter((item) => !keyOf.has(item) || !isGone(item));
      const moved = Int32Array.from(items, (item, i) => (to[i] === -1 ? -1 : left.indexOf(item)));
      for (const item of left) {
        if (!keyOf.has(item)) keyOf.set(item, newKeys.names[Math.floor(random() * newKeys.names.length)] ?? '');
      }
      const came = left.flatMap((item, i) => (items.includes(item) ? [] : [i]));
      const pairOf = (of: Names, own: Names) => (i: number) => [own.indexOf(keyOf.get(of[i] ?? '') ?? ''), i] as const;
      lists.without(byKey([...items.keys()].filter((i) => moved[i] === -1).map(pairOf(items, keys))));
      keyNumbers.advance(newKeys.moves);
      itemNumbers.advance({ to: moved, came: Int32Array.from(came) });
      lists.with(byKey(came.map(pairOf(left, newKeys.names))), ascending);
      [keys, items] = [newKeys.names, left];
      keys.forEach((key, k) => {
        const wanted = items.flatMap((item, i) => (keyOf.get(item) === key ? [i] : []));
        expect(itemsOf(lists, k)).toEqual(wanted);
        expect(lists.countOf(k)).toBe(wanted.length);
        expect(wanted.map((_, place) => lists.at(k, place))).toEqual(wanted);
        expect(lists.at(k, wanted.length)).toBe(-1);
        expect(lists.firstFrom(k, (item) => item < 20)).toBe(wanted.filter((item) => item < 20).length);
      });
    }
    expect(keyNumbers.changed).toBeGreaterThan(1);
  });
});
