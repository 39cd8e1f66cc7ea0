/** From candidates to described rings: each is cut down to its group, and told of where that is worth it. */
import { createLargeGroupTest, type Group } from './candidates.ts';
import { createClearing } from './cleared-members.ts';
import { lookAt } from './explain.ts';
import type { DescribedGroup } from './fragments.ts';
import type { WeightedGraph } from './graph/csr.ts';
import type { Marketplace } from './marketplace.ts';
import type { FactsReader } from './read-group-facts.ts';
import { describeRing } from './ring-description.ts';
import { SeenGroups } from './seen-groups.ts';

export type Describe = (group: Group) => DescribedGroup | null;

/** Of groups with the same members what was told of the first; their outskirts are their own. */
function createOnce(describe: Describe): Describe {
  const seen = new SeenGroups();
  // The few that were worth telling of.
  const told = new Map<number, DescribedGroup>();
  return (group) => {
    const { count } = seen;
    const number = seen.numberOf(group);
    if (number < count) return withOutskirts(told.get(number), group.outskirts);
    const found = describe(group);
    if (found) told.set(number, found);
    return found;
  };
}

function withOutskirts(told: DescribedGroup | undefined, outskirts: Group['outskirts']): DescribedGroup | null {
  if (!told) return null;
  const { core, associates, counterparties } = told.group;
  return { group: { core, associates, counterparties, outskirts }, ring: told.ring };
}

/**
 * Each candidate cut down to its dense core and looked at, one by one: most are dropped at once, and to keep all their
 * cores would take more memory than their communities. Pauses before each.
 */
export function* describeEach(
  candidates: readonly Iterable<Int32Array>[],
  toGroup: (persons: Int32Array) => Group | null,
  describe: Describe,
): Generator<void, DescribedGroup[]> {
  const found: DescribedGroup[] = [];
  const describeOnce = createOnce(describe);
  for (const some of candidates) {
    for (const persons of some) {
      yield;
      const group = toGroup(persons);
      const one = group && describeOnce(group);
      if (one !== null) found.push(one);
    }
  }
  return found;
}

export type Describing = {
  readonly ties: WeightedGraph;
  readonly readFacts: FactsReader;
  /** Account → the highest score without doubt of the groups with it that were looked at: noted here. */
  readonly nearness: Float32Array;
};

/** What cannot be told how near it is. */
const NEAREST = 100;

/** Null for a group that is not worth reporting, or too large for how it hangs together. */
export function createDescriber(marketplace: Marketplace, { ties, readFacts, nearness }: Describing): Describe {
  const note = (accounts: readonly number[], score: number): void => {
    for (const account of accounts) nearness[account] = Math.max(nearness[account] ?? 0, score);
  };
  const isHeldTogether = createLargeGroupTest(marketplace, ties);
  const withoutCleared = createClearing(marketplace);
  return (found) => {
    if (!isHeldTogether(found)) {
      note([...found.core, ...found.associates], NEAREST);
      return null;
    }
    const all = readFacts(found);
    const group = withoutCleared(all);
    if (group === null) return null;
    const facts = group === found ? all : readFacts(group);
    const { score, findings } = lookAt(marketplace, facts);
    note(facts.members, score);
    const ring = findings && describeRing(marketplace, facts, findings);
    return ring && { group, ring };
  };
}
