/**
 * Who came after somebody was sent away: accounts that are paid, registered from the day on that one they share something
 * personal with was banned or sanctioned. A family does not begin to sell under other names on such a day.
 */
import { type EntityKind, kindEntry } from '../../domain/ontology.ts';
import { DAY_MS } from '../../domain/time-point.ts';
import { eventsOfType, type GroupFacts } from '../group-facts.ts';
import { accountEntity, type Marketplace } from '../marketplace.ts';
import { oncePerGroup } from '../once-per-group.ts';
import { isInForce } from '../sanctions.ts';
import { TELLS } from '../signals/clock.ts';
import { foundOutMembers } from './known-fraud.ts';
import { tiesTheGroup } from './shared-identifiers.ts';

/** The first day any of these was banned or sanctioned; infinity where it is not known. */
export function dayBanned(marketplace: Marketplace, facts: GroupFacts, banned: readonly number[]): number {
  const { columns, activity } = marketplace;
  const days = eventsOfType(marketplace, facts.events, ['ENFORCEMENT'])
    .filter((event) => banned.includes(activity.actor[event] ?? -1) && isInForce(columns.events, event))
    .map((event) => Math.floor((columns.events.at[event] ?? Number.NaN) / 4 / DAY_MS))
    .filter((day) => !Number.isNaN(day));
  return Math.min(...days);
}

/** NaN where it is not known. Days are compared, as an export may know no more. */
export function dayRegistered(marketplace: Marketplace, account: number): number {
  const at = marketplace.columns.entities.createdAt[accountEntity(marketplace, account)] ?? Number.NaN;
  return marketplace.registrationTells[account] === TELLS.nothing ? Number.NaN : Math.floor(at / 4 / DAY_MS);
}

const LEAST_LATER = 0.5;
/** What says whose business it is: a family shares its card and telephone, but is not verified or paid as one. */
const OF_ONE_BUSINESS: ReadonlySet<EntityKind> = new Set(['PayoutAccount', 'IdentityDocument', 'BusinessRegistration']);

/**
 * Whether most of those who sell beside the known ones came after the ban, and share something personal with them. Of a day
 * that nobody knows: not before the known ones, and on their business itself.
 */
export const isReturn = oncePerGroup((marketplace: Marketplace, facts: GroupFacts): boolean => {
  const paid = [...facts.sellers, ...facts.creators];
  const foundOut = foundOutMembers(marketplace, facts);
  const known = paid.filter((account) => foundOut.has(account));
  const others = paid.filter((account) => !known.includes(account));
  if (known.length === 0 || others.length === 0) return false;
  const banned = dayBanned(marketplace, facts, known);
  const isDated = Number.isFinite(banned);
  const firstThere = Math.min(...known.map((account) => dayRegistered(marketplace, account)));
  const isLater = (day: number): boolean => (isDated ? day >= banned : !(day < firstThere));
  const later = others.filter((account) => isLater(dayRegistered(marketplace, account)));
  if (later.length < others.length * LEAST_LATER) return false;
  return facts.shared.some(
    (fact) =>
      (isDated ? kindEntry(fact.kind).evidential === 'hard' : OF_ONE_BUSINESS.has(fact.kind)) &&
      tiesTheGroup(fact) &&
      fact.holders.some((account) => known.includes(account)) &&
      fact.holders.some((account) => later.includes(account)),
  );
});
