/**
 * Which rows of the accounts that changed are new, or other than they were, and of whom that does not tell all: who
 * lost a tie, or whose tie became another.
 */
import { eachEndOfEvents, eachEndOfLinks, isTie } from './fingerprints.ts';
import type { Overview } from './overview.ts';
import type { RowHashes } from './row-hashes.ts';
import { rowsSince, type SeenRows } from './seen-rows.ts';

export type ChangedRows = {
  /** Link → 1, event → 1. */
  readonly links: Uint8Array;
  readonly events: Uint8Array;
  /** Accounts whose new rows are not all that changed of their ties. */
  readonly unexplained: readonly number[];
};

type Sight = { readonly before: SeenRows; readonly rows: SeenRows; readonly hashes: RowHashes };
type Accounts = {
  /** Account → 1. */
  readonly touched: Uint8Array;
  /** Account → what its print of ties has more than it had; NaN for new ones. */
  readonly gained: Float64Array;
};

export function changedRows(overview: Overview, { before, rows, hashes }: Sight, { touched, gained }: Accounts) {
  const hasCome = rowsSince(before, rows);
  const links = new Uint8Array(hashes.links.length);
  const events = new Uint8Array(hashes.events.length);
  const left = gained.slice();
  const explain = (account: number, hash: number): void => {
    left[account] = (left[account] ?? 0) - (hash >>> 0);
  };
  eachEndOfLinks(overview, (account, l) => {
    if (touched[account] !== 1) return;
    const tie = hashes.ties[l] ?? 0;
    const isNew = hasCome(tie);
    if (isNew) explain(account, tie);
    if (!isNew && !hasCome(hashes.links[l] ?? 0)) return;
    links[l] = 1;
  });
  eachEndOfEvents(overview, (account, e) => {
    const hash = hashes.events[e] ?? 0;
    if (touched[account] !== 1 || !hasCome(hash)) return;
    events[e] = 1;
    if (isTie(overview, e)) explain(account, hash);
  });
  const unexplained: number[] = [];
  for (let a = 0; a < touched.length; a++) {
    // Of a new account, every row is new.
    if ((left[a] ?? 0) !== 0 && !Number.isNaN(gained[a] ?? 0)) unexplained.push(a);
  }
  return { links, events, unexplained };
}
