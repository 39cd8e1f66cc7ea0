/**
 * A baseline against what was planted, by the measures our rings get. A baseline has no severity, so it is marked
 * twice: with all its groups, and with its ranking cut where F1 is best. That cut needs the answers, which nobody has
 * in practice: it is the most the method could reach.
 */

import type { BaselineFinds } from './baselines/catalogue.ts';
import { type Alarms, alarmsByKind } from './benign-alarms.ts';
import { harmonicMean } from './found-ring.ts';
import { type Group, matchOneToOne, overlapsOf } from './match-rings.ts';
import type { PlantedRing, PlantedTruth } from './planted-truth.ts';
import { measureRings, type RingAccuracy } from './ring-accuracy.ts';
import { measureRanking, type RingRanking } from './ring-ranking.ts';

type Marked = { readonly rings: RingAccuracy; readonly innocents: readonly Alarms[] };
export type BaselineEvaluation = {
  readonly name: string;
  readonly all: Marked;
  readonly bestCut: Marked;
  readonly ranking: RingRanking;
};

export function evaluateBaseline({ name, found }: BaselineFinds, truth: PlantedTruth): BaselineEvaluation {
  const mark = (groups: readonly Group[]): Marked => ({
    rings: measureRings(groups, truth.rings),
    innocents: alarmsByKind(groups, truth.innocents),
  });
  return {
    name,
    all: mark(found),
    bestCut: mark(found.slice(0, bestCut(found, truth.rings))),
    ranking: measureRanking(found, truth.rings),
  };
}

/** How many groups from the top give the best F1 of rings; the fewest on a tie. */
function bestCut(found: readonly Group[], planted: readonly PlantedRing[]): number {
  const matches = matchOneToOne(overlapsOf(found, planted));
  let [best, cut, hits] = [0, 0, 0];
  for (let i = 0; i < found.length; i++) {
    if (matches.has(i)) hits++;
    const f1 = harmonicMean(hits / (i + 1), hits / Math.max(1, planted.length)) ?? 0;
    if (f1 > best) [best, cut] = [f1, i + 1];
  }
  return cut;
}
