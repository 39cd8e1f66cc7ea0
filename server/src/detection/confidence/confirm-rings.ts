/** Adds to each ring how often it returns in altered surroundings, how chance compares (its score heeds it), and its tree. */
import { type RingCandidate, type RingChance, type RingStability, SEVERITIES } from '../../domain/ring.ts';
import type { Group } from '../candidates.ts';
import { percent } from '../evidence/wording.ts';
import type { DescribedGroup } from '../fragments.ts';
import { positionsWhere } from '../graph/edge-selection.ts';
import type { Marketplace } from '../marketplace.ts';
import { resolutionsOf } from '../parameters.ts';
import type { FactsReader } from '../read-group-facts.ts';
import type { PersonTies } from '../ties.ts';
import { type ChanceNorms, type ChanceOf, compareWithChance } from './chance.ts';
import { readDeeds } from './deeds.ts';
import { discountChance } from './discount-chance.ts';
import { evidenceTree } from './evidence-tree.ts';
import type { SearchSetting } from './search-again.ts';
import { countReturns, LEFT_OUT, REPETITIONS, type Returns, surroundingPersons, type TestedRing } from './stability.ts';
import { readSurroundings } from './surroundings.ts';

/** Without its description: thousands of those are a heap that every collection of garbage goes through again. */
export type ChosenRing = {
  readonly group: Group;
  /** Put together from several finds. */
  readonly isJoined: boolean;
  /** Its members are as they are to be. */
  readonly isFixed?: boolean;
};

export type ConfirmSetting = {
  readonly marketplace: Marketplace;
  readonly ties: PersonTies;
  readonly describe: (group: Group) => DescribedGroup | null;
  readonly readFacts: FactsReader;
};

export type Confirmed = { readonly rings: readonly RingCandidate[]; readonly chance: ChanceNorms };

/** Each described anew, in the order given. `held`: what an earlier run knows of chance. */
export function* confirmRings(
  chosen: readonly ChosenRing[],
  setting: ConfirmSetting,
  held?: ChanceNorms,
): Generator<void, Confirmed> {
  if (chosen.length === 0) return { rings: [], chance: held ?? {} };
  const { returns, chances, norms } = yield* searchAround(chosen, setting, held);
  const rings = chosen.flatMap(({ group, isFixed = false }, i) => {
    const found = setting.describe(group);
    const [back, chance] = [returns[i], chances[i]];
    return found && back && chance ? confirmRing(found, { back, chance, isFixed }, setting) : [];
  });
  return { rings, chance: norms };
}

/** The surroundings are gone when this returns. */
function* searchAround(chosen: readonly ChosenRing[], setting: ConfirmSetting, held: ChanceNorms | undefined) {
  const { marketplace } = setting;
  const tested = chosen.map((one) => toTested(one, marketplace));
  const persons = surroundingPersons(tested, setting.ties.all);
  const around = searchIn(setting, persons);
  const returns = yield* countReturns(around, tested);
  const wide = held ? around : searchIn(setting, withBackground(persons, marketplace));
  const { chances, norms } = yield* compareWithChance(
    { ...wide, resolutions: [marketplace.parameters.resolutionMiddle] },
    readDeeds(marketplace, wide.surroundings),
    chosen.map(({ group }) => personsOf(group.core, marketplace)),
    held,
  );
  return { returns, chances, norms };
}

type Found = { readonly back: Returns; readonly chance: ChanceOf; readonly isFixed: boolean };

function confirmRing(
  described: DescribedGroup,
  { back, chance, isFixed }: Found,
  setting: ConfirmSetting,
): RingCandidate {
  const { marketplace } = setting;
  const { ring, group } = isFixed ? described : byConsensus(described, back, setting);
  return {
    ...PLAIN,
    ...ring,
    ...discountChance(ring, chance, marketplace.parameters),
    members: confirmMembers({ ring, group }, back, marketplace),
    stability: toStability(back, marketplace),
    chance: toChance(chance, ring.size, marketplace),
    evidenceTree: evidenceTree(marketplace, setting.readFacts(group)),
  };
}

/**
 * The ring as most repetitions see it: what only one picture of the data brings in or leaves out is left out or brought
 * in, so that a link elsewhere moves nobody. Kept as it was where that would tell of less.
 */
