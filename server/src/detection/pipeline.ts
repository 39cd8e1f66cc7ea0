/**
 * Detection, from columns to rings, as a table of contents. Pure and deterministic: equal columns and parameters
 * give equal rings, in an equal order; the clock it is handed only times the stages.
 */
import type { StageTiming } from '../domain/detection-run.ts';
import type { IgnoredHub, RingCandidate } from '../domain/ring.ts';
import { readActivity } from './activity.ts';
import { toGroup } from './candidates.ts';
import type { GraphColumns } from './columns.ts';
import { readConduct } from './conduct.ts';
import { lookAt } from './explain.ts';
import { findCommunities } from './graph/communities.ts';
import { concatEdges, toWeightedGraph } from './graph/csr.ts';
import { readGroupFacts } from './group-facts.ts';
import { findHubs } from './hubs.ts';
import { type Marketplace, readRelations } from './marketplace.ts';
import type { DetectionParameters } from './parameters.ts';
import { readPopulation } from './population.ts';
import { readRarity } from './rarity.ts';
import { describeRing } from './ring-description.ts';
import { selectRings } from './selection.ts';
import { readSharing } from './sharing.ts';
import { usableTimes } from './signals/clock.ts';
import { tieByDealings } from './signals/interactions.ts';
import { findMoneyCycles } from './signals/money-cycles.ts';
import { findQuickRedemptions } from './signals/quick-redemptions.ts';
import { findSynchrony } from './signals/synchrony.ts';
import { tieByIdentifiers, validateTies } from './ties.ts';

export type DetectionHooks = {
  /** Milliseconds of any steady clock. */
  readonly now: () => number;
  readonly onStage?: (name: string) => void;
};

export type DetectionOutcome = {
  /** Highest score first. */
  readonly candidates: readonly RingCandidate[];
  readonly ignoredHubs: readonly IgnoredHub[];
  readonly stages: readonly StageTiming[];
  readonly parameters: DetectionParameters;
};

export function detectRings(
  columns: GraphColumns,
  parameters: DetectionParameters,
  hooks: DetectionHooks,
): DetectionOutcome {
  const stages: StageTiming[] = [];
  const stage = <T>(name: string, work: () => T): T => {
    hooks.onStage?.(name);
    const start = hooks.now();
    const result = work();
    stages.push({ name, durationMs: hooks.now() - start });
    return result;
  };
  const population = stage('hard links', () => readPopulation(columns));
  const sharing = stage('shared identifiers', () => readSharing(columns, population));
  const hubs = stage('hubs', () => findHubs(columns, sharing, parameters));
  const projected = stage('projection', () => tieByIdentifiers(columns, sharing, hubs, parameters));
  const ties = stage('validation', () => validateTies(projected, sharing, hubs, parameters));
  const activity = stage('activity', () => readActivity(columns, population));
  const conduct = stage('conduct', () => readConduct(columns, activity, population.accountCount));
  const synchrony = stage('synchrony', () => findSynchrony(columns, population, activity, parameters));
  const cycles = stage('money cycles', () => findMoneyCycles(columns, activity, population.accountCount, parameters));
  const relations = readRelations(columns, population);
  const acts = stage('dealings', () => {
    const tied = toWeightedGraph(population.personCount, ties);
    const dealings = tieByDealings(tied, population, activity, relations, cycles);
    return concatEdges([synchrony.edges, dealings]);
  });
  const communities = stage('communities', () =>
    findCommunities(toWeightedGraph(population.personCount, concatEdges([ties, acts])), {
      smallComponent: parameters.smallComponent,
      maxSize: parameters.maxRingSize,
      resolutions: [parameters.resolutionCoarse, parameters.resolutionMiddle, parameters.resolutionFine],
      sameJaccard: parameters.sameCandidateJaccard,
    }),
  );
  const marketplace: Marketplace = {
    columns,
    parameters,
    population,
    sharing,
    hubs,
    rarity: readRarity(sharing),
    activity,
    conduct,
    synchrony,
    cycles,
    quickRedemptions: findQuickRedemptions(columns, population, activity),
    relations,
    usableRegistration: usableRegistrations(columns, population.entityOf),
  };
  const groups = stage('dense cores', () => {
    const actGraph = toWeightedGraph(population.personCount, acts);
    return communities.map((persons) => toGroup(marketplace, actGraph, persons)).filter((group) => group !== null);
  });
  const described = stage('evidence', () =>
    groups
      .map((group) => {
        const facts = readGroupFacts(marketplace, group);
        return describeRing(marketplace, facts, lookAt(marketplace, facts));
      })
      .filter((ring) => ring !== null),
  );
  const candidates = stage('selection', () => selectRings(described));
  return { candidates, ignoredHubs: hubs.ignored, stages, parameters };
}

/** Account → 1 where its registration time may be evidence of a burst. */
function usableRegistrations(columns: GraphColumns, entityOf: Int32Array): Uint8Array {
  return usableTimes(Float64Array.from(entityOf, (entity) => columns.entities.createdAt[entity] ?? Number.NaN));
}
