/** The accounts as a run saw them, kept for the next one to tell which have changed; in the order of the columns. */
import { compareText } from '../../domain/compare-text.ts';
import type { Texts } from '../columns.ts';
import { positionsWhere } from '../graph/edge-selection.ts';
import { filled } from '../graph/filled.ts';
import { type ChangedRows, changedRows } from './changed-rows.ts';
import { type Impressions, readImpressions } from './fingerprints.ts';
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
  const { known, gained, bereft, ...compared } = compareAccounts(before, sight);
  const touched = positionsWhere(gained.length, (account) => compared.touched[account] === 1);
  const rows = changedRows(view, { ...sight, before: before.rows }, { touched, gained });
  const isNew = Uint8Array.from(gained, (gain) => Number(Number.isNaN(gain)));
  return { touched, isNew, known, bereft, rows };
}

/** Account → 1 where it is new or has another fingerprint. */
export const touchedSince = (before: SeenAccounts, now: Seen): Uint8Array => compareAccounts(before, now).touched;

/** Both are in the order of kind and id: one pass. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every index check counts
function compareAccounts(before: SeenAccounts, { kind, id, prints }: Seen) {
  const touched = new Uint8Array(id.length);
  /** Account → what its print of ties has more than it had; NaN for new ones. */
  const gained = new Float64Array(id.length).fill(Number.NaN);
  const known = {
    community: new Int32Array(id.length).fill(-1),
    nearness: new Float32Array(id.length),
    waiting: new Uint8Array(id.length),
  };
  const bereft = new Set<number>();
  const oldIds = before.id[Symbol.iterator]();
  let old = 0;
  let oldId = oldIds.next();
  const step = (): void => {
    old++;
    oldId = oldIds.next();
  };
  const pass = (): void => {
    const community = before.community[old] ?? -1;
    if (community >= 0) bereft.add(community);
    step();
  };
  let a = 0;
  for (const one of id) {
    const order = (): number => (before.kind[old] ?? 0) - (kind[a] ?? 0) || compareText(oldId.value, one);
    while (!oldId.done && order() < 0) pass();
    const isKnown = !oldId.done && order() === 0;
    if (isKnown) {
      known.community[a] = before.community[old] ?? -1;
      known.nearness[a] = before.nearness[old] ?? 0;
      known.waiting[a] = before.waiting[old] ?? 0;
      gained[a] = (prints.ties[a] ?? 0) - (before.prints.ties[old] ?? 0);
    }
    if (gained[a] !== 0 || before.prints.deeds[old] !== prints.deeds[a]) touched[a] = 1;
    if (isKnown) step();
    a++;
  }
  while (!oldId.done) pass();
  return { touched, gained, known, bereft };
}
