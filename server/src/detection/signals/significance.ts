/**
 * Is it chance? Hypergeometric tail for the columns two rows have in common given both degrees (Tumminello et al.,
 * PLoS ONE 2011), Benjamini–Hochberg control of the share of false ties, and a binomial tail for rates.
 */

/** P(X ≥ common), X hypergeometric: `drawn` draws from `universe` columns of which `marked` are the other row's. */
export function hypergeometricTail(common: number, marked: number, drawn: number, universe: number): number {
  if (common <= 0) return 1;
  const last = Math.min(marked, drawn);
  if (common > last) return 0;
  let term = Math.exp(
    logChoose(marked, common) + logChoose(universe - marked, drawn - common) - logChoose(universe, drawn),
  );
  let sum = term;
  for (let x = common; x < last && term > sum * 1e-12; x++) {
    term *= ((marked - x) * (drawn - x)) / ((x + 1) * (universe - marked - drawn + x + 1));
    sum += term;
  }
  return Math.min(1, sum);
}

const SMALL = 64;

type OfPair = (common: number, marked: number, drawn: number) => number;

/** Remembers what was asked: most rows have few columns, so few questions differ. */
export function rememberSmall(answer: OfPair): OfPair {
  const known = new Float64Array(SMALL ** 3).fill(Number.NaN);
  return (common, marked, drawn) => {
    if (Math.max(common, marked, drawn) >= SMALL) return answer(common, marked, drawn);
    const place = (common * SMALL + marked) * SMALL + drawn;
    const before = known[place] ?? Number.NaN;
    if (!Number.isNaN(before)) return before;
    const fresh = answer(common, marked, drawn);
    known[place] = fresh;
    return fresh;
  };
}

/** The tail for one universe. */
export const createHypergeometricTail = (universe: number): OfPair =>
  rememberSmall((common, marked, drawn) => hypergeometricTail(common, marked, drawn, universe));

/** P(X ≥ hits), X binomial with `trials` and `rate`. */
export function binomialTail(hits: number, trials: number, rate: number): number {
  if (hits <= 0) return 1;
  if (rate <= 0) return 0;
  if (rate >= 1) return 1;
  let term = Math.exp(logChoose(trials, hits) + hits * Math.log(rate) + (trials - hits) * Math.log1p(-rate));
  let sum = term;
  const odds = rate / (1 - rate);
  for (let x = hits; x < trials; x++) {
    term *= ((trials - x) / (x + 1)) * odds;
    sum += term;
    if (term < sum * 1e-12 && x > trials * rate) break;
  }
  return Math.min(1, sum);
}

/**
 * What p may be at the most so that at most a share `rate` of what is accepted is chance (BH 1995): the line at the last
 * p below it, not that p, for by it a later run judges others. 0 where nothing is accepted.
 */
export function benjaminiHochberg(pValues: Float64Array, rate: number): number {
  const sorted = pValues.slice().sort();
  for (let i = sorted.length - 1; i >= 0; i--) {
    const line = (rate * (i + 1)) / sorted.length;
    if ((sorted[i] ?? 1) <= line) return line;
  }
  return 0;
}

export const logChoose = (n: number, k: number): number =>
  k < 0 || k > n ? Number.NEGATIVE_INFINITY : logFactorial(n) - logFactorial(k) - logFactorial(n - k);

const TABLE = new Float64Array(1024);
for (let i = 2; i < TABLE.length; i++) TABLE[i] = (TABLE[i - 1] ?? 0) + Math.log(i);

/** Table below 1024, Stirling's series above (error < 1e-12). */
export function logFactorial(n: number): number {
  if (n < TABLE.length) return TABLE[n] ?? 0;
  const x = n + 1;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3);
}