function byConsensus(found: DescribedGroup, back: Returns, { marketplace, describe }: ConfirmSetting): DescribedGroup {
  const { core, associates, counterparties } = found.group;
  const { personOf, personOffsets, personAccounts } = marketplace.population;
  const least = back.returned * MAJORITY;
  const isIn = (account: number): boolean => (back.withMember.get(personOf[account] ?? 0) ?? 0) >= least;
  const known = new Set([...core, ...counterparties]);
  const others = [...back.withMember].flatMap(([person, times]) =>
    times >= least ? [...personAccounts.subarray(personOffsets[person] ?? 0, personOffsets[person + 1] ?? 0)] : [],
  );
  const group = {
    ...found.group,
    core: core.filter(isIn),
    associates: others.filter((account) => !known.has(account)).sort((a, b) => a - b),
  };
  const isSame =
    group.core.length === core.length && group.associates.join() === [...associates].sort((a, b) => a - b).join();
  if (isSame || back.returned < STABLE * REPETITIONS) return found;
  const described = describe(group);
  const tellsLess = !described || SEVERITIES.indexOf(described.ring.severity) < SEVERITIES.indexOf(found.ring.severity);
  return tellsLess ? found : described;
}

const MAJORITY = 0.5;

export const searchIn = ({ marketplace, ties }: ConfirmSetting, persons: Int32Array): SearchSetting => ({
  surroundings: readSurroundings(marketplace, ties.byActs, persons),
  parameters: marketplace.parameters,
  resolutions: resolutionsOf(marketplace.parameters),
  tieTest: ties.test,
});

const toTested = ({ group, isJoined }: ChosenRing, marketplace: Marketplace): TestedRing => ({
  persons: personsOf([...group.core, ...group.associates], marketplace),
  isJoined,
});

export const personsOf = (accounts: readonly number[], { population }: Marketplace): Int32Array =>
  Int32Array.from(new Set(accounts.map((account) => population.personOf[account] ?? 0))).sort();

/** Others for each person of the neighbourhood, and the fewest in all: with too few to swap with, nothing can change. */
const BACKGROUND = 1;
const LEAST_PERSONS = 400;

/** With persons of the rest of the marketplace, evenly taken, ascending. */
function withBackground(persons: Int32Array, { population }: Marketplace): Int32Array {
  const wanted = Math.max(LEAST_PERSONS, persons.length * (1 + BACKGROUND)) - persons.length;
  const step = Math.max(1, Math.floor(population.personCount / wanted));
  const isWanted = new Uint8Array(population.personCount);
  for (const person of persons) isWanted[person] = 1;
  for (let person = 0; person < isWanted.length; person += step) isWanted[person] = 1;
  return positionsWhere(isWanted.length, (person) => isWanted[person] === 1);
}

/** What begins with a spread of a ring gets a hidden class of its own, once for each ring; this comes before it. */
export const PLAIN = {};

function confirmMembers(
  { ring, group }: DescribedGroup,
  back: Returns,
  { population }: Marketplace,
): RingCandidate['members'] {
  const members = [...group.core, ...group.associates, ...group.counterparties].sort((a, b) => a - b);
  const outside = new Set(group.counterparties);
  return ring.members.map((member, i) => {
    const account = members[i] ?? 0;
    // Who the core deals with comes and goes with the core.
    const times = outside.has(account) ? back.returned : (back.withMember.get(population.personOf[account] ?? 0) ?? 0);
    return { ...member, confidence: times / REPETITIONS };
  });
}

/** Returned in fewer than this share of the repetitions, a ring is called unstable. */
const STABLE = 0.8;

function toStability({ returned, whole }: Returns, { once }: Marketplace): RingStability {
  const isStable = returned >= STABLE * REPETITIONS;
  const statement =
    `${isStable ? 'Found' : 'Unstable: found'} again in ${returned} of ${REPETITIONS} searches that each left out ` +
    `${percent(LEFT_OUT)} of the links around it, in ${whole} of them with nearly the same members`;
  return { repetitions: REPETITIONS, returned, returnedWhole: whole, isStable, statement: once.sentence(statement) };
}

export function toChance(
  { repeats, copies, copiesAsTight, falseDiscoveryRate }: ChanceOf,
  size: number,
  { once }: Marketplace,
): RingChance {
  const shuffled = `${copies} copies of its neighbourhood with all links shuffled`;
  return { copies, copiesAsTight, falseDiscoveryRate, statement: once.sentence(statementOf()) };

  function statementOf(): string {
    if (!repeats) return `Each pair is tied by one thing alone, as in ${shuffled}: this says neither yes nor no`;
    const group = `group of about ${size} members repeated its ties as much`;
    if (copiesAsTight === 0) return `In ${shuffled}, no ${group}`;
    const rate = `of rings like this, chance makes up to ${percent(falseDiscoveryRate)}`;
    return `In ${copiesAsTight} of ${shuffled}, a ${group}; ${rate}`;
  }
}
