/**
 * Each row of the columns as 32 bits, by ids and values, never by positions, so that a hash stands whatever else the
 * data hold. A change is missed once in four thousand million.
 */

import type { GraphColumns, Texts } from '../columns.ts';
import { hashText } from '../confidence/content-hash.ts';

export type RowHashes = {
  /** Entity → hash of its kind and id, and of what it is labelled: a cleared card ties nobody, a cleared account is no member. */
  readonly names: Int32Array;
  /** Link → hash of what it ties and how, and of that with its times and its count. */
  readonly ties: Int32Array;
  readonly links: Int32Array;
  readonly events: Int32Array;
};

export function hashRows(columns: GraphColumns): RowHashes {
  const names = hashNames(columns);
  return { names, ...hashLinks(columns, names), events: hashEvents(columns, names) };
}

/** A step and the finaliser of MurmurHash3, on 32 bits. */
export function mix(hash: number, value: number): number {
  const k = Math.imul(value, 0xcc9e2d51);
  const h = hash ^ Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}
export function finish(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Times and counts go beyond 32 bits; NaN is 0. */
export const mixNumber = (hash: number, value: number): number => mix(mix(hash, value | 0), (value / 4294967296) | 0);

export function mixAmount(hash: number, halves: Int32Array, row: number): number {
  return mix(mix(hash, halves[2 * row] ?? 0), halves[2 * row + 1] ?? 0);
}
export const halvesOf = (column: BigInt64Array): Int32Array =>
  new Int32Array(column.buffer, column.byteOffset, column.length * 2);

export const hashTexts = (texts: Texts): Int32Array => {
  const hashes = new Int32Array(texts.length);
  let i = 0;
  for (const text of texts) hashes[i++] = hashText(text);
  return hashes;
};

/** One after the other: packed texts are decoded faster so. */
function hashNames({ entities }: GraphColumns): Int32Array {
  const names = new Int32Array(entities.length);
  let e = 0;
  for (const id of entities.id) {
    const name = mix(hashText(id, entities.kind[e] ?? 0), entities.riskLabel[e] ?? 255);
    const cleared = entities.clearedAt?.[e] ?? Number.NaN;
    names[e] = Number.isNaN(cleared) ? name : mixNumber(name, cleared);
    e++;
  }
  return names;
}

function hashLinks({ links }: GraphColumns, names: Int32Array): Pick<RowHashes, 'ties' | 'links'> {
  const { type, from, to, count, firstSeen, lastSeen } = links;
  const ties = new Int32Array(links.length);
  const whole = new Int32Array(links.length);
  for (let l = 0; l < ties.length; l++) {
    const tie = mix(mix(type[l] ?? 0, names[from[l] ?? 0] ?? 0), names[to[l] ?? 0] ?? 0);
    const seen = mixNumber(mixNumber(mix(tie, count[l] ?? 0), firstSeen[l] ?? 0), lastSeen[l] ?? 0);
    ties[l] = finish(tie);
    whole[l] = finish(seen);
  }
  return { ties, links: whole };
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every index check counts
function hashEvents({ events, currencies, texts }: GraphColumns, names: Int32Array): Int32Array {
  const hashes = new Int32Array(events.length);
  const text = hashTexts(texts);
  const currency = hashTexts(currencies);
  const amount = halvesOf(events.amount);
  const discount = halvesOf(events.discount);
  for (let e = 0; e < hashes.length; e++) {
    let hash = mix(mix(events.type[e] ?? 0, names[events.from[e] ?? 0] ?? 0), names[events.to[e] ?? 0] ?? 0);
    hash = mixNumber(hash, events.at[e] ?? 0);
    hash = mix(hash, ((events.status[e] ?? 255) << 8) | (events.failed[e] ?? 0));
    hash = mixAmount(mixAmount(hash, amount, e), discount, e);
    hash = mix(hash, ((events.amountScale[e] ?? 0) << 8) | (events.discountScale[e] ?? 0));
    hash = mix(hash, currency[events.currency[e] ?? -1] ?? 0);
    hash = mix(hash, (text[events.action[e] ?? -1] ?? 0) ^ Math.imul(text[events.reason[e] ?? -1] ?? 0, 31));
    hashes[e] = mix(hash, (events.rating[e] ?? 0) * 1000);
  }
  for (const [name, column] of Object.entries(events.references))
    mixReference(hashes, column, { names, by: hashText(name) });
  for (let e = 0; e < hashes.length; e++) hashes[e] = finish(hashes[e] ?? 0);
  return hashes;
}

type Reference = { readonly names: Int32Array; readonly by: number };

/** Only where there is one, so that the first reference of a kind changes the events that have it and no others. */
function mixReference(hashes: Int32Array, column: Int32Array, { names, by }: Reference): void {
  for (let e = 0; e < hashes.length; e++) {
    const entity = column[e] ?? -1;
    if (entity >= 0) hashes[e] = mix(mix(hashes[e] ?? 0, by), names[entity] ?? 0);
  }
}
