/**
 * Each row of the columns as 32 bits, by ids and values, never by positions, so that a hash stands whatever else the
 * data hold. A change is missed once in four thousand million.
 */

import { type GraphColumns, namesAny, type Texts } from '../columns.ts';
import { hashText } from '../confidence/content-hash.ts';

/** By the position of the row. */
export type RowHasher = {
  /** Of what a link ties and how, and of that with its times and its count. */
  readonly tie: (link: number) => number;
  readonly link: (link: number) => number;
  readonly event: (event: number) => number;
  /** Entity → hash of what names it. */
  readonly names: Int32Array;
};

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

/**
 * Entity → hash of its kind and id, and of what it is labelled: a cleared card ties nobody, a cleared account is no
 * member.
 */
export function nameHash({ entities }: GraphColumns, entity: number, id: string): number {
  const name = mix(hashText(id, entities.kind[entity] ?? 0), entities.riskLabel[entity] ?? 255);
  const cleared = entities.clearedAt?.[entity] ?? Number.NaN;
  return Number.isNaN(cleared) ? name : mixNumber(name, cleared);
}

/** Of all rows. Names are hashed one after the other: packed texts are decoded faster so. */
export function hashAllRows(columns: GraphColumns): RowHasher {
  const names = new Int32Array(columns.entities.length);
  let e = 0;
  for (const id of columns.entities.id) names[e] = nameHash(columns, e++, id);
  return createRowHasher(columns, names);
}

/** `names`: entity → hash of what names it. */
export function createRowHasher(columns: GraphColumns, names: Int32Array): RowHasher {
  const { type, from, to, count, firstSeen, lastSeen } = columns.links;
  const rawTie = (l: number): number => mix(mix(type[l] ?? 0, names[from[l] ?? 0] ?? 0), names[to[l] ?? 0] ?? 0);
  return {
    tie: (l) => finish(rawTie(l)),
    link: (l) => finish(mixNumber(mixNumber(mix(rawTie(l), count[l] ?? 0), firstSeen[l] ?? 0), lastSeen[l] ?? 0)),
    event: createEventHasher(columns, names),
    names,
  };
}

function createEventHasher({ events, currencies, texts }: GraphColumns, names: Int32Array) {
  const text = hashTexts(texts);
  const currency = hashTexts(currencies);
  const amount = halvesOf(events.amount);
  const discount = halvesOf(events.discount);
  const references = usedReferences(events);
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot function over typed arrays; every index check counts
  return (e: number): number => {
    let hash = mix(mix(events.type[e] ?? 0, names[events.from[e] ?? 0] ?? 0), names[events.to[e] ?? 0] ?? 0);
    hash = mixNumber(hash, events.at[e] ?? 0);
    hash = mix(hash, ((events.status[e] ?? 255) << 8) | (events.failed[e] ?? 0));
    hash = mixAmount(mixAmount(hash, amount, e), discount, e);
    hash = mix(hash, ((events.amountScale[e] ?? 0) << 8) | (events.discountScale[e] ?? 0));
    hash = mix(hash, currency[events.currency[e] ?? -1] ?? 0);
    hash = mix(hash, (text[events.action[e] ?? -1] ?? 0) ^ Math.imul(text[events.reason[e] ?? -1] ?? 0, 31));
    hash = mix(hash, (events.rating[e] ?? 0) * 1000);
    // Only where there is one, so that the first reference of a kind changes the events that have it and no others.
    for (const { column, by } of references) {
      const entity = column[e] ?? -1;
      if (entity >= 0) hash = mix(mix(hash, by), names[entity] ?? 0);
    }
    return finish(hash);
  };
}

/** Most columns of references say nothing. */
const usedReferences = ({ references }: GraphColumns['events']) =>
  Object.entries(references)
    .filter(([, column]) => namesAny(column))
    .map(([name, column]) => ({ column, by: hashText(name) }));
