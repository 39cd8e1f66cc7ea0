/**
 * Whom a person found not to be involved is no member for what was known by then. The ties to what the ring shared are
 * cut in the columns; here go those who are in a group for what they do alone. New evidence brings them back: a thing
 * in common that nobody judged, a new link to another member, or half as many dealings again since, which is how much
 * new money makes a judged ring another one.
 */
import type { Group } from './candidates.ts';
import type { GroupFacts } from './group-facts.ts';
import { accountEntity, isKnownFraud, type Marketplace } from './marketplace.ts';

/** The group itself, or without those; null where too few are left. */
export type WithoutCleared = (facts: GroupFacts) => Group | null;

const LEAST_DEALINGS = 3;
const LEAST_GROWTH = 0.5;
const LEAST_MEMBERS = 3;

export function createClearing(marketplace: Marketplace): WithoutCleared {
  const { clearedAt } = marketplace.columns.entities;
  if (!clearedAt) return ({ group }) => group;
  const linkedSince = linksSince(marketplace, clearedAt);
  const isOut = (facts: GroupFacts, account: number): boolean => {
    const entity = accountEntity(marketplace, account);
    const since = clearedAt[entity] ?? Number.NaN;
    if (Number.isNaN(since)) return false;
    if (facts.shared.some(({ isHub, holders }) => !isHub && holders.includes(account))) return false;
    const linked = linkedSince.get(entity);
    if (linked && facts.members.some((other) => linked.has(accountEntity(marketplace, other)))) return false;
    return !hasDealtSince(marketplace, facts, { account, since });
  };
  return (facts) => {
    const out = new Set(facts.members.filter((account) => isOut(facts, account)));
    if (out.size === 0) return facts.group;
    const isLeft = (account: number): boolean => !out.has(account);
    const { core, associates, counterparties, outskirts } = facts.group;
    const own = [...core, ...associates].filter(isLeft);
    const isLead = own.length === LEAST_MEMBERS - 1 && own.some((account) => isKnownFraud(marketplace, account));
    if (own.length < LEAST_MEMBERS && !isLead) return null;
    return {
      core: core.filter(isLeft),
      associates: associates.filter(isLeft),
      counterparties: counterparties.filter(isLeft),
      outskirts,
    };
  };
}

type Cleared = { readonly account: number; readonly since: number };

/** Half as many again as there had been with others of the group, or at the same things as others of it. */
function hasDealtSince({ activity, columns }: Marketplace, facts: GroupFacts, { account, since }: Cleared): boolean {
  const { at, to } = columns.events;
  const endsOf = (event: number): readonly number[] =>
    [activity.actor, activity.counterparty, activity.credited].map((column) => column[event] ?? -1);
  const byOthers = new Set(
    facts.events.filter((event) => activity.actor[event] !== account).map((event) => to[event] ?? -1),
  );
  let before = 0;
  let after = 0;
  for (const event of facts.events) {
    const ends = endsOf(event);
    if (!ends.includes(account)) continue;
    const isWithOthers = ends.some((end) => end !== account && facts.memberSet.has(end));
    if (!isWithOthers && !(activity.actor[event] === account && byOthers.has(to[event] ?? -1))) continue;
    if ((at[event] ?? Number.NaN) > since) after++;
    else before++;
  }
  return after >= Math.max(LEAST_DEALINGS, before * LEAST_GROWTH);
}

/** Cleared entity → the far ends of links first seen since. */
function linksSince({ columns }: Marketplace, clearedAt: Float64Array): ReadonlyMap<number, ReadonlySet<number>> {
  const { from, to, firstSeen, length } = columns.links;
  const found = new Map<number, Set<number>>();
  const note = (entity: number, other: number, seen: number): void => {
    if (seen > (clearedAt[entity] ?? Number.NaN)) found.set(entity, (found.get(entity) ?? new Set()).add(other));
  };
  for (let l = 0; l < length; l++) {
    const [a, b, seen] = [from[l] ?? 0, to[l] ?? 0, firstSeen[l] ?? Number.NaN];
    note(a, b, seen);
    note(b, a, seen);
  }
  return found;
}
