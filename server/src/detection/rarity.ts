/** How unusual it is for an identifier of a kind to serve so many accounts: the second half of an evidence sentence. */
import { ENTITY_KIND_LIST } from '../domain/ontology.ts';
import { columnDegree } from './graph/incidence.ts';
import type { Sharing } from './sharing.ts';

/** Kind code → identifiers that serve at most so many accounts, and all of the kind. */
export type RarityTable = { readonly upTo: readonly Float64Array[]; readonly total: Float64Array };

export type Rarity = {
  readonly table: RarityTable;
  /** Share of identifiers of the kind (by code) that serve at most so many accounts, 0–1. */
  readonly shareUpTo: (kind: number, accounts: number) => number;
};

const WIDEST = 64;

function countBySpread(sharing: Sharing): RarityTable {
  const upTo = ENTITY_KIND_LIST.map(() => new Float64Array(WIDEST + 1));
  const total = new Float64Array(ENTITY_KIND_LIST.length);
  for (let i = 0; i < sharing.entityOf.length; i++) {
    const accounts = columnDegree(sharing.byPerson, i);
    if (accounts === 0) continue;
    const kind = sharing.kind[i] ?? 0;
    const counts = upTo[kind];
    const slot = Math.min(accounts, WIDEST);
    if (counts) counts[slot] = (counts[slot] ?? 0) + 1;
    total[kind] = (total[kind] ?? 0) + 1;
  }
  for (const counts of upTo) for (let k = 1; k <= WIDEST; k++) counts[k] = (counts[k] ?? 0) + (counts[k - 1] ?? 0);
  return { upTo, total };
}

export function readRarity(sharing: Sharing, held?: RarityTable): Rarity {
  const table = held ?? countBySpread(sharing);
  return {
    table,
    shareUpTo: (kind, accounts) => {
      const all = table.total[kind] ?? 0;
      return all === 0 ? 1 : (table.upTo[kind]?.[Math.min(accounts, WIDEST)] ?? 0) / all;
    },
  };
}
