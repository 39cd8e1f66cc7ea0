/**
 * Detection, from columns to rings, as a table of contents. Pure and deterministic: equal columns and parameters
 * give equal rings, in an equal order; the clock it is handed only times the stages.
 */
import type { StageTiming } from '../domain/detection-run.ts';
import type { Lead } from '../domain/lead.ts';
import type { IgnoredHub, RingCandidate } from '../domain/ring.ts';
import { readActivity } from './activity.ts';
import { createGrouping } from './candidates.ts';
import { chooseRings, rankCandidates } from './choose-rings.ts';
import type { GraphColumns } from './columns.ts';
import { confirmRings } from './confidence/confirm-rings.ts';
import { groupsAroundHubs } from './crowded-identifiers.ts';
import { createDescriber, type Describe, describeEach } from './describe-groups.ts';
import { joinFragments } from './fragments.ts';
import { findCommunities } from './graph/communities.ts';
import { concatEdges, toWeightedGraph } from './graph/csr.ts';
import type { PartitionAll } from './graph/leiden.ts';
import { findHubs } from './hubs.ts';
import { findLeads, type TiedToSeeds, tiedToSeeds } from './leads.ts';
import { type Marketplace, readMarketplace } from './marketplace.ts';
import { type MarketNorms, readNorms } from './norms.ts';
import { type DetectionParameters, resolutionsOf } from './parameters.ts';
import { type Population, readPopulation } from './population.ts';
import { createFactsReader, type FactsReader } from './read-group-facts.ts';
import { readRelations } from './relations.ts';
import { concernOf, edgesWithin, type Insiders, insidersOf, type Restriction, SCOPE } from './scope.ts';
import { groupsAroundSeeds, readSeeds } from './seeds.ts';
import { addPairs } from './selection.ts';
import { readSharing } from './sharing.ts';
import { tieByDealings } from './signals/interactions.ts';
import { findMoneyCycles } from './signals/money-cycles.ts';
import type { MoneyPattern } from './signals/payments.ts';
import { findScatterGathers } from './signals/scatter-gather.ts';
import { findSynchrony } from './signals/synchrony.ts';
import { createStages, type Stage } from './stages.ts';
import { letStand, type Standing } from './standing-rings.ts';
import { createTieTest, type PersonTies, tieAccounts, type ValidatedTies, type Within } from './ties.ts';

export type DetectionHooks = {
  /** Milliseconds of any steady clock. */
  readonly now: () => number;
  readonly onStage?: (name: string) => void;
  /** Default: on this thread, one after the other. */
  readonly partitionAll?: PartitionAll;
  /** Default: the whole marketplace is computed, by its own norms. */
  readonly within?: Restriction;
  /** Default: nothing is known of an earlier run. */
  readonly standing?: Standing | undefined;
};

export type DetectionOutcome = {
  /** Highest score first. */
  readonly candidates: readonly RingCandidate[];
  /** Of those the ones that stand from the earlier run where this one alone would have found others. */
  readonly stood: readonly RingCandidate[];
  /** Who is tied to known fraud, the likeliest first; none where nobody is known. */
  readonly leads: readonly Lead[];
  readonly ignoredHubs: readonly IgnoredHub[];
  readonly stages: readonly StageTiming[];
  readonly parameters: DetectionParameters;
  /** What it was measured against, for runs that compute a part. */
  readonly norms: MarketNorms;
  /** Account → number of its community, the coarsest there is; −1 for those without. */
  readonly communityOf: Int32Array;
  /** Account → the highest score without doubt of the groups with it that were looked at; 0 where none was. */
  readonly nearness: Float32Array;
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
  const { marketplace, moneyPatterns, largeFrom } = yield* readAll(stage, { columns, parameters, held, scope, lives });
  const seeds = readSeeds(marketplace);
  const isInside = insidersOf(marketplace.population, scope);
  const ties = yield* tiePersons(stage, {
    ...{ marketplace, moneyPatterns, seeds, isInside, scope },
    accepted: held?.acceptedTie,
  });
  const readFacts = createFactsReader(marketplace);
  const nearness = new Float32Array(marketplace.population.accountCount);
  const describe = createDescriber(marketplace, { ties: ties.all, readFacts, nearness });
  const { standing } = hooks;
  const { leads, communityOf, ...found } = yield* findRings(stage, {
    ...{ marketplace, ties, seeds, isInside, scope, describe, readFacts, standing },
    partitionAll: hooks.partitionAll,
    weakestLead: held?.weakestLead,
  });
  const confirming = { marketplace, ties, describe, readFacts };
  const confirmed = yield* stage('confidence', () => confirmRings(found.chosen, confirming, held?.chance));
  const { rings: fresh, chance } = confirmed;
  const { rings, stood } = standing
    ? yield* stage('standing rings', () => letStand(standing, { ...found, fresh }, { ...confirming, chance }))
    : { rings: fresh, stood: [] };
  const later = { largePayments: largeFrom, acceptedTie: ties.accepted, chance, weakestLead: leads.weakest };
  const norms = held ?? (yield* stage('norms', () => readNorms(marketplace, later)));
  return {
    candidates: addPairs(rings, leads.leads),
    stood,
    ...{ leads: leads.leads, ignoredHubs: marketplace.hubs.ignored, stages, parameters },
    norms,
    ...{ communityOf, nearness },
  };
}

type Reading = {
  readonly columns: GraphColumns;
  readonly parameters: DetectionParameters;
  readonly held: MarketNorms | undefined;
  readonly scope: Uint8Array | undefined;
  readonly lives: Restriction['lives'] | undefined;
};

