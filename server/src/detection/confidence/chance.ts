/**
 * Could it be chance? Who holds what is shuffled within the neighbourhood of the rings, each account keeping how many
 * identifiers of a kind it holds and each identifier how many hold it; who acted when, and who dealt with whom, likewise.
 * The copy is searched in the same way. What is compared is how often ties repeat: one thing in common is what every
 * shuffled copy holds as well, so of what a pair shares the strongest counts nothing, and all that comes on top counts.
 * The false-discovery rate is told per size: groups of a copy, on average, for each ring that repeats as much.
 * Sources: configuration model (Newman 2003), empirical false-discovery rate (Efron 2004).
 */
import { createDraw } from '../../domain/seeded-random.ts';
import type { CommonColumns } from '../graph/common-columns.ts';
import { CORE_SIZE_EXPONENT } from '../graph/core-and-associates.ts';
import type { WeightedGraph } from '../graph/csr.ts';
import { hashText } from './content-hash.ts';
import { actsOver, type Deeds } from './deeds.ts';
import { type SearchSetting, searchAgain, type TiedPlaces, tiePlaces } from './search-again.ts';
import { shuffleDeeds, shuffleHolders } from './shuffle.ts';
import type { SharedColumns } from './surroundings.ts';

const COPIES = 10;
/** Where so many rings are compared, each copy holds as many groups, and half the copies tell the rate as well. */
const MANY_RINGS = 500;
const copiesFor = (rings: number): number => (rings >= MANY_RINGS ? COPIES / 2 : COPIES);

export type ChanceOf = {
  /** Shuffled copies it was compared with. */
  readonly copies: number;
  /** Whether any of its pairs is tied more than once: where none is, this comparison says nothing. */
  readonly repeats: boolean;
  /** Copies with a group of its size that repeats its ties as much. */
  readonly copiesAsTight: number;
  readonly falseDiscoveryRate: number;
};

type Measured = { readonly repetition: number; readonly size: number };

/** What chance made of each size in the shuffled copies. */
export type ChanceNorms = Readonly<Record<string, SizeBin>>;
export type Compared = { readonly chances: readonly ChanceOf[]; readonly norms: ChanceNorms };

/**
 * One answer for each ring (persons of the core, ascending), in their order. Pauses before each copy. `held`: what an
 * earlier run found in its copies, instead of copies made now.
 */
export function* compareWithChance(
  setting: SearchSetting,
  deeds: Deeds,
  rings: readonly Int32Array[],
  held?: ChanceNorms,
): Generator<void, Compared> {
  const real = measureAsTheyAre(setting, deeds, rings);
  const norms = held ?? readBins(real, yield* measureCopies(setting, deeds, copiesFor(rings.length)));
  const copies = Math.max(1, ...Object.values(norms).map(({ tightest }) => tightest.length));
  const chances = real.map((ring) => {
    if (ring.repetition === 0) return { repeats: false, copies, copiesAsTight: copies, falseDiscoveryRate: 1 };
    return chanceOf(ring, norms[sizeBin(ring.size)] ?? NOTHING_SO_LARGE, copies);
  });
  return { chances, norms };
}

function* measureCopies(setting: SearchSetting, deeds: Deeds, count: number): Generator<void, Measured[][]> {
  const { surroundings } = setting;
  const n = surroundings.persons.length;
  const draw = createDraw(surroundings.hash.reduce((seed, own) => hashText(String(own), seed), 1));
  const copies: Measured[][] = [];
  for (let copy = 0; copy < count; copy++) {
    yield;
    const shuffled = shuffleDeeds(deeds, draw);
    const entries = shuffleHolders(surroundings, draw);
    const { groups, tied } = searchAgain(setting, { entries, actsOver: (ties) => actsOver(shuffled, n, ties) });
    const measure = createMeasure(surroundings.columns, tied);
    copies.push(groups.map(({ core }) => measure(core)));
  }
  return copies;
}

function measureAsTheyAre(setting: SearchSetting, deeds: Deeds, rings: readonly Int32Array[]): Measured[] {
  const { surroundings } = setting;
  const { entries } = surroundings;
  const { tied } = tiePlaces(setting, {
    entries,
    actsOver: (ties) => actsOver(deeds, surroundings.persons.length, ties),
  });
  const measure = createMeasure(surroundings.columns, tied);
  return rings.map((persons) => {
    const places = persons.map((person) => surroundings.placeOf[person] ?? 0);
    return measure(places);
  });
}

