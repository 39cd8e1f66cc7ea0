/**
 * Which rows say nothing of the community of an account: what it alone holds, and what it did with somebody with whom
 * nobody else of its community ever had to do. Neither is anything in common, and neither is more of what a group is
 * judged by: refunds, complaints and claims, refused payments, cards and addresses all count, whoever they are with.
 */
import { ENTITY_KIND_LIST, type EntityKind, EVENT_TYPE_LIST, type EventType } from '../../domain/ontology.ts';
import { type Communities, membersOf } from './marked-accounts.ts';
import type { MarketView } from './market-view.ts';

/** A second card is one more that was tried, and an address of one's own says that one does not live with the others. */
const SAYS_NOTHING_ALONE: ReadonlySet<EntityKind> = new Set<EntityKind>([
  'Device',
  'Fingerprint',
  'IpAddress',
  'Phone',
  'Email',
]);
const DEALS: ReadonlySet<EventType> = new Set<EventType>(['ORDER', 'REVIEW', 'ENGAGEMENT']);

export type LoneRows = {
  /** Whether the account holds alone what the link leads to. */
  readonly isLoneLink: (link: number, account: number) => boolean;
  /** Whether nobody else of the account's community has to do with the others whom the event concerns. */
  readonly isLoneEvent: (event: number, account: number) => boolean;
};

/** Events of a community that are gone through for one row: of a busy shop's the row is taken to count. */
const MOST_READ = 5_000;

export function createLoneRows(view: MarketView, { of: communityOf, members }: Communities): LoneRows {
  const { columns, identifiers, index, ends } = view;
  const isAlone = ENTITY_KIND_LIST.map((kind) => SAYS_NOTHING_ALONE.has(kind));
  const isDealing = EVENT_TYPE_LIST.map((type) => DEALS.has(type));
  const isHeldBy = (identifier: number, account: number): boolean => {
    const { holdersOf } = index;
    // They ascend.
    return (
      holdersOf.at(identifier, 0) === account && holdersOf.at(identifier, holdersOf.countOf(identifier) - 1) === account
    );
  };
  const concerns = (event: number, others: readonly number[]): boolean =>
    others.includes(ends.actor[event] ?? -1) ||
    others.includes(ends.counterparty[event] ?? -1) ||
    others.includes(ends.credited[event] ?? -1);
  const othersIn = (event: number, account: number): readonly number[] =>
    [ends.actor[event] ?? -1, ends.counterparty[event] ?? -1, ends.credited[event] ?? -1].filter(
      (other) => other >= 0 && other !== account,
    );
  /** Whether some of these are in the community, or had to do with another of it than the account. */
  const areKnown = (others: readonly number[], account: number): boolean => {
    const community = communityOf[account] ?? -1;
    if (others.some((other) => communityOf[other] === community)) return true;
    const { eventsOf } = index;
    let left = MOST_READ;
    return membersOf(members, community).some((member) => {
      if (member === account) return false;
      left -= eventsOf.countOf(member);
      return left < 0 || eventsOf.some(member, (event) => concerns(event, others));
    });
  };
  return {
    isLoneLink: (link, account) => {
      const identifier = identifiers.identifierOf[columns.links.to[link] ?? 0] ?? -1;
      return identifier >= 0 && isAlone[identifiers.kind[identifier] ?? 0] === true && isHeldBy(identifier, account);
    },
    isLoneEvent: (event, account) => {
      const { type, to, failed } = columns.events;
      const isPlain = isDealing[type[event] ?? 0] === true && failed[event] !== 1;
      const isToAccount = (identifiers.identifierOf[to[event] ?? 0] ?? -1) < 0;
      return isPlain && isToAccount && !areKnown(othersIn(event, account), account);
    },
  };
}
