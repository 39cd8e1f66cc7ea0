/**
 * Several finders and typologies ask the same question of a group; it is worked out once and forgotten with it. That
 * there is nothing is not kept: it shows at once, and is so for all but a few of the groups.
 */
import type { GroupFacts } from './group-facts.ts';
import type { Marketplace } from './marketplace.ts';

type Question<T> = (marketplace: Marketplace, facts: GroupFacts) => T | null;

export function oncePerGroup<T>(work: Question<T>): Question<T> {
  const answers = new WeakMap<GroupFacts, T>();
  return (marketplace, facts) => {
    const known = answers.get(facts);
    if (known !== undefined) return known;
    const value = work(marketplace, facts);
    if (value !== null) answers.set(facts, value);
    return value;
  };
}
