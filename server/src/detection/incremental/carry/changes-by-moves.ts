/** What changed since the accounts were seen in the market that was carried over: told by the rows that moved, without looking for them. */
import type { TouchedAccounts } from '../changed-rows.ts';
import { eachEndOfEvent, eachEndOfLink, isTie } from '../fingerprints.ts';
import type { RowHasher } from '../row-hashes.ts';
import { type Changed, comparePrints, type Standings, tellChanges } from '../seen-accounts.ts';
import type { AdvancedMarket, KeptMarket } from './advance-market.ts';
import type { Moves } from './moves.ts';

export function changesByMoves(before: Standings, kept: KeptMarket, now: AdvancedMarket): Changed {
  const seen = { ...before, prints: kept.sight.prints };
  return tellChanges(comparePrints(seen, now.sight.prints, now.aligned.accountTo), (accounts) =>
    rowsThatCame(kept, now, accounts),
  );
}

/** A row that only names somebody who is numbered, or owned, otherwise says what it said. */
function rowsThatCame(
  { sight }: KeptMarket,
  { view, sight: seen, aligned }: AdvancedMarket,
  { touched, gained }: TouchedAccounts,
) {
  const { hasher } = seen;
  const isNewTie = createIsNew(aligned.links, sight.hasher, 'tie');
  const isNewLink = createIsNew(aligned.links, sight.hasher, 'link');
  const isNewEvent = createIsNew(aligned.events, sight.hasher, 'event');
  /** Account → what new rows do not explain of it. */
  const left = gained.slice();
  const explain = (hash: number) => (account: number) => {
    left[account] = (left[account] ?? 0) - (hash >>> 0);
  };
  const links = aligned.links.came.filter((l) => isNewLink(hasher.link(l)));
  for (const l of links) {
    const tie = hasher.tie(l);
    if (isNewTie(tie)) eachEndOfLink(view, l, explain(tie));
  }
  const events = aligned.events.came.filter((e) => isNewEvent(hasher.event(e)));
  for (const e of events) if (isTie(view, e)) eachEndOfEvent(view, e, explain(hasher.event(e)));
  const unexplained = touched.filter((account) => left[account] !== 0 && !Number.isNaN(left[account] ?? 0));
  return { links, events, unexplained };
}

function createIsNew({ gone }: Moves, hasher: RowHasher, what: 'tie' | 'link' | 'event'): (hash: number) => boolean {
  const before = new Set<number>();
  for (const row of gone) before.add(hasher[what](row));
  return (hash) => !before.has(hash);
}
