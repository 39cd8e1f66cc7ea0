/**
 * The rate of hits as a function that never falls: pool-adjacent-violators (Ayer, Brunk, Ewing, Reid & Silverman 1955),
 * which is the least-squares fit among all rising functions (Zadrozny & Elkan 2002 calibrate by it).
 */
export type Outcome = { readonly score: number; readonly isHit: boolean };
/** Outcomes that share one rate, lowest scores first. */
export type Step = {
  readonly from: number;
  readonly to: number;
  readonly meanScore: number;
  readonly count: number;
  readonly hits: number;
};

export function isotonicSteps(outcomes: readonly Outcome[]): readonly Step[] {
  const steps: Step[] = [];
  for (const step of byScore(outcomes)) {
    let pooled = step;
    for (let last = steps.at(-1); last && rate(last) >= rate(pooled); last = steps.at(-1)) {
      pooled = pool(last, pooled);
      steps.pop();
    }
    steps.push(pooled);
  }
  return steps;
}

export const rate = ({ hits, count }: Step): number => hits / count;

/** Equal scores are one step from the start. */
function byScore(outcomes: readonly Outcome[]): readonly Step[] {
  const steps: Step[] = [];
  for (const { score, isHit } of [...outcomes].sort((a, b) => a.score - b.score)) {
    const one: Step = { from: score, to: score, meanScore: score, count: 1, hits: Number(isHit) };
    const last = steps.at(-1);
    if (last?.to === score) steps[steps.length - 1] = pool(last, one);
    else steps.push(one);
  }
  return steps;
}

const pool = (low: Step, high: Step): Step => {
  const count = low.count + high.count;
  return {
    from: low.from,
    to: high.to,
    meanScore: (low.meanScore * low.count + high.meanScore * high.count) / count,
    count,
    hits: low.hits + high.hits,
  };
};
