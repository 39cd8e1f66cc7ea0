/**
 * The only source of chance in the generator: xoshiro128** (Blackman & Vigna, 2018), seeded from text. `split` derives
 * an independent stream from the path of labels alone, so adding a draw in one place moves nothing anywhere else.
 */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer, both ends included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Distinct elements, at most `count`, in random order. */
  sample<T>(list: readonly T[], count: number): T[];
  normal(mean: number, deviation: number): number;
  logNormal(median: number, sigma: number): number;
  poisson(mean: number): number;
  /** An index below `length`, small ones far likelier (about Zipf with the given exponent, below 1). */
  skewedIndex(length: number, exponent: number): number;
  split(label: string | number): Random;
};

/** 128 bits from text: four FNV-1a hashes with different bases, each passed through murmur3's finaliser. */
function seedWords(text: string): [number, number, number, number] {
  const words: [number, number, number, number] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let w = 0; w < 4; w++) {
    let hash = words[w as 0 | 1 | 2 | 3];
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    words[w as 0 | 1 | 2 | 3] = (hash ^ (hash >>> 16)) >>> 0;
  }
  return words;
}

const rotateLeft = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

function xoshiro(seed: string): () => number {
  const s = seedWords(seed);
  const step = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(s[1], 5), 7), 9);
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotateLeft(s[3], 11);
    return result >>> 0;
  };
  // 53 bits: the top 27 of one word and the top 26 of the next.
  return () => ((step() >>> 5) * 67_108_864 + (step() >>> 6)) / 9_007_199_254_740_992;
}

export function createRandom(seed: string): Random {
  const next = xoshiro(seed);
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const normal = (mean: number, deviation: number): number =>
    mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    int,
    normal,
    chance: (probability) => next() < probability,
    pick: (list) => pickFrom(list, next),
    sample: (list, count) => sampleFrom(list, count, next),
    logNormal: (median, sigma) => median * Math.exp(normal(0, sigma)),
    poisson: (mean) => poissonFrom(mean, next),
    skewedIndex: (length, exponent) => Math.min(length - 1, Math.floor(length * next() ** (1 / (1 - exponent)))),
    split: (label) => createRandom(`${seed}/${label}`),
  };
}

function pickFrom<T>(list: readonly T[], next: () => number): T {
  const chosen = list[Math.floor(next() * list.length)];
  if (chosen === undefined) throw new Error('cannot pick from an empty list');
  return chosen;
}

/** The first `count` steps of a Fisher–Yates shuffle. */
function sampleFrom<T>(list: readonly T[], count: number, next: () => number): T[] {
  const rest = [...list];
  const size = Math.min(count, rest.length);
  for (let i = 0; i < size; i++) {
    const j = i + Math.floor(next() * (rest.length - i));
    const chosen = rest[j] as T;
    rest[j] = rest[i] as T;
    rest[i] = chosen;
  }
  rest.length = size;
  return rest;
}

/** Knuth's product method: means here are small. */
function poissonFrom(mean: number, next: () => number): number {
  const limit = Math.exp(-mean);
  let product = next();
  let count = 0;
  while (product > limit && count < 1000) {
    product *= next();
    count++;
  }
  return count;
}
