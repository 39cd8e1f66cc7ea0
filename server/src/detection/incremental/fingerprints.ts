/**
 * What the columns say of each account, as two numbers: one changes with any row that names the account, a thing of
 * theirs or an identifier they hold. By ids and values, never by positions, so it stands whatever else the data hold;
 * the sum of 32-bit hashes of rows, so that their order is nothing. A change is missed once in four thousand million.
 */
import { hashText } from '../confidence/content-hash.ts';
import type { Overview } from './overview.ts';

/** Account → number: of what ties it to others (links, parcels, what it is known for), and of all the rest. */
export type Fingerprints = { readonly ties: Float64Array; readonly deeds: Float64Array };

type Add = (account: number, hash: number) => void;
type Prints = { readonly ties: Add; readonly deeds: Add };

export function readFingerprints(overview: Overview): Fingerprints {
  const ties = new Float64Array(overview.population.accountCount);
  const deeds = new Float64Array(overview.population.accountCount);
  const addTo =
    (prints: Float64Array): Add =>
    (account, hash) => {
      if (account >= 0) prints[account] = (prints[account] ?? 0) + (finish(hash) >>> 0);
    };
  const add = { ties: addTo(ties), deeds: addTo(deeds) };
  const name = nameEntities(overview);
  addEntities(overview, add);
  addLinks(overview, name, add.ties);
  addEvents(overview, name, add);
  return { ties, deeds };
}

/** A step and the finaliser of MurmurHash3, on 32 bits. */
function mix(hash: number, value: number): number {
  const k = Math.imul(value, 0xcc9e2d51);
  const h = hash ^ Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}
function finish(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Times and counts go beyond 32 bits; NaN is 0. */
const mixNumber = (hash: number, value: number): number => mix(mix(hash, value | 0), (value / 4294967296) | 0);

function mixAmount(hash: number, halves: Int32Array, row: number): number {
  return mix(mix(hash, halves[2 * row] ?? 0), halves[2 * row + 1] ?? 0);
}
const halvesOf = (column: BigInt64Array): Int32Array =>
  new Int32Array(column.buffer, column.byteOffset, column.length * 2);

/** Entity → hash of its kind and id, and of what it is labelled: a cleared card ties nobody. */
function nameEntities({ columns: { entities } }: Overview): Int32Array {
  const names = new Int32Array(entities.length);
  for (let e = 0; e < names.length; e++) {
    names[e] = mix(hashText(entities.id.at(e) ?? '', entities.kind[e] ?? 0), entities.riskLabel[e] ?? 255);
  }
  return names;
}

function addEntities({ columns: { entities, currencies }, population }: Overview, add: Prints): void {
  const unsettled = halvesOf(entities.unsettled);
  const reserved = halvesOf(entities.reserved);
  const markets = entities.markets.map((market) => hashText(market));
  const currency = currencies.map((one) => hashText(one));
  for (let a = 0; a < population.accountCount; a++) {
    const e = population.entityOf[a] ?? 0;
    add.ties(a, mix(entities.status[e] ?? 0, entities.riskLabel[e] ?? 255));
    let hash = markets[entities.market[e] ?? -1] ?? 0;
    hash = mixNumber(hash, entities.createdAt[e] ?? 0);
    hash = mixAmount(mixAmount(hash, unsettled, e), reserved, e);
    add.deeds(a, mix(mix(hash, entities.balanceScale[e] ?? 0), currency[entities.balanceCurrency[e] ?? -1] ?? 0));
  }
}

function addLinks({ columns: { links }, population, ends }: Overview, name: Int32Array, add: Add): void {
  const { accountOf } = population;
  for (let l = 0; l < links.length; l++) {
    const [from, to] = [links.from[l] ?? 0, links.to[l] ?? 0];
    let hash = mix(mix(mix(links.type[l] ?? 0, name[from] ?? 0), name[to] ?? 0), links.count[l] ?? 0);
    hash = mixNumber(mixNumber(hash, links.firstSeen[l] ?? 0), links.lastSeen[l] ?? 0);
    const account = accountOf[from] ?? -1;
    add(account >= 0 ? account : (ends.ownerOf[from] ?? -1), hash);
    add(accountOf[to] ?? -1, hash);
  }
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every index check counts
function addEvents({ columns, ends, identifiers }: Overview, name: Int32Array, prints: Prints): void {
  const { events, currencies } = columns;
  const texts = columns.texts.map((text) => hashText(text));
  const currency = currencies.map((one) => hashText(one));
  const amount = halvesOf(events.amount);
  const discount = halvesOf(events.discount);
  const references = Object.values(events.references).filter((column) => column.some((entity) => entity >= 0));
  for (let e = 0; e < events.length; e++) {
    let hash = mix(mix(events.type[e] ?? 0, name[events.from[e] ?? 0] ?? 0), name[events.to[e] ?? 0] ?? 0);
    hash = mixNumber(hash, events.at[e] ?? 0);
    hash = mix(hash, ((events.status[e] ?? 255) << 8) | (events.failed[e] ?? 0));
    hash = mixAmount(hash, amount, e);
    hash = mixAmount(hash, discount, e);
    hash = mix(hash, ((events.amountScale[e] ?? 0) << 8) | (events.discountScale[e] ?? 0));
    hash = mix(hash, currency[events.currency[e] ?? -1] ?? 0);
    hash = mix(hash, (texts[events.action[e] ?? -1] ?? 0) ^ Math.imul(texts[events.reason[e] ?? -1] ?? 0, 31));
    hash = mix(hash, (events.rating[e] ?? 0) * 1000);
    for (const column of references) hash = mix(hash, name[column[e] ?? -1] ?? 0);
    const add = (identifiers.identifierOf[events.to[e] ?? 0] ?? -1) >= 0 ? prints.ties : prints.deeds;
    add(ends.actor[e] ?? -1, hash);
    if (ends.counterparty[e] !== ends.actor[e]) add(ends.counterparty[e] ?? -1, hash);
    add(ends.credited[e] ?? -1, hash);
  }
}
