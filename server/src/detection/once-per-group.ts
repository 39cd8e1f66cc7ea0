/** Several finders and typologies ask the same question of a group; it is worked out once and forgotten with it. */
import type { GroupFacts } from './group-facts.ts';
import type { Marketplace } from './marketplace.ts';

type Question<T> = (marketplace: Marketplace, facts: GroupFacts) => T;

export function oncePerGroup<T>(work: Question<T>): Question<T> {
  const answers = new WeakMap<GroupFacts, { readonly value: T }>();
  return (marketplace, facts) => {
    const known = answers.get(facts);
    if (known) return known.value;
    const value = work(marketplace, facts);
    answers.set(facts, { value });
    return value;
  };
}
