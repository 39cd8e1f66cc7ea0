/** How sure detection says to be, beside how often it is right: by what is stated, and by the score it is made from. */
import type { RingEvaluation } from '../application/evaluation/evaluate-rings.ts';
import { rate } from '../application/evaluation/isotonic.ts';
import { interval, number } from './figures.ts';
import { toTextTable } from './text-table.ts';

export function reliabilityTable({ reliability }: RingEvaluation): string {
  const { bins, byScore, brier, calibrationError } = reliability;
  const stated = toTextTable(
    ['confidence', 'rings', 'stated', 'real', '95 % interval'],
    bins.map(({ from, to, rings, stated: mean, real, interval: range }) => [
      `${from.toFixed(1)} to ${to.toFixed(1)}`,
      String(rings),
      number(mean),
      number(real),
      interval(range),
    ]),
  );
  const steps = toTextTable(
    ['scores', 'mean', 'rings', 'real'],
    byScore.map((step) => [
      `${step.from.toFixed(1)} to ${step.to.toFixed(1)}`,
      step.meanScore.toFixed(1),
      String(step.count),
      number(rate(step)),
    ]),
  );
  return `${stated}Brier score ${number(brier)}, mean distance ${number(calibrationError)}\n\n${steps}`;
}