/** What only reading takes, such as where each entity stands among the accounts, is gone when this returns. */
function* readAll(stage: Stage, { columns, parameters, held, scope, lives }: Reading) {
  const census = yield* stage('hard links', () => readPopulation(columns));
  const { accountOf: _, ...population } = census;
  const sharing = yield* stage('shared identifiers', () => readSharing(columns, census));
  const hubs = yield* stage('hubs', () => findHubs(columns, sharing, parameters, held?.caps));
  const activity = yield* stage('activity', () => readActivity(columns, census, held?.clocks.events));
  const acting = { columns, population, activity, parameters, accountCount: population.accountCount };
  const synchrony = yield* stage('synchrony', () => findSynchrony({ ...acting, lives }, held?.synchrony));
  const takesPart = scope && ((account: number): boolean => scope[account] !== SCOPE.outside);
  const { moneyPatterns, largeFrom } = yield* stage('money cycles', () => {
    const { cycles, largeFrom } = findMoneyCycles({ ...acting, takesPart }, parameters, held?.largePayments);
    const spread = findScatterGathers({ ...acting, takesPart }, parameters, largeFrom);
    return { moneyPatterns: [...cycles, ...spread], largeFrom };
  });
  const relations = yield* stage('relations', () => readRelations(columns, census));
  const universe = held?.universe ?? { persons: population.personCount, identifiers: sharing.entityOf.length };
  const read = { universe, columns, parameters, population, sharing, hubs, activity, synchrony, relations };
  const marketplace = yield* stage('marketplace', () => readMarketplace(read, moneyPatterns, held));
  return { marketplace, moneyPatterns, largeFrom };
}

type Tying = Within & {
  readonly marketplace: Marketplace;
  readonly scope: Uint8Array | undefined;
  readonly moneyPatterns: readonly MoneyPattern[];
  readonly seeds: Uint8Array;
};
type Tied = PersonTies & Pick<ValidatedTies, 'accepted'> & { readonly toSeeds: TiedToSeeds };

/** The edges themselves, the largest thing there is, are gone when this returns; so are ties by identifiers alone. */
function* tiePersons(
  stage: Stage,
  { marketplace, moneyPatterns, seeds, scope, ...within }: Tying,
): Generator<void, Tied> {
  const { population, synchrony, universe } = marketplace;
  const isKnown = (account: number): boolean => scope?.[account] !== SCOPE.outside;
  const ties = yield* tieAccounts(stage, marketplace, within);
  return yield* stage('dealings', () => {
    const byIdentifiers = toWeightedGraph(population.personCount, ties);
    const dealings = tieByDealings(byIdentifiers, { ...marketplace, moneyPatterns, isKnown });
    const acts = edgesWithin(concatEdges([synchrony.edges, dealings]), within.isInside);
    return {
      byActs: toWeightedGraph(population.personCount, acts),
      all: toWeightedGraph(population.personCount, concatEdges([ties, acts])),
      test: createTieTest(universe, ties),
      accepted: ties.accepted,
      toSeeds: tiedToSeeds(population, seeds, byIdentifiers),
    };
  });
}

type Searching = {
  readonly marketplace: Marketplace;
  readonly ties: Tied;
  readonly seeds: Uint8Array;
  readonly isInside: Insiders;
  readonly scope: Uint8Array | undefined;
  readonly describe: Describe;
  readonly readFacts: FactsReader;
  readonly partitionAll: PartitionAll | undefined;
  /** The least strength of a lead. */
  readonly weakestLead: number | undefined;
  readonly standing: Standing | undefined;
};

/**
 * The groups of the rings to report. What was told of them and of all others is gone when this returns, unless some may
 * yet be wanted beside rings that stand.
 */
function* findRings(stage: Stage, search: Searching) {
  const { marketplace, ties, describe } = search;
  const { described, communityOf } = yield* describeGroups(stage, search);
  const joined = yield* stage('fragments', () =>
    joinFragments(described, { ...marketplace, ties: ties.all, describe }),
  );
  const leads = yield* stage('leads', () =>
    findLeads({ marketplace, tied: ties.toSeeds, describe }, search.weakestLead),
  );
  const ranked = rankCandidates(described, joined);
  const chosen = yield* stage('selection', () => chooseRings(ranked));
  marketplace.once.forget();
  return { chosen, ranked: search.standing ? ranked : [], leads, communityOf };
}

/** Every group worth telling of. Communities, and what groups are cut out by, are gone when this returns. */
function* describeGroups(stage: Stage, { marketplace, ties, seeds, isInside, scope, ...search }: Searching) {
  const { parameters } = marketplace;
  const communities = yield* stage('communities', () =>
    findCommunities(ties.all, { ...parameters, resolutions: resolutionsOf(parameters) }, search.partitionAll),
  );
  const around = yield* stage('hubs and seeds', () => [
    ...groupsAroundHubs(marketplace, search.readFacts).filter((group) => group.every(isInside)),
    ...groupsAroundSeeds(marketplace, { seeds, ties: ties.all, isInside }),
  ]);
  const toGroup = createGrouping(marketplace, { acts: ties.byActs, seeds, scope });
  const isLookedAt = concernOf(marketplace.population, scope);
  const described = yield* stage('evidence', () =>
    describeEach([communities, around], (persons) => (isLookedAt(persons) ? toGroup(persons) : null), search.describe),
  );
  return { described, communityOf: communityOfAccounts(communities, marketplace.population) };
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
