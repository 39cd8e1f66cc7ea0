/**
 * Greedy peeling (Charikar 2000; FRAUDAR, KDD 2016): drop the least tied node again and again, and keep the prefix
 * with the greatest weight per node. With column weights 1 / ln(degree + 5) edges to popular columns count little,
 * so decoys among them buy a ring no cover; the result is at least half as dense as the densest part.
 */

/**
 * Symmetric weights of n nodes in row-major order → nodes of the densest part, in order. Density is weight per
 * node^sizeExponent: 1 is the classical objective, less than 1 favours larger parts.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every index check counts
export function densestPart(weights: Float64Array, n: number, sizeExponent = 1): number[] {
  const degree = new Float64Array(n);
  let total = 0;
  for (let a = 0; a < n; a++) {
    let sum = 0;
    for (let b = 0; b < n; b++) if (b !== a) sum += weights[a * n + b] ?? 0;
    degree[a] = sum;
    total += sum / 2;
  }
  // How many were left when it went; 0 for those that are there yet.
  const wentOf = new Int32Array(n);
  const sizes = powersUpTo(n, sizeExponent);
  let highest = -1;
  let bestLeft = n;
  for (let left = n; left > 0; left--) {
    const density = total / (sizes[left] ?? 1);
    if (density > highest + 1e-12) {
      highest = density;
      bestLeft = left;
    }
    let weakest = -1;
    for (let v = 0; v < n; v++) {
      if (wentOf[v] !== 0) continue;
      // On a tie the later node goes first, so that the outcome follows the order of the input alone.
      if (weakest < 0 || (degree[v] ?? 0) <= (degree[weakest] ?? 0)) weakest = v;
    }
    wentOf[weakest] = left;
    total -= degree[weakest] ?? 0;
    for (let v = 0; v < n; v++) if (wentOf[v] === 0) degree[v] = (degree[v] ?? 0) - (weights[weakest * n + v] ?? 0);
  }
  const best: number[] = [];
  for (let v = 0; v < n; v++) if ((wentOf[v] ?? 0) <= bestLeft) best.push(v);
  return best;
}

const powersOf = new Map<number, number[]>();

/** 0, 1, 2, … to that power, up to n: worked out once, as most groups are small. */
function powersUpTo(n: number, exponent: number): readonly number[] {
  const powers = powersOf.get(exponent) ?? [];
  powersOf.set(exponent, powers);
  while (powers.length <= n) powers.push(powers.length ** exponent);
  return powers;
}

/** FRAUDAR's column weight. */
export const columnSuspicion = (degree: number): number => 1 / Math.log(degree + 5);
