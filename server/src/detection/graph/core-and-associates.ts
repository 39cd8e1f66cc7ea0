/**
 * Cuts a small group down: its dense core without stragglers, the associates with two ties or more into the core, and
 * the outskirts. Over-size is what communities tend to (HoloScope); who hangs on by one tie is no member.
 */
import { densestPart } from './dense-core.ts';

/** Nodes by their place in the group, ascending. */
export type Cut = {
  readonly core: readonly number[];
  readonly associates: readonly number[];
  readonly outskirts: readonly number[];
};

/** Below 1, so that two half-overlapping halves of one ring stay together where weight per head would drop one. */
export const CORE_SIZE_EXPONENT = 0.8;
/** Of the median member's ties. */
const STRAGGLER = 0.6;
const LEAST_LINKS = 2;

/** Symmetric weights of n nodes in row-major order. */
export function cutToCore(weights: Float64Array, n: number): Cut {
  const inCore = withoutStragglers(weights, n, densestPart(weights, n, CORE_SIZE_EXPONENT));
  const core: number[] = [];
  const associates: number[] = [];
  const outskirts: number[] = [];
  for (let i = 0; i < n; i++) {
    if (inCore.has(i)) core.push(i);
    else if (linksInto(weights, n, i, inCore) >= LEAST_LINKS) associates.push(i);
    else outskirts.push(i);
  }
  return { core, associates, outskirts };
}

function linksInto(weights: Float64Array, n: number, from: number, inCore: ReadonlySet<number>): number {
  let links = 0;
  for (const to of inCore) if ((weights[from * n + to] ?? 0) > 0) links++;
  return links;
}

/** Leaves out, one by one, whoever is tied to the rest far more weakly than the others are. */
function withoutStragglers(weights: Float64Array, n: number, part: readonly number[]): Set<number> {
  const left = new Set(part);
  const tie = (a: number): number => {
    let sum = 0;
    for (const b of left) if (b !== a) sum += weights[a * n + b] ?? 0;
    return sum;
  };
  while (left.size > 3) {
    const ties = [...left]
      .map((node) => ({ node, weight: tie(node) }))
      .sort((a, b) => a.weight - b.weight || b.node - a.node);
    const weakest = ties[0];
    const usual = ties[ties.length >> 1];
    if (!weakest || !usual || weakest.weight >= usual.weight * STRAGGLER) break;
    left.delete(weakest.node);
  }
  return left;
}
