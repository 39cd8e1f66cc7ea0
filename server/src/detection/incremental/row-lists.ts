/**
 * Which rows there are for each key, kept while rows come and go: as they were bucketed at first, by numbers that stay,
 * and beside it the lists of which something changed since. To ask costs what a bucket costs; to change costs what
 * changes.
 */
import type { Buckets } from '../graph/csr.ts';
import type { Numbering } from './numbering.ts';

/** Key → items; each as often as it is meant. */
export type ItemsOf = ReadonlyMap<number, readonly number[]>;
type Order = (a: number, b: number) => number;

/** Many small lists cost every collection of garbage: past so many they are taken in among the others. */
const MOST_ASIDE = 1 << 16;

export class RowLists {
  #first: Buckets;
  readonly #keys: Numbering;
  readonly #items: Numbering;
  /** Number of a key → numbers of its items, where they are not those of the first. */
  readonly #changed = new Map<number, Int32Array>();
  readonly #mostAside: number;

  constructor(first: Buckets, keys: Numbering, items: Numbering, mostAside = MOST_ASIDE) {
    this.#mostAside = mostAside;
    this.#first = first;
    this.#keys = keys;
    this.#items = items;
  }

  countOf(key: number): number {
    const { start, end } = this.#spanOf(this.#keys.of(key));
    return end - start;
  }

  /** The first stands at 0; −1 for a place beyond the last. */
  at(key: number, place: number): number {
    const { items, start, end } = this.#spanOf(this.#keys.of(key));
    return place >= 0 && start + place < end ? this.#items.at(items[start + place] ?? 0) : -1;
  }

  /** Where the first stands that is not before what is looked for, in a list whose order tells. */
  firstFrom(key: number, isBefore: (item: number) => boolean): number {
    const { items, start, end } = this.#spanOf(this.#keys.of(key));
    let [low, high] = [start, end];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.#items.at(items[middle] ?? 0))) low = middle + 1;
      else high = middle;
    }
    return low - start;
  }

  /** In their order, until one is so; of those that stand from one place to another. */
  some(key: number, is: (item: number) => boolean, from = 0, to = Number.POSITIVE_INFINITY): boolean {
    const { items, start, end } = this.#spanOf(this.#keys.of(key));
    const last = Math.min(start + to, end);
    for (let i = start + from; i < last; i++) if (is(this.#items.at(items[i] ?? 0))) return true;
    return false;
  }

  /** Items of keys that go, by where both stand before what changed is told to the numberings. */
  without(gone: ItemsOf): void {
    for (const [key, items] of gone) {
      const number = this.#keys.of(key);
      const going = new Map<number, number>();
      for (const item of items.map((one) => this.#items.of(one))) going.set(item, (going.get(item) ?? 0) + 1);
      const isLeft = (item: number): boolean => {
        const left = going.get(item) ?? 0;
        if (left > 0) going.set(item, left - 1);
        return left === 0;
      };
      this.#changed.set(number, this.#listOf(number).filter(isLeft));
    }
  }

  /** Items that came to keys, by where both stand after it. */
  with(came: ItemsOf, order: Order): void {
    const inOrder: Order = (a, b) => order(this.#items.at(a), this.#items.at(b));
    for (const [key, items] of came) {
      const number = this.#keys.of(key);
      const fresh = Int32Array.from(items, (one) => this.#items.of(one)).sort(inOrder);
      this.#changed.set(number, merged(this.#listOf(number), fresh, inOrder));
    }
    if (this.#changed.size > this.#mostAside) this.#takeIn();
  }

  /** Of a key that is gone nothing is left. */
  #takeIn(): void {
    const { count } = this.#keys;
    const listOf = (number: number): Int32Array => (this.#keys.at(number) < 0 ? NONE : this.#listOf(number));
    const offsets = new Int32Array(count + 1);
    for (let number = 0; number < count; number++) {
      offsets[number + 1] = (offsets[number] ?? 0) + listOf(number).length;
    }
    const items = new Int32Array(offsets[count] ?? 0);
    for (let number = 0; number < count; number++) items.set(listOf(number), offsets[number]);
    this.#first = { offsets, items };
    this.#changed.clear();
  }

  /** Where the items of a key stand; nowhere for one that came later. */
  #spanOf(number: number): { readonly items: Int32Array; readonly start: number; readonly end: number } {
    const own = this.#changed.get(number);
    if (own) return { items: own, start: 0, end: own.length };
    const { offsets, items } = this.#first;
    const start = offsets[number] ?? 0;
    return { items, start, end: offsets[number + 1] ?? start };
  }

  #listOf(number: number): Int32Array {
    const { items, start, end } = this.#spanOf(number);
    return items.subarray(start, end);
  }
}

const NONE = new Int32Array();

/** Two lists in order as one; of equal ones those of the first come first. The second is short: pieces of the first are copied as they are. */
function merged(long: Int32Array, short: Int32Array, order: Order): Int32Array {
  const all = new Int32Array(long.length + short.length);
  let from = 0;
  for (let i = 0; i < short.length; i++) {
    const end = firstAfter(long, short[i] ?? 0, { from, order });
    all.set(long.subarray(from, end), from + i);
    all[end + i] = short[i] ?? 0;
    from = end;
  }
  all.set(long.subarray(from), from + short.length);
  return all;
}

function firstAfter(list: Int32Array, item: number, { from, order }: { readonly from: number; readonly order: Order }) {
  let [low, high] = [from, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (order(list[middle] ?? 0, item) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Calls `visit` for every item of a key, in their order. */
export function eachOf(lists: RowLists, key: number, visit: (item: number) => void): void {
  lists.some(key, (item) => {
    visit(item);
    return false;
  });
}
