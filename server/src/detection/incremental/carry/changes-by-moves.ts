/** What changed since the accounts were seen in the market that was carried over: told by the rows that moved, without looking for them. */
import { positionsWhere } from '../../graph/edge-selection.ts';
import { eachEndOfEvent, eachEndOfLink, isTie } from '../fingerprints.ts';
import type { RowHasher } from '../row-hashes.ts';
import type { Changed, Standings } from '../seen-accounts.ts';
import type { AdvancedMarket, KeptMarket } from './advance-market.ts';
import type { Moves } from './moves.ts';

export function changesByMoves(before: Standings, kept: KeptMarket, now: AdvancedMarket): Changed {
  const { accountTo } = now.aligned;
  const { ties, deeds } = now.sight.prints;
  const old = kept.sight.prints;
  const count = ties.length;
  const known = {
    community: new Int32Array(count).fill(-1),
    nearness: new Float32Array(count),
    waiting: new Uint8Array(count),
  };
  /** Account → what its print of ties has more than it had; NaN for new ones. */
  const gained = new Float64Array(count).fill(Number.NaN);
  const isOther = new Uint8Array(count).fill(1);
  const bereft = new Set<number>();
  for (let account = 0; account < accountTo.length; account++) {
    const to = accountTo[account] ?? -1;
    const community = before.community[account] ?? -1;
    if (to < 0) {
      if (community >= 0) bereft.add(community);
      continue;
    }
    known.community[to] = community;
    known.nearness[to] = before.nearness[account] ?? 0;
    known.waiting[to] = before.waiting[account] ?? 0;
    gained[to] = (ties[to] ?? 0) - (old.ties[account] ?? 0);
    isOther[to] = Number(gained[to] !== 0 || deeds[to] !== old.deeds[account]);
  }
  const touched = positionsWhere(count, (account) => isOther[account] === 1);
  const isNew = Uint8Array.from(gained, (gain) => Number(Number.isNaN(gain)));
  return { touched, isNew, known, bereft, rows: rowsThatCame(kept, now, { touched, gained }) };
}

type Touched = { readonly touched: Int32Array; readonly gained: Float64Array };

/** A row that only names somebody who is numbered, or owned, otherwise says what it said. */
function rowsThatCame(
  { sight }: KeptMarket,
  { view, sight: seen, aligned }: AdvancedMarket,
  { touched, gained }: Touched,
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
  for (const l of links) if (isNewTie(hasher.tie(l))) eachEndOfLink(view, l, explain(hasher.tie(l)));
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
