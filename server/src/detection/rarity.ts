/** How unusual it is for an identifier of a kind to serve so many accounts: the second half of an evidence sentence. */
import { ENTITY_KIND_LIST } from '../domain/ontology.ts';
import { columnDegree } from './graph/incidence.ts';
import type { Sharing } from './sharing.ts';

/** How many identifiers of a kind serve at most so many accounts (kind by kind, 0 to WIDEST), and all of the kind. */
export type RarityTable = { readonly upTo: Float64Array; readonly total: Float64Array };

export type Rarity = {
  readonly table: RarityTable;
  /** Share of identifiers of the kind (by code) that serve at most so many accounts, 0–1. */
  readonly shareUpTo: (kind: number, accounts: number) => number;
  /**
   * Estimated share of the kind's identifiers that serve at least so many, when `own` of those counted are left out:
   * what a group holds must not make itself look usual, and few identifiers prove no rarity. (Additive smoothing.)
   */
  readonly shareFrom: (kind: number, accounts: number, own: number) => number;
};

const WIDEST = 64;
const WIDTH = WIDEST + 1;
const slotOf = (kind: number, accounts: number): number => kind * WIDTH + Math.min(accounts, WIDEST);
/** Before anything is seen, one identifier in ten is taken to serve as many. */
const UNSEEN = 1;
const KNOWN_BEFORE = 10;

function countBySpread(sharing: Sharing): RarityTable {
  const upTo = new Float64Array(ENTITY_KIND_LIST.length * WIDTH);
  const total = new Float64Array(ENTITY_KIND_LIST.length);
  for (let i = 0; i < sharing.entityOf.length; i++) {
    const accounts = columnDegree(sharing.byPerson, i);
    if (accounts === 0) continue;
    const kind = sharing.kind[i] ?? 0;
    const slot = slotOf(kind, accounts);
    upTo[slot] = (upTo[slot] ?? 0) + 1;
    total[kind] = (total[kind] ?? 0) + 1;
  }
  for (let slot = 1; slot < upTo.length; slot++) {
    if (slot % WIDTH !== 0) upTo[slot] = (upTo[slot] ?? 0) + (upTo[slot - 1] ?? 0);
  }
  return { upTo, total };
}

export function readRarity(sharing: Sharing, held?: RarityTable): Rarity {
  const table = held ?? countBySpread(sharing);
  return {
    table,
    shareUpTo: (kind, accounts) => {
      const all = table.total[kind] ?? 0;
      return all === 0 ? 1 : (table.upTo[slotOf(kind, accounts)] ?? 0) / all;
    },
    shareFrom: (kind, accounts, own) => {
      const all = table.total[kind] ?? 0;
      const fewer = table.upTo[slotOf(kind, Math.min(accounts, WIDEST) - 1)] ?? 0;
      const from = all - fewer;
      return (Math.max(0, from - own) + UNSEEN) / (Math.max(0, all - own) + KNOWN_BEFORE);
    },
  };
}
