/** Members who were found out before: banned, confirmed as fraud, or sanctioned without reversal. */
import { EVENT_STATUSES } from '../../domain/ontology.ts';
import { eventsOfType, type GroupFacts } from '../group-facts.ts';
import { accountEntity, accountRef, isKnownFraud, labelOf, type Marketplace } from '../marketplace.ts';
import type { Finder } from './finding.ts';

const WORTH = 34;
/**
 * That one of them was found out says little of the others: on a real payment platform one in nine of those who share
 * a rare identifier with a fraudster is one too. It is the share of known ones that counts.
 */
const LIVES_WITH_ONE = 0.15;
const OVERTURNED = EVENT_STATUSES.indexOf('overturned');

export function sanctionedMembers(marketplace: Marketplace, facts: GroupFacts): number[] {
  const { columns, activity } = marketplace;
  const sanctioned = new Set<number>();
  for (const event of eventsOfType(marketplace, facts.events, ['ENFORCEMENT'])) {
    if (columns.events.status[event] !== OVERTURNED) sanctioned.add(activity.actor[event] ?? -1);
  }
  return facts.members.filter((account) => sanctioned.has(account));
}

const NAMED = 3;

function named(marketplace: Marketplace, accounts: readonly number[]): string {
  const ids = accounts.slice(0, NAMED).map((account) => accountRef(marketplace, account).id);
  return accounts.length > NAMED ? `${ids.join(', ')} and ${accounts.length - NAMED} more` : ids.join(', ');
}

export const findKnownFraud: Finder = (marketplace, facts) => {
  const known = facts.members.filter((account) => isKnownFraud(marketplace, account));
  const sanctioned = sanctionedMembers(marketplace, facts).filter((account) => !known.includes(account));
  const suspected = facts.members.filter((account) => labelOf(marketplace, account) === 'suspected');
  const members = [...new Set([...known, ...sanctioned])].sort((a, b) => a - b);
  if (members.length === 0) return [];
  const weight = known.length + 0.6 * sanctioned.length + 0.2 * suspected.length;
  const parts = [
    known.length > 0 ? `${known.length} banned or confirmed as fraud (${named(marketplace, known)})` : '',
    sanctioned.length > 0 ? `${sanctioned.length} sanctioned before (${named(marketplace, sanctioned)})` : '',
  ].filter((part) => part !== '');
  return [
    {
      type: 'KNOWN_FRAUD',
      kind: 'knownFraud',
      statement: `Of ${facts.members.length} members, ${parts.join(' and ')}`,
      points: WORTH * Math.min(1, LIVES_WITH_ONE + weight / facts.members.length),
      entities: members.map((account) => accountEntity(marketplace, account)),
      members,
      eventTypes: ['ENFORCEMENT'],
    },
  ];
};
