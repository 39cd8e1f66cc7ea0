/**
 * Cuts a small group down: its dense core without stragglers, the associates with two ties or more into the core, and
 * the outskirts. Over-size is what communities tend to (HoloScope); who hangs on by one tie is no member.
 */
import { densestPart } from './dense-core.ts';
import { nthSmallest } from './nth-smallest.ts';

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
  const core = withoutStragglers(weights, n, densestPart(weights, n, CORE_SIZE_EXPONENT));
  const associates: number[] = [];
  const outskirts: number[] = [];
  let next = 0;
  for (let i = 0; i < n; i++) {
    if (core[next] === i) next++;
    else if (linksInto(weights, n, i, core) >= LEAST_LINKS) associates.push(i);
    else outskirts.push(i);
  }
  return { core, associates, outskirts };
}

function linksInto(weights: Float64Array, n: number, from: number, core: readonly number[]): number {
  let links = 0;
  for (let i = 0; i < core.length; i++) if ((weights[from * n + (core[i] ?? 0)] ?? 0) > 0) links++;
  return links;
}

/** Leaves out, one by one, whoever is tied to the rest far more weakly than the others are; ascending, as given. */
function withoutStragglers(weights: Float64Array, n: number, part: readonly number[]): readonly number[] {
  let left = part;
  while (left.length > 3) {
    const ties = tiesWithin(weights, n, left);
    const usual = nthSmallest(ties.slice(), ties.length >> 1) ?? 0;
    let weakest = 0;
    // On a tie the later one goes first.
    for (let i = 1; i < ties.length; i++) if ((ties[i] ?? 0) <= (ties[weakest] ?? 0)) weakest = i;
    if ((ties[weakest] ?? 0) >= usual * STRAGGLER) break;
    left = left.filter((_, i) => i !== weakest);
  }
  return left;
}

function tiesWithin(weights: Float64Array, n: number, nodes: readonly number[]): Float64Array {
  const ties = new Float64Array(nodes.length);
  for (let i = 0; i < nodes.length; i++) {
    const row = (nodes[i] ?? 0) * n;
    let sum = 0;
    for (let j = 0; j < nodes.length; j++) if (j !== i) sum += weights[row + (nodes[j] ?? 0)] ?? 0;
    ties[i] = sum;
  }
  return ties;
}
