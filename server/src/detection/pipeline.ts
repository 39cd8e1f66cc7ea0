/**
 * Detection, from columns to rings, as a table of contents. Pure and deterministic: equal columns and parameters
 * give equal rings, in an equal order; the clock it is handed only times the stages.
 */
import type { StageTiming } from '../domain/detection-run.ts';
import type { IgnoredHub, RingCandidate } from '../domain/ring.ts';
import { readActivity } from './activity.ts';
import { createGrouping, createLargeGroupTest, type Group } from './candidates.ts';
import type { GraphColumns } from './columns.ts';
import { type ChosenRing, confirmRings } from './confidence/confirm-rings.ts';
import { groupsAroundHubs } from './crowded-identifiers.ts';
import { lookAt } from './explain.ts';
import { type DescribedGroup, type JoinedGroup, joinFragments } from './fragments.ts';
import { findCommunities } from './graph/communities.ts';
import { concatEdges, toWeightedGraph, type WeightedGraph } from './graph/csr.ts';
import type { PartitionAll } from './graph/leiden.ts';
import { findHubs } from './hubs.ts';
import { findLeads } from './leads.ts';
import { type Marketplace, readMarketplace } from './marketplace.ts';
import { type MarketNorms, readNorms } from './norms.ts';
import { type DetectionParameters, resolutionsOf } from './parameters.ts';
import { type Population, readPopulation } from './population.ts';
import { createFactsReader, type FactsReader } from './read-group-facts.ts';
import { readRelations } from './relations.ts';
import { describeRing } from './ring-description.ts';
import { edgesWithin, insidersOf, type Restriction, SCOPE } from './scope.ts';
import { groupsAroundSeeds, readSeeds } from './seeds.ts';
import { addLeads, breadth, selectRings } from './selection.ts';
import { readSharing } from './sharing.ts';
import { tieByDealings } from './signals/interactions.ts';
import { findMoneyCycles, type MoneyCycle } from './signals/money-cycles.ts';
import { findSynchrony } from './signals/synchrony.ts';
import { createStages, type Stage } from './stages.ts';
import { createTieTest, type PersonTies, tieAccounts, type ValidatedTies, type Within } from './ties.ts';

export type DetectionHooks = {
  /** Milliseconds of any steady clock. */
  readonly now: () => number;
  readonly onStage?: (name: string) => void;
  /** Default: on this thread, one after the other. */
  readonly partitionAll?: PartitionAll;
  /** Default: the whole marketplace is computed, by its own norms. */
  readonly within?: Restriction;
};

export type DetectionOutcome = {
  /** Highest score first. */
  readonly candidates: readonly RingCandidate[];
  /** Who is tied to known fraud, the likeliest first, each with the known ones; none where nobody is known. */
  readonly leads: readonly RingCandidate[];
  readonly ignoredHubs: readonly IgnoredHub[];
  readonly stages: readonly StageTiming[];
  readonly parameters: DetectionParameters;
  /** What it was measured against, for runs that compute a part. */
  readonly norms: MarketNorms;
  /** Account → number of its community, the coarsest there is; −1 for those without. */
  readonly communityOf: Int32Array;
};

