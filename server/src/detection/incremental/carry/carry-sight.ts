/** What a run sees of accounts and rows, from what the one before saw: what changed is taken out of the sums, and added. */
import { filled } from '../../graph/filled.ts';
import { createAdder, type Fingerprints, hashesOf, type Impressions } from '../fingerprints.ts';
import type { Overview } from '../overview.ts';
import { createRowHasher, nameHash, type RowHasher } from '../row-hashes.ts';
import { type Sight, sightOf } from '../seen-accounts.ts';
import { addHashes, slotCount } from '../seen-rows.ts';
import type { KeptMarket } from './advance-market.ts';
import type { Aligned } from './align-columns.ts';
import { restatedAccounts } from './restated-accounts.ts';

/** Null where the sums of rows are kept in another number of slots by now. */
export function carrySight({ view: old, sight }: KeptMarket, now: Overview, aligned: Aligned): Sight | null {
  if (slotCount(hashesOf(now.columns)) !== sight.rows.length) return null;
  const { links, events } = aligned;
  const accounts = restatedAccounts(old, now, aligned);
  const rows = sight.rows.slice();
  const before = { ties: sight.prints.ties.slice(), deeds: sight.prints.deeds.slice() };
  const gone = { accounts: accounts.before, links: links.gone, events: events.gone };
  sum(old, sight.hasher, { prints: before, rows }, gone, -1);
  const prints = carriedPrints(before, now, aligned);
  const hasher = createRowHasher(now.columns, carriedNames(sight.hasher.names, now, aligned));
  const came = { accounts: accounts.now, links: links.came, events: events.came };
  sum(now, hasher, { prints, rows }, came, 1);
  return sightOf(now, { prints, rows }, hasher);
}

type Changed = { readonly accounts: Int32Array; readonly links: Int32Array; readonly events: Int32Array };

function sum(
  overview: Overview,
  hasher: RowHasher,
  { prints, rows }: Impressions,
  { accounts, links, events }: Changed,
  sign: 1 | -1,
): void {
  const add = createAdder(overview, prints, sign);
  for (const account of accounts) add.account(account);
  const hashed = (positions: Int32Array, hash: (row: number) => number, to: (row: number, hash: number) => void) => {
    const hashes = filled(new Int32Array(positions.length), (i) => hash(positions[i] ?? 0));
    for (let i = 0; i < hashes.length; i++) to(positions[i] ?? 0, hashes[i] ?? 0);
    addHashes(rows, hashes, sign);
  };
  hashed(links, hasher.tie, add.tie);
  hashed(links, hasher.link, add.link);
  hashed(events, hasher.event, add.event);
}

function carriedPrints({ ties, deeds }: Fingerprints, now: Overview, { accountTo }: Aligned): Fingerprints {
  const carried = (sums: Float64Array): Float64Array => {
    const moved = new Float64Array(now.population.accountCount);
    for (let account = 0; account < accountTo.length; account++) {
      const to = accountTo[account] ?? -1;
      if (to >= 0) moved[to] = sums[account] ?? 0;
    }
    return moved;
  };
  return { ties: carried(ties), deeds: carried(deeds) };
}

function carriedNames(names: Int32Array, { columns }: Overview, { entities, restated }: Aligned): Int32Array {
  const carried = new Int32Array(columns.entities.length);
  const { to, came } = entities;
  const name = (entity: number): void => {
    carried[entity] = nameHash(columns, entity, columns.entities.id.at(entity) ?? '');
  };
  for (let e = 0; e < to.length; e++) if ((to[e] ?? -1) >= 0) carried[to[e] ?? 0] = names[e] ?? 0;
  for (const entity of came) name(entity);
  restated?.forEach((mark, entity) => {
    if (mark === 1) name(entity);
  });
  return carried;
}
