/**
 * Which changes may tie somebody to somebody, or say what somebody is known for, and which only add to what an account
 * did or holds. Of the latter one or two do not make a ring of a group that was nowhere near one.
 */
import { EVENT_TYPE_LIST, type EventType } from '../../domain/ontology.ts';
import { eachEndOfEvent, eachEndOfLink } from './fingerprints.ts';
import type { LoneRows } from './lone-rows.ts';
import type { Overview } from './overview.ts';
import type { Changed } from './seen-accounts.ts';

export type WeighedChanges = {
  /** Account → 1. */
  readonly isDecisive: Uint8Array;
  /** Account → changed rows that only add; without those that say nothing of its community. */
  readonly additions: Uint8Array;
};

/** As many as a byte holds: as good as any number of rows. */
export const MOST_COUNTED = 255;

/** Money that goes round ties who moved it, and a sanction makes known fraud of an account. */
const DECISIVE: ReadonlySet<EventType> = new Set<EventType>(['TRANSFER', 'ENFORCEMENT', 'APPEAL']);

type Weights = LoneRows & {
  /** Whether few enough hold an identifier that by it alone a pair may belong together. */
  readonly ties: (identifier: number) => boolean;
};

export function weighChanges(
  overview: Overview,
  { touched, rows, isNew }: Pick<Changed, 'touched' | 'rows' | 'isNew'>,
  { ties, isLoneLink, isLoneEvent }: Weights,
): WeighedChanges {
  const { columns, identifiers, population } = overview;
  const isDecisive = new Uint8Array(population.accountCount);
  const additions = new Uint8Array(population.accountCount);
  const isSeen = new Uint8Array(population.accountCount);
  const counter =
    (isLone: (row: number, account: number) => boolean) =>
    (account: number, row: number): void => {
      isSeen[account] = 1;
      if (!isLone(row, account)) additions[account] = Math.min(MOST_COUNTED, (additions[account] ?? 0) + 1);
    };
  const countLink = counter(isLoneLink);
  const countEvent = counter(isLoneEvent);
  const decide = (account: number): void => {
    isDecisive[account] = 1;
  };
  const isDecisiveType = EVENT_TYPE_LIST.map((type) => DECISIVE.has(type));
  const tiesByIdentifier = (entity = -1, otherwise = false): boolean => {
    const identifier = identifiers.identifierOf[entity] ?? -1;
    return identifier < 0 ? otherwise : ties(identifier);
  };
  const { links, events } = columns;
  for (const l of rows.links) {
    eachEndOfLink(overview, l, tiesByIdentifier(links.to[l], true) ? decide : countLink);
  }
  for (const e of rows.events) {
    const decides = isDecisiveType[events.type[e] ?? 0] || tiesByIdentifier(events.to[e]);
    eachEndOfEvent(overview, e, decides ? decide : countEvent);
  }
  for (const account of rows.unexplained) decide(account);
  // Nothing new of it is to be seen: it is known for something else, or something of it is gone.
  for (const account of touched) if (isSeen[account] === 0 && isNew[account] === 0) decide(account);
  return { isDecisive, additions };
}
