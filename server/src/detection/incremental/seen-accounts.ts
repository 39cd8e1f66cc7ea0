/** The accounts as a run saw them, kept for the next one to tell which have changed; in the order of the columns. */
import { compareText } from '../../domain/compare-text.ts';
import type { Texts } from '../columns.ts';
import { positionsWhere } from '../graph/edge-selection.ts';
import { filled } from '../graph/filled.ts';
import { type ChangedRows, changedRows, type TouchedAccounts } from './changed-rows.ts';
import { type Fingerprints, type Impressions, readImpressions } from './fingerprints.ts';
import type { MarketView } from './market-view.ts';
import type { Overview } from './overview.ts';
import { PickedTexts } from './pick-rows.ts';
import { hashAllRows, type RowHasher } from './row-hashes.ts';

export type SeenAccounts = {
  readonly kind: Uint8Array;
  readonly id: Texts;
} & Impressions &
  Standings;

/** What runs found of each account. */
export type Standings = {
  /** −1 for those without. */
  readonly community: Int32Array;
  /** The highest score without doubt of the groups with it that were looked at; 0 where none was. */
  readonly nearness: Float32Array;
  /** Rows that came since it was last computed, or changed. */
  readonly waiting: Uint8Array;
};

/** What a run sees of accounts and rows. */
export type Seen = Omit<SeenAccounts, keyof Standings>;
export type Sight = Seen & { readonly hasher: RowHasher };

export function look(overview: Overview): Sight {
  const hasher = hashAllRows(overview.columns);
  return sightOf(overview, readImpressions(overview, hasher), hasher);
}

export function sightOf({ population, columns }: Overview, impressions: Impressions, hasher: RowHasher): Sight {
  const { kind, id } = columns.entities;
  return {
    kind: filled(new Uint8Array(population.accountCount), (account) => kind[population.entityOf[account] ?? 0] ?? 0),
    id: new PickedTexts(id, population.entityOf),
    ...impressions,
    hasher,
  };
}

export const seeAccounts = ({ hasher: _, ...seen }: Sight, found: Standings): SeenAccounts => ({ ...seen, ...found });

export type Changed = {
  /** New, or with another fingerprint. */
  readonly touched: Int32Array;
  /** Account → 1. */
  readonly isNew: Uint8Array;
  /** By account, as it was seen; of new ones nothing. */
  readonly known: Standings;
  /** Communities of accounts that are no more. */
  readonly bereft: ReadonlySet<number>;
  readonly rows: ChangedRows;
};

export function changedSince(before: SeenAccounts, view: MarketView, sight: Sight): Changed {
  return tellChanges(compareAccounts(before, sight), (accounts) =>
    changedRows(view, { ...sight, before: before.rows }, accounts),
  );
}

/** Account → 1 where it is new or has another fingerprint. */
export const touchedSince = (before: SeenAccounts, now: Seen): Uint8Array => compareAccounts(before, now).isTouched;

const compareAccounts = (before: SeenAccounts, now: Seen): Compared =>
  comparePrints(before, now.prints, matchAccounts(before, now));

/** Old account → the one of its kind and id, −1 where there is none. Both are in that order: one pass. */
function matchAccounts(before: Pick<Seen, 'kind' | 'id'>, { kind, id }: Pick<Seen, 'kind' | 'id'>): Int32Array {
  const accountTo = new Int32Array(before.id.length).fill(-1);
  const oldIds = before.id[Symbol.iterator]();
  let old = 0;
  let oldId = oldIds.next();
  const step = (): void => {
    old++;
    oldId = oldIds.next();
  };
  let a = 0;
  for (const one of id) {
    const order = (): number => (before.kind[old] ?? 0) - (kind[a] ?? 0) || compareText(oldId.value, one);
    while (!oldId.done && order() < 0) step();
    if (!oldId.done && order() === 0) {
      accountTo[old] = a;
      step();
    }
    a++;
  }
  return accountTo;
}

type Compared = Pick<Changed, 'known' | 'bereft'> & {
  /** Account → 1 where it is new or has another fingerprint. */
  readonly isTouched: Uint8Array;
  /** Account → what its print of ties has more than it had; NaN for new ones. */
  readonly gained: Float64Array;
};

/** `accountTo`: account as it was numbered → as it is, −1 where it is no more. */
export function comparePrints(
  before: Standings & { readonly prints: Fingerprints },
  { ties, deeds }: Fingerprints,
  accountTo: Int32Array,
): Compared {
  const { prints, community, nearness, waiting } = before;
  const count = ties.length;
  const isTouched = new Uint8Array(count).fill(1);
  const gained = new Float64Array(count).fill(Number.NaN);
  const known = {
    community: new Int32Array(count).fill(-1),
    nearness: new Float32Array(count),
    waiting: new Uint8Array(count),
  };
  const bereft = new Set<number>();
  for (let old = 0; old < accountTo.length; old++) {
    const now = accountTo[old] ?? -1;
    const own = community[old] ?? -1;
    if (now < 0) {
      if (own >= 0) bereft.add(own);
      continue;
    }
    known.community[now] = own;
    known.nearness[now] = nearness[old] ?? 0;
    known.waiting[now] = waiting[old] ?? 0;
    gained[now] = (ties[now] ?? 0) - (prints.ties[old] ?? 0);
    isTouched[now] = Number(gained[now] !== 0 || deeds[now] !== prints.deeds[old]);
  }
  return { isTouched, gained, known, bereft };
}

export function tellChanges(
  { isTouched, gained, known, bereft }: Compared,
  rowsOf: (accounts: TouchedAccounts) => ChangedRows,
): Changed {
  const touched = positionsWhere(isTouched.length, (account) => isTouched[account] === 1);
  const isNew = Uint8Array.from(gained, (gain) => Number(Number.isNaN(gain)));
  return { touched, isNew, known, bereft, rows: rowsOf({ touched, gained }) };
}
