/** An evaluation as tables for a person: what was found, in which order, by which name, and who was wronged. */
import type { Evaluation } from '../application/evaluate-detection.ts';
import type { LabelEvaluation } from '../application/evaluation/evaluate-labels.ts';
import type { EvaluatedRun } from '../application/evaluation/evaluate-marketplaces.ts';
import type { RingEvaluation } from '../application/evaluation/evaluate-rings.ts';
import type { SeededEvaluation } from '../application/evaluation/evaluate-seeded.ts';
import { SEVERITY_FLOORS } from '../application/evaluation/found-ring.ts';
import { baselineTables } from './evaluation-baselines.ts';
import { curveTable } from './evaluation-curves.ts';
import { reliabilityTable } from './evaluation-reliability.ts';
import { interval, number, percent } from './figures.ts';
import { toTextTable } from './text-table.ts';

export function toEvaluationText(evaluation: Evaluation): string {
  if (evaluation.against === 'labels') return labelTable(evaluation.result);
  if (evaluation.against === 'half the labels') return seededTable(evaluation.result);
  if (evaluation.against === 'curves') return curveTable(evaluation);
  const { result, baselines } = evaluation;
  const own = [
    ringTable(result),
    rankingTable(result),
    reliabilityTable(result),
    typologyTable(result),
    innocentTable(result),
    pairTable(result),
  ];
  const tables = [...own, ...baselineTables(result, baselines)];
  if (evaluation.against === 'truth') return tables.join('\n');
  return [...evaluation.runs.map(runLine), ...tables].join('\n');
}

function runLine({ scenario, counts, durationMs }: EvaluatedRun): string {
  const { name, seed, camouflage } = scenario;
  const knobs = Object.entries(camouflage).map(([knob, value]) => `${knob} ${value}`);
  const size = `${counts.entities} entities, ${counts.links} links, ${counts.events} events`;
  return `${name}, seed ${seed}: ${knobs.join(', ')}; ${size}; detected in ${durationMs} ms`;
}

function ringTable({ rings }: RingEvaluation): string {
  const header = ['rings at', 'planted', 'found', 'matched', 'precision', 'recall', 'F1', 'fragmented', 'over-merged'];
  return toTextTable(
    [...header, 'member precision', 'member recall', 'member F1', 'mean ring F1'],
    SEVERITY_FLOORS.map((floor) => {
      const { planted, found, matched, precision, recall, f1, fragmented, overMerged, members } = rings[floor];
      const accounts = [members.precision, members.recall, members.f1, members.meanRingF1];
      const counts = [planted, found, matched].map(String);
      const halves = [fragmented, overMerged].map(String);
      return [floor, ...counts, ...[precision, recall, f1].map(number), ...halves, ...accounts.map(number)];
    }),
  );
}

function rankingTable({ ranking }: RingEvaluation): string {
  const { averagePrecision, atReviewed, recallAtAccounts } = ranking;
  const rows = atReviewed.map(({ rings, precision, recall }) => [`${rings} rings`, number(precision), number(recall)]);
  const budget = [`${recallAtAccounts.accounts} accounts`, '', number(recallAtAccounts.recall)];
  return `${toTextTable(['reviewed', 'precision', 'recall'], [...rows, budget])}average precision ${number(averagePrecision)}\n`;
}

function typologyTable({ typologies }: RingEvaluation): string {
  const rows = [...typologies.each, { code: 'all', ...typologies.overall }];
  return toTextTable(
    ['typology', 'planted', 'found', 'recall', 'named first', 'in top three'],
    rows.map(({ code, planted, found, recall, first, topThree }) => [
      code,
      ...[planted, found].map(String),
      ...[recall, first, topThree].map(number),
    ]),
  );
}

function innocentTable({ innocents }: RingEvaluation): string {
  return toTextTable(
    ['innocent structure', 'planted', 'accused', 'rate', '95 % interval', 'at HIGH', 'rate', '95 % interval'],
    innocents.map((kind) => [
      kind.kind,
      ...[kind.planted, kind.accused].map(String),
      percent(kind.rate),
      interval(kind.interval),
      String(kind.accusedHigh),
      percent(kind.rateHigh),
      interval(kind.intervalHigh),
    ]),
  );
}

function pairTable({ pairs }: RingEvaluation): string {
  return toTextTable(
    ['pairs with known fraud at', 'found', 'in one planted ring', 'precision', 'accusing the honest'],
    Object.entries(pairs).map(([floor, { found, right, precision, accusing }]) => {
      return [floor, String(found), String(right), number(precision), String(accusing)];
    }),
  );
}

function labelTable({ population, flagged, baseRate, rings, top }: LabelEvaluation): string {
  const rows = top.map(({ rings: count, ringsFound, accounts, flagged: hits, precision, lift, liftInterval }) => [
    `${count}${ringsFound < count ? ` (only ${ringsFound})` : ''}`,
    String(accounts),
    String(hits),
    percent(precision),
    number(lift),
    liftInterval === null ? '–' : `${liftInterval.low.toFixed(2)} to ${liftInterval.high.toFixed(2)}`,
  ]);
  const base = `${flagged} of ${population} accounts are flagged (${(100 * baseRate).toFixed(2)} %); ${rings} rings`;
  return `${base}\n${toTextTable(['top rings', 'accounts', 'flagged', 'precision', 'lift', '95 % interval'], rows)}`;
}

function seededTable({ splits, population, flagged, top, topRings, rule }: SeededEvaluation): string {
  const row = (name: string, { accounts, lift }: SeededEvaluation['rule']) => [
    name,
    accounts.toFixed(0),
    lift.mean.toFixed(1),
    `${lift.lowest.toFixed(1)} to ${lift.highest.toFixed(1)}`,
  ];
  const rows = [
    ...top.map(({ rings, ...scored }) => row(`top ${rings} leads`, scored)),
    ...topRings.map(({ rings, ...scored }) => row(`top ${rings} rings`, scored)),
  ];
  const opening = `half of ${flagged} flagged of ${population} accounts told, scored on the other half; ${splits} random splits`;
  return `${opening}\n${toTextTable(
    ['', 'accounts', 'mean lift', 'over splits'],
    [...rows, row('all who share an identifier (no hub) with a known fraudster', rule)],
  )}`;
}
