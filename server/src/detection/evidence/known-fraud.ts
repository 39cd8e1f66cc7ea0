/** Members who were found out before: banned, confirmed as fraud, or sanctioned without reversal. */
import { kindEntry } from '../../domain/ontology.ts';
import { eventsOfType, type GroupFacts, hasEvents, type SharedFact } from '../group-facts.ts';
import { accountEntity, accountRef, isKnownFraud, labelOf, type Marketplace } from '../marketplace.ts';
import { isInForce } from '../sanctions.ts';
import { type Finder, type IndependentKind, KIND_OF_IDENTIFIER } from './finding.ts';
import { tiesTheGroup } from './shared-identifiers.ts';

/**
 * Measured on a real payment platform: who shares a rare identifier with a known fraudster is one too 15 times as
 * often as others, where the best groups without a label reach 4 times; living at one address says much less.
 */
const WORTH = 34;
/**
 * By as much more a pair is a better place to look next: that moves it up the queue, and accuses nobody of more. Of many,
 * each is tied to the known one by less, and what they have in common says more: there it hardly counts.
 */
const NEXT_TO_LOOK_AT = 46;
const THROUGH_A_PLACE = 0.25;
const ON_RECORD = 0.3;

export function sanctionedMembers(marketplace: Marketplace, facts: GroupFacts): number[] {
  const { columns, activity } = marketplace;
  if (!hasEvents(facts, 'ENFORCEMENT')) return [];
  const sanctioned = new Set<number>();
  for (const event of eventsOfType(marketplace, facts.events, ['ENFORCEMENT'])) {
    if (isInForce(columns.events, event)) sanctioned.add(activity.actor[event] ?? -1);
  }
  return facts.members.filter(
    (account) => sanctioned.has(account) && labelOf(marketplace, account) !== 'confirmedLegitimate',
  );
}

/** Members who were found out before, one way or the other. */
export function foundOutMembers(marketplace: Marketplace, facts: GroupFacts): ReadonlySet<number> {
  const known = facts.members.filter((account) => isKnownFraud(marketplace, account));
  return new Set([...known, ...sanctionedMembers(marketplace, facts)]);
}

/** What these share with others of the group. */
const sharedWith = ({ shared }: GroupFacts, known: ReadonlySet<number>): readonly SharedFact[] =>
  shared.filter((fact) => tiesTheGroup(fact) && fact.holders.some((account) => known.has(account)));

type Tying = { readonly known: ReadonlySet<number>; readonly by: readonly SharedFact[] };

/** Share of the other members tied to these by something personal; by a place counts a part. */
function tiedTo({ members }: GroupFacts, { known, by }: Tying): number {
  const personal = new Set<number>();
  const placed = new Set<number>();
  for (const fact of by) {
    const tied = kindEntry(fact.kind).evidential === 'hard' ? personal : placed;
    for (const account of fact.holders) if (!known.has(account)) tied.add(account);
  }
  const places = [...placed].filter((account) => !personal.has(account)).length;
  return (personal.size + THROUGH_A_PLACE * places) / Math.max(1, members.length - known.size);
}

const kindsOf = (shared: readonly SharedFact[]): readonly IndependentKind[] => [
  ...new Set(shared.flatMap(({ kind }) => KIND_OF_IDENTIFIER[kind] ?? [])),
];

/** Who has a shop beside an account as a buyer is banned once, whatever it says of either. */
const personsOf = ({ population }: Marketplace, accounts: readonly number[]): number =>
  new Set(accounts.map((account) => population.personOf[account])).size;

/** One may be anybody's brother; that several were found out in one group has to be explained by itself. */
const LEAST_OF_ITS_OWN = 2;
const NAMED = 3;

function named(marketplace: Marketplace, accounts: readonly number[]): string {
  const ids = accounts.slice(0, NAMED).map((account) => accountRef(marketplace, account).id);
  return accounts.length > NAMED ? `${ids.join(', ')} and ${accounts.length - NAMED} more` : ids.join(', ');
}

export const findKnownFraud: Finder = (marketplace, facts) => {
  const known = facts.members.filter((account) => isKnownFraud(marketplace, account));
  const sanctioned = sanctionedMembers(marketplace, facts).filter((account) => !known.includes(account));
  if (known.length + sanctioned.length === 0) return [];
  const members = [...known, ...sanctioned].sort((a, b) => a - b);
  const suspected = facts.members.filter((account) => labelOf(marketplace, account) === 'suspected');
  const weight = (known.length + 0.6 * sanctioned.length + 0.2 * suspected.length) / facts.members.length;
  const parts = [
    known.length > 0 ? `${known.length} banned or confirmed as fraud (${named(marketplace, known)})` : '',
    sanctioned.length > 0 ? `${sanctioned.length} sanctioned before (${named(marketplace, sanctioned)})` : '',
  ].filter((part) => part !== '');
  const found = new Set(members);
  const by = sharedWith(facts, found);
  const share = Math.min(1, ON_RECORD * weight + tiedTo(facts, { known: found, by }));
  return [
    {
      type: 'KNOWN_FRAUD',
      kind: 'knownFraud',
      statement: `Of ${facts.members.length} members, ${parts.join(' and ')}`,
      points: WORTH * share,
      // What ties one known account to the others is told by what they share, and explained with it.
      ...(personsOf(marketplace, members) < LEAST_OF_ITS_OWN && { through: kindsOf(by) }),
      queuePoints: NEXT_TO_LOOK_AT * share * (2 / facts.members.length) ** 2,
      entities: members.map((account) => accountEntity(marketplace, account)),
      members,
      eventTypes: ['ENFORCEMENT'],
    },
  ];
};
