/**
 * Which rows of the accounts that changed are new, or other than they were, and of whom that does not tell all: who
 * lost a tie, or whose tie became another.
 */
import { isTie } from './fingerprints.ts';
import type { MarketView } from './market-view.ts';
import type { RowHasher } from './row-hashes.ts';
import { eachOf } from './row-lists.ts';
import { rowsSince, type SeenRows } from './seen-rows.ts';

/** Positions, ascending. */
export type ChangedRows = {
  readonly links: Int32Array;
  readonly events: Int32Array;
  /** Accounts whose new rows are not all that changed of their ties. */
  readonly unexplained: Int32Array;
};

type Sight = { readonly before: SeenRows; readonly rows: SeenRows; readonly hasher: RowHasher };
export type TouchedAccounts = {
  readonly touched: Int32Array;
  /** Account → what its print of ties has more than it had; NaN for new ones. */
  readonly gained: Float64Array;
};

export function changedRows(view: MarketView, { before, rows, hasher }: Sight, { touched, gained }: TouchedAccounts) {
  const hasCome = rowsSince(before, rows);
  const links = new Set<number>();
  const events = new Set<number>();
  const isExplained = (account: number): boolean => {
    let left = gained[account] ?? 0;
    eachOf(view.index.linksOf, account, (l) => {
      const tie = hasher.tie(l);
      const isNew = hasCome(tie);
      if (isNew) left -= tie >>> 0;
      if (isNew || hasCome(hasher.link(l))) links.add(l);
    });
    eachOf(view.index.eventsOf, account, (e) => {
      const hash = hasher.event(e);
      if (!hasCome(hash)) return;
      events.add(e);
      if (isTie(view, e)) left -= hash >>> 0;
    });
    // Of a new account, every row is new.
    return left === 0 || Number.isNaN(left);
  };
  const unexplained = touched.filter((account) => !isExplained(account));
  return { links: Int32Array.from(links).sort(), events: Int32Array.from(events).sort(), unexplained };
}
