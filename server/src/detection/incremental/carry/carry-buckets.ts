/** Buckets of before as those of now: what stayed is renumbered, and only buckets of which something is gone or came are put together anew. */
import type { Buckets } from '../../graph/csr.ts';

/** Key → items. */
export type ItemsOf = ReadonlyMap<number, readonly number[]>;

export type Carrying = {
  /** Old key → new one, −1 where it is gone, with all its items. */
  readonly keyTo: Int32Array;
  readonly keyCount: number;
  /** Old item → new one. */
  readonly itemTo: Int32Array;
  /** By old keys, old items; each as often as it goes. */
  readonly gone: ItemsOf;
  /** By new keys, new items. */
  readonly came: ItemsOf;
  /** Of new items in a bucket. */
  readonly order: (a: number, b: number) => number;
};

export const ascendingOrder: Carrying['order'] = (a, b) => a - b;

export function carryBuckets(old: Buckets, carrying: Carrying): Buckets {
  const { keyTo, gone, came, order } = carrying;
  const offsets = carriedOffsets(old, carrying);
  const items = new Int32Array(offsets.at(-1) ?? 0);
  const wasThere = new Uint8Array(carrying.keyCount);
  for (let key = 0; key < keyTo.length; key++) {
    const newKey = keyTo[key] ?? -1;
    if (newKey < 0) continue;
    wasThere[newKey] = 1;
    const at = offsets[newKey] ?? 0;
    if (gone.has(key) || came.has(newKey)) items.set(rebuilt(old, key, { ...carrying, newKey }), at);
    else renumber(old, key, carrying.itemTo, { items, at });
  }
  for (const [key, fresh] of came) {
    if (wasThere[key] === 0) items.set(Int32Array.from(fresh).sort(order), offsets[key] ?? 0);
  }
  return { offsets, items };
}

type Target = { readonly items: Int32Array; readonly at: number };

function renumber(old: Buckets, key: number, itemTo: Int32Array, { items, at }: Target): void {
  const first = old.offsets[key] ?? 0;
  const end = old.offsets[key + 1] ?? 0;
  for (let i = first; i < end; i++) items[at + i - first] = itemTo[old.items[i] ?? 0] ?? 0;
}

function carriedOffsets({ offsets: old }: Buckets, { keyTo, keyCount, gone, came }: Carrying): Int32Array {
  const offsets = new Int32Array(keyCount + 1);
  for (let key = 0; key < keyTo.length; key++) {
    const newKey = keyTo[key] ?? -1;
    if (newKey >= 0) offsets[newKey + 1] = (old[key + 1] ?? 0) - (old[key] ?? 0);
  }
  gone.forEach((items, key) => {
    const newKey = keyTo[key] ?? -1;
    if (newKey >= 0) offsets[newKey + 1] = (offsets[newKey + 1] ?? 0) - items.length;
  });
  came.forEach((items, key) => {
    offsets[key + 1] = (offsets[key + 1] ?? 0) + items.length;
  });
  for (let key = 0; key < keyCount; key++) offsets[key + 1] = (offsets[key + 1] ?? 0) + (offsets[key] ?? 0);
  return offsets;
}

/** Of an item that is there several times, as many stay as do not go. */
function rebuilt(
  old: Buckets,
  key: number,
  { itemTo, gone, came, order, newKey }: Carrying & { readonly newKey: number },
): Int32Array {
  const going = new Map<number, number>();
  for (const item of gone.get(key) ?? []) going.set(item, (going.get(item) ?? 0) + 1);
  const items: number[] = [];
  for (const item of old.items.subarray(old.offsets[key] ?? 0, old.offsets[key + 1] ?? 0)) {
    const left = going.get(item) ?? 0;
    if (left > 0) going.set(item, left - 1);
    else items.push(itemTo[item] ?? 0);
  }
  return Int32Array.from([...items, ...(came.get(newKey) ?? [])]).sort(order);
}
