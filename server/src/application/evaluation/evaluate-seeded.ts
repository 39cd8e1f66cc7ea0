/**
 * The seeded mode against labels: a random half of the flagged accounts is told to detection as known fraud, and its
 * leads, and its rings, are scored on the other half, among accounts that were not told; the mean over splits of chance. No label but
 * a seed's reaches detection. Beside it, in the same splits, the rule anyone would write first: who shares an
 * identifier that is no hub with a known fraudster.
 */
import type { GraphColumns } from '../../detection/columns.ts';
import { findHubs } from '../../detection/hubs.ts';
import type { DetectionParameters } from '../../detection/parameters.ts';
import { detectRings } from '../../detection/pipeline.ts';
import { readPopulation } from '../../detection/population.ts';
import { readSharing } from '../../detection/sharing.ts';
import { ENTITY_KIND_LIST, kindEntry, RISK_LABELS } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { createDraw } from '../../domain/seeded-random.ts';
import type { AccountLabels } from './evaluate-labels.ts';
import { REVIEWED_RINGS } from './ring-ranking.ts';

type Spread = { readonly mean: number; readonly lowest: number; readonly highest: number };
/** `rings`: how many leads or rings were looked at. */
type Reviewed = { readonly rings: number; readonly accounts: number; readonly lift: Spread };
export type SeededEvaluation = {
  readonly splits: number;
  readonly population: number;
  readonly flagged: number;
  readonly top: readonly Reviewed[];
  /** The same of the rings, in the order of their scores. */
  readonly topRings: readonly Reviewed[];
  /** The rule "shares an identifier that is no hub with a known fraudster". */
  readonly rule: { readonly accounts: number; readonly lift: Spread };
};
export type SeededRequest = {
  readonly columns: GraphColumns;
  readonly parameters: DetectionParameters;
  readonly labels: AccountLabels;
  readonly splits: number;
  readonly seed: number;
};

type Split = { readonly known: ReadonlySet<string>; readonly held: ReadonlySet<string>; readonly baseRate: number };
type Scored = { readonly accounts: number; readonly lift: number };

export function evaluateSeeded(request: SeededRequest): SeededEvaluation {
  const actors = actorPositions(request.columns);
  const splits = Array.from({ length: request.splits }, (_, i) => splitInHalf(request.labels, request.seed + i));
  const scored = splits.map((split) => {
    const seeds = [...split.known].flatMap((id) => actors.get(id) ?? []);
    const score = (ids: Iterable<string>): Scored => scoreAccounts(ids, split, request.labels);
    const { leads, rings } = findingsFrom(request, actors, seeds);
    return {
      top: REVIEWED_RINGS.map((most) => score(leads.slice(0, most).flat())),
      topRings: REVIEWED_RINGS.map((most) => score(rings.slice(0, most).flat())),
      rule: score(sharingWith(request, seeds)),
    };
  });
  const { population, flagged } = request.labels;
  return {
    splits: request.splits,
    population: population.size,
    flagged: flagged.size,
    top: REVIEWED_RINGS.map((rings, i) => ({ rings, ...spreadOf(scored.map(({ top }) => top[i])) })),
    topRings: REVIEWED_RINGS.map((rings, i) => ({ rings, ...spreadOf(scored.map(({ topRings }) => topRings[i])) })),
    rule: spreadOf(scored.map(({ rule }) => rule)),
  };
}

/** Whether any of the labelled accounts is in the columns. */
export function isAnyHere(columns: GraphColumns, { population }: AccountLabels): boolean {
  const actors = actorPositions(columns);
  return [...population].some((id) => actors.has(id));
}

function splitInHalf({ population, flagged }: AccountLabels, seed: number): Split {
  const draw = createDraw(seed);
  const drawn = [...flagged]
    .sort()
    .map((id) => ({ id, order: draw() }))
    .sort((a, b) => a.order - b.order)
    .map(({ id }) => id);
  const known = new Set(drawn.slice(0, drawn.length >> 1));
  const held = new Set(drawn.slice(drawn.length >> 1));
  return { known, held, baseRate: held.size / Math.max(1, population.size - known.size) };
}

function actorPositions({ entities }: GraphColumns): ReadonlyMap<string, number[]> {
  const positions = new Map<string, number[]>();
  for (let e = 0; e < entities.length; e++) {
    if (kindEntry(ENTITY_KIND_LIST[entities.kind[e] ?? 0] ?? 'Buyer').class !== 'actor') continue;
    const id = entities.id.at(e) ?? '';
    positions.set(id, [...(positions.get(id) ?? []), e]);
  }
  return positions;
}

/** Ids of the accounts of each. */
function findingsFrom(
  { columns, parameters, labels }: SeededRequest,
  actors: ReadonlyMap<string, readonly number[]>,
  seeds: readonly number[],
): Readonly<Record<'leads' | 'rings', readonly string[][]>> {
  const riskLabel = columns.entities.riskLabel.slice();
  for (const id of labels.population) for (const position of actors.get(id) ?? []) riskLabel[position] = 255;
  for (const position of seeds) riskLabel[position] = RISK_LABELS.indexOf('confirmedFraud');
  const told = { ...columns, entities: { ...columns.entities, riskLabel } };
  const { leads, candidates } = detectRings(told, parameters, { now: () => 0 });
  const idsOf = (refs: readonly EntityRef[]): string[] => refs.map(({ id }) => id);
  return {
    leads: leads.map(({ accounts }) => idsOf(accounts)),
    rings: candidates.map(({ members }) => idsOf(members)),
  };
}

/** Ids of accounts that hold a non-hub identifier of a seed. */
function sharingWith({ columns, parameters }: SeededRequest, seeds: readonly number[]): Set<string> {
  const population = readPopulation(columns);
  const sharing = readSharing(columns, population);
  const { isHub } = findHubs(columns, sharing, parameters);
  const { rowOffsets, rowEntries, columnOffsets, entryRow, entryColumn } = sharing.byAccount;
  const found = new Set<string>();
  for (const account of seeds.map((position) => population.accountOf[position] ?? -1)) {
    for (const entry of rowEntries.subarray(rowOffsets[account], rowOffsets[account + 1])) {
      const identifier = entryColumn[entry] ?? 0;
      if (isHub[identifier] === 1) continue;
      for (const other of entryRow.subarray(columnOffsets[identifier], columnOffsets[identifier + 1])) {
        found.add(columns.entities.id.at(population.entityOf[other] ?? 0) ?? '');
      }
    }
  }
  return found;
}

function scoreAccounts(ids: Iterable<string>, { known, held, baseRate }: Split, { population }: AccountLabels): Scored {
  const accounts = [...new Set(ids)].filter((id) => population.has(id) && !known.has(id));
  const hits = accounts.filter((id) => held.has(id)).length;
  const precision = accounts.length === 0 ? 0 : hits / accounts.length;
  return { accounts: accounts.length, lift: baseRate === 0 ? 0 : precision / baseRate };
}

function spreadOf(scored: readonly (Scored | undefined)[]): { readonly accounts: number; readonly lift: Spread } {
  const lifts = scored.map((one) => one?.lift ?? 0);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    accounts: mean(scored.map((one) => one?.accounts ?? 0)),
    lift: { mean: mean(lifts), lowest: Math.min(...lifts), highest: Math.max(...lifts) },
  };
}
