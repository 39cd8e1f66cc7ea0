/** Baselines beside detection, by the same measures: rings and members, order, and the innocents each accuses. */
import type { BaselineEvaluation } from '../application/evaluation/evaluate-baseline.ts';
import type { RingEvaluation } from '../application/evaluation/evaluate-rings.ts';
import { SEVERITY_FLOORS, type SeverityFloor } from '../application/evaluation/found-ring.ts';
import type { RingAccuracy } from '../application/evaluation/ring-accuracy.ts';
import type { RingRanking } from '../application/evaluation/ring-ranking.ts';
import { number, percent } from './figures.ts';
import { toTextTable } from './text-table.ts';

const EXPLAINED =
  'Baselines know no severity: "all" is every group of three or more, the likeliest first by the weight of ties inside\n' +
  'a member (FRAUDAR: density of its block); "best" is cut where F1 is greatest, which only the answers can tell.\n';

/** None without baselines. */
export function baselineTables(own: RingEvaluation, baselines: readonly BaselineEvaluation[]): string[] {
  return baselines.length === 0 ? [] : [methodTable(own, baselines), alarmTable(own, baselines), EXPLAINED];
}

function methodTable(own: RingEvaluation, baselines: readonly BaselineEvaluation[]): string {
  const header = ['method', 'cut', 'found', 'precision', 'recall', 'F1', 'member precision', 'member recall'];
  return toTextTable(
    [...header, 'member F1', 'fragmented', 'over-merged', 'average precision', 'precision at 50'],
    [
      ...SEVERITY_FLOORS.map((floor) => methodRow('clewline', floor, own.rings[floor], own.ranking)),
      ...baselines.flatMap(({ name, all, bestCut, ranking }) => [
        methodRow(name, 'all', all.rings, ranking),
        methodRow(name, 'best', bestCut.rings, ranking),
      ]),
    ],
  );
}

type Cut = SeverityFloor | 'all' | 'best';

function methodRow(name: string, cut: Cut, rings: RingAccuracy, { averagePrecision, atReviewed }: RingRanking) {
  const { found, precision, recall, f1, members, fragmented, overMerged } = rings;
  const ofRings = [precision, recall, f1, members.precision, members.recall, members.f1].map(number);
  const atFifty = atReviewed.find((at) => at.rings === 50)?.precision ?? null;
  const order = cut === 'any' || cut === 'all' ? [averagePrecision, atFifty].map(number) : ['', ''];
  return [name, cut, String(found), ...ofRings, ...[fragmented, overMerged].map(String), ...order];
}

function alarmTable(own: RingEvaluation, baselines: readonly BaselineEvaluation[]): string {
  return toTextTable(
    ['innocents accused', 'clewline any', 'HIGH', ...baselines.map(({ name }) => `${name}, best`)],
    own.innocents.map(({ kind, rate, rateHigh }, i) => [
      kind,
      percent(rate),
      percent(rateHigh),
      ...baselines.map(({ bestCut }) => percent(bestCut.innocents[i]?.rate ?? null)),
    ]),
  );
}