/** What ties each pair beyond the strongest thing it shares, per member^0.8 as the search for the dense core counts. */
function createMeasure(columns: SharedColumns, { commonColumns, acts }: TiedPlaces) {
  return (places: Int32Array): Measured => {
    const size = places.length;
    const sum = sharedAgain(columns, commonColumns(places), size) + doneTogether(acts, places);
    return { repetition: sum / Math.max(1, size) ** CORE_SIZE_EXPONENT, size };
  };
}

function sharedAgain(columns: SharedColumns, common: CommonColumns, n: number): number {
  const strongest = new Float64Array(n * n);
  let sum = 0;
  common.holders.forEach((holders, at) => {
    const column = common.columns[at] ?? 0;
    if (holders.length < (columns.leastHolders[column] ?? 2)) return;
    const weight = columns.suspicion[column] ?? 0;
    // Holders ascend: each pair once.
    holders.forEach((a, i) => {
      for (const b of holders.slice(i + 1)) {
        const known = strongest[a * n + b] ?? 0;
        sum += Math.min(known, weight);
        strongest[a * n + b] = Math.max(known, weight);
      }
    });
  });
  return sum;
}

function doneTogether({ offsets, neighbours, weights }: WeightedGraph, places: Int32Array): number {
  const own = new Set(places);
  let sum = 0;
  for (const place of places) {
    for (let e = offsets[place] ?? 0; e < (offsets[place + 1] ?? 0); e++) {
      const other = neighbours[e] ?? 0;
      if (other > place && own.has(other)) sum += weights[e] ?? 0;
    }
  }
  return sum;
}

/** 3–4, 5–8, 9–16, 17–32 …: sizes doubling. */
const sizeBin = (size: number): number => Math.ceil(Math.log2(Math.max(3, size)));

/** What all of one size measured, ascending, and of each ring the rate of the least demanding threshold it passes. */
export type SizeBin = {
  readonly rings: Float64Array;
  readonly rates: Float64Array;
  /** The tightest group of each copy. */
  readonly tightest: Float64Array;
};

/** Neither a ring nor a copy had a group of the size. */
const NOTHING_SO_LARGE: SizeBin = {
  rings: new Float64Array(),
  rates: new Float64Array(),
  tightest: new Float64Array(),
};

function readBins(real: readonly Measured[], copies: readonly (readonly Measured[])[]): ChanceNorms {
  const bins = new Set([...real, ...copies.flat()].map(({ size }) => sizeBin(size)));
  return Object.fromEntries([...bins].map((bin) => [bin, readBin(bin, real, copies)]));
}

function readBin(bin: number, real: readonly Measured[], copies: readonly (readonly Measured[])[]): SizeBin {
  const inBin = (all: readonly Measured[]): Float64Array =>
    Float64Array.from(all.filter(({ size }) => sizeBin(size) === bin).map(({ repetition }) => repetition)).sort();
  const rings = inBin(real);
  const groups = copies.map(inBin);
  const byChance = Float64Array.from(groups.flatMap((copy) => [...copy])).sort();
  let least = 1;
  // Lowest threshold first: the rate never rises with the measure.
  const rates = rings.map((threshold) => {
    const rate = atLeast(byChance, threshold) / copies.length / atLeast(rings, threshold);
    least = Math.min(least, rate);
    return least;
  });
  const tightest = Float64Array.from(groups, (copy) => copy.at(-1) ?? Number.NEGATIVE_INFINITY);
  return { rings, rates, tightest };
}

/** How many of the ascending values are this high. */
const atLeast = (values: Float64Array, least: number): number => values.length - firstAtLeast(values, least);

function firstAtLeast(values: Float64Array, least: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A ring of a later run may repeat its ties more than all that were measured: it passes what they passed. */
function chanceOf({ repetition }: Measured, { rings, rates, tightest }: SizeBin, copies: number): ChanceOf {
  const copiesAsTight = tightest.filter((measure) => measure >= repetition).length;
  const rate = rates[firstAtLeast(rings, repetition)] ?? rates.at(-1) ?? copiesAsTight / copies;
  return { repeats: true, copies, copiesAsTight, falseDiscoveryRate: rate };
}
