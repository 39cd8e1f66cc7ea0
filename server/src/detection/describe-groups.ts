/** From candidates to described rings: each is cut down to its group, and told of where that is worth it. */
import { createLargeGroupTest, type Group } from './candidates.ts';
import { createClearing } from './cleared-members.ts';
import { lookAt } from './explain.ts';
import type { DescribedGroup } from './fragments.ts';
import type { WeightedGraph } from './graph/csr.ts';
import type { Marketplace } from './marketplace.ts';
import type { FactsReader } from './read-group-facts.ts';
import { describeRing } from './ring-description.ts';

export type Describe = (group: Group) => DescribedGroup | null;

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
