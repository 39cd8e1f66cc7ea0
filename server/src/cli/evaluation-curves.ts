/** The curves as one table: a row a point, detection at two severities, each baseline at its best cut. */
import type { CurveEvaluation } from '../application/evaluation/evaluate-curves.ts';
import type { RingEvaluation } from '../application/evaluation/evaluate-rings.ts';
import type { RingAccuracy } from '../application/evaluation/ring-accuracy.ts';
import { number, percent } from './figures.ts';
import { toTextTable } from './text-table.ts';

const OWN = ['recall', 'precision', 'member F1'];

export function curveTable({ scenario, seeds, points }: CurveEvaluation): string {
  const baselines = points[0]?.baselines ?? [];
  const header = ['rings hide by', ...OWN, ...OWN.map((name) => `${name} HIGH`), 'innocents any', 'HIGH'];
  const rows = points.map(({ name, result, baselines: others }) => [
    name,
    ...marks(result.rings.MEDIUM),
    ...marks(result.rings.HIGH),
    ...innocents(result),
    ...others.map(({ bestCut: { rings } }) => `${number(rings.recall)}/${number(rings.precision)}`),
  ]);
  const opening =
    `scenario ${scenario}, ${seeds} seeds a point; knobs not named are the scenario's own. Clewline at MEDIUM and at HIGH;\n` +
    'baselines as recall/precision where their F1 is best, which only the answers can tell.\n';
  return `${opening}${toTextTable([...header, ...baselines.map(({ name }) => name)], rows)}`;
}

const marks = ({ recall, precision, members }: RingAccuracy): string[] => [recall, precision, members.f1].map(number);

function innocents({ innocents: kinds }: RingEvaluation): string[] {
  const sum = (count: (kind: RingEvaluation['innocents'][number]) => number): number =>
    kinds.reduce((total, kind) => total + count(kind), 0);
  const planted = sum((kind) => kind.planted);
  const rate = (accused: number): string => percent(planted === 0 ? null : accused / planted);
  return [rate(sum((kind) => kind.accused)), rate(sum((kind) => kind.accusedHigh))];
}