export function detectRings(
  columns: GraphColumns,
  parameters: DetectionParameters,
  hooks: DetectionHooks,
): DetectionOutcome {
  const steps = detectionSteps(columns, parameters, hooks);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same with a pause before each stage and each group: whoever runs it may do something else there, or stop. */
export function* detectionSteps(
  columns: GraphColumns,
  parameters: DetectionParameters,
  hooks: DetectionHooks,
): Generator<void, DetectionOutcome> {
  const { stage, stages } = createStages(hooks);
  const { norms: held, scope, lives } = hooks.within ?? {};
  const { marketplace, cycles, largeFrom } = yield* readAll(stage, { columns, parameters, held, scope, lives });
  const { population, sharing, hubs } = marketplace;
  const isInside = insidersOf(population, scope);
  const ties = yield* tiePersons(stage, { marketplace, cycles, isInside, accepted: held?.acceptedTie });
  const communities = yield* stage('communities', () =>
    findCommunities(ties.all, { ...parameters, resolutions: resolutionsOf(parameters) }, hooks.partitionAll),
  );
  const seeds = readSeeds(marketplace);
  const around = yield* stage('hubs and seeds', () => [
    ...groupsAroundHubs(sharing, hubs, parameters).filter((group) => group.every(isInside)),
    ...groupsAroundSeeds(marketplace, { seeds, ties: ties.all, isInside }),
  ]);
  const toGroup = createGrouping(marketplace, { acts: ties.byActs, seeds, scope });
  const readFacts = createFactsReader(marketplace);
  const describe = createDescriber(marketplace, ties.all, readFacts);
  const described = yield* stage('evidence', () => describeEach([communities, around], toGroup, describe));
  const joined = yield* stage('fragments', () =>
    joinFragments(described, { population, ties: ties.all, describe, parameters }),
  );
  const search = { marketplace, seeds, ties: ties.byIdentifiers, describe };
  const leads = yield* stage('leads', () => findLeads(search, held?.weakestLead));
  const chosen = yield* stage('selection', () => chooseRings(described, joined));
  const { rings, chance } = yield* stage('confidence', () =>
    confirmRings(chosen, { marketplace, ties, describe, readFacts }, held?.chance),
  );
  const later = { largePayments: largeFrom, acceptedTie: ties.accepted, chance, weakestLead: leads.weakest };
  const norms = held ?? (yield* stage('norms', () => readNorms(marketplace, later)));
  return {
    candidates: addLeads(rings, leads.rings),
    ...{ leads: leads.rings, ignoredHubs: hubs.ignored, stages, parameters },
    norms,
    communityOf: communityOfAccounts(communities, population),
  };
}

type Reading = {
  readonly columns: GraphColumns;
  readonly parameters: DetectionParameters;
  readonly held: MarketNorms | undefined;
  readonly scope: Uint8Array | undefined;
  readonly lives: Restriction['lives'] | undefined;
};

function* readAll(stage: Stage, { columns, parameters, held, scope, lives }: Reading) {
  const population = yield* stage('hard links', () => readPopulation(columns));
  const sharing = yield* stage('shared identifiers', () => readSharing(columns, population));
  const hubs = yield* stage('hubs', () => findHubs(columns, sharing, parameters, held?.caps));
  const activity = yield* stage('activity', () => readActivity(columns, population, held?.clocks.events));
  const acting = { columns, population, activity, parameters, accountCount: population.accountCount };
  const synchrony = yield* stage('synchrony', () => findSynchrony({ ...acting, lives }, held?.synchrony));
  const { cycles, largeFrom } = yield* stage('money cycles', () =>
    findMoneyCycles(
      { ...acting, takesPart: scope && ((account) => scope[account] !== SCOPE.outside) },
      parameters,
      held?.largePayments,
    ),
  );
  const relations = yield* stage('relations', () => readRelations(columns, population));
  const universe = held?.universe ?? { persons: population.personCount, identifiers: sharing.entityOf.length };
  const read = { universe, columns, parameters, population, sharing, hubs, activity, synchrony, relations };
  const marketplace = yield* stage('marketplace', () => readMarketplace(read, cycles, held));
  return { marketplace, cycles, largeFrom };
}

type Tying = Within & { readonly marketplace: Marketplace; readonly cycles: readonly MoneyCycle[] };

/** The edges themselves, the largest thing there is, are gone when this returns. */
function* tiePersons(
  stage: Stage,
  { marketplace, cycles, ...within }: Tying,
): Generator<void, PersonTies & Pick<ValidatedTies, 'accepted'>> {
  const { population, synchrony, universe } = marketplace;
  const ties = yield* tieAccounts(stage, marketplace, within);
  return yield* stage('dealings', () => {
    const byIdentifiers = toWeightedGraph(population.personCount, ties);
    const dealings = tieByDealings(byIdentifiers, { ...marketplace, cycles });
    const acts = edgesWithin(concatEdges([synchrony.edges, dealings]), within.isInside);
    return {
      byIdentifiers,
      byActs: toWeightedGraph(population.personCount, acts),
      all: toWeightedGraph(population.personCount, concatEdges([ties, acts])),
      test: createTieTest(universe, ties),
      accepted: ties.accepted,
    };
  });
}

/** The first found, which is the coarsest: of finer ones in it nothing is told. */
function communityOfAccounts(communities: Iterable<Int32Array>, { personOf, personCount }: Population): Int32Array {
  const ofPerson = new Int32Array(personCount).fill(-1);
  let name = 0;
  for (const persons of communities) {
    for (const person of persons) if (ofPerson[person] === -1) ofPerson[person] = name;
    name++;
  }
  return personOf.map((person) => ofPerson[person] ?? -1);
}

/** The rings to report, with the groups they were described from. */
function chooseRings(described: readonly DescribedGroup[], joined: readonly JoinedGroup[]): ChosenRing[] {
  const all = [
    ...described.map((found) => ({ ...found, isJoined: false })),
    ...joined.map((found) => ({ ...found, isJoined: true })),
  ];
  const chosenOf = new Map(all.map((found) => [found.ring, found]));
  const ranks = new Map(joined.map(({ ring, rank }) => [ring, rank]));
  const rankOf = (ring: RingCandidate): number => ranks.get(ring) ?? breadth(ring);
  const rings = selectRings(
    all.map(({ ring }) => ring),
    rankOf,
  );
  return rings.flatMap((ring) => chosenOf.get(ring) ?? []);
}

/**
 * Each candidate cut down to its dense core and looked at, one by one: most are dropped at once, and to keep all their
 * cores would take more memory than their communities. Pauses before each.
 */
function* describeEach(
  candidates: readonly Iterable<Int32Array>[],
  toGroup: (persons: Int32Array) => Group | null,
  describe: (group: Group) => DescribedGroup | null,
) {
  const found: DescribedGroup[] = [];
  for (const some of candidates) {
    for (const persons of some) {
      yield;
      const group = toGroup(persons);
      const one = group && describe(group);
      if (one !== null) found.push(one);
    }
  }
  return found;
}

/** Null for a group that is not worth reporting, or too large for how it hangs together. */
function createDescriber(
  marketplace: Marketplace,
  ties: WeightedGraph,
  readFacts: FactsReader,
): (group: Group) => DescribedGroup | null {
  const isHeldTogether = createLargeGroupTest(marketplace, ties);
  return (group) => {
    if (!isHeldTogether(group)) return null;
    const facts = readFacts(group);
    const findings = lookAt(marketplace, facts);
    const ring = findings && describeRing(marketplace, facts, findings);
    return ring && { group, ring };
  };
}
