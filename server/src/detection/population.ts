/**
 * Who can be a member: actors become accounts 0, 1, 2, … in the order of the columns, and accounts that hard links tie
 * together (the platform's SAME_PERSON, and hard-links.ts) are one person. Counting persons, not accounts, keeps
 * someone's buyer and seller account from looking like two people who share everything.
 */
import { ENTITY_KIND_LIST, kindEntry, LINK_TYPE_LIST, type LinkType } from '../domain/ontology.ts';
import type { GraphColumns } from './columns.ts';
import { bucketBy } from './graph/csr.ts';
import { positionsWhere } from './graph/edge-selection.ts';
import { UnionFind } from './graph/union-find.ts';
import { pairsOfRoles } from './hard-links.ts';

export type Population = {
  readonly accountCount: number;
  /** Account → position in the entity columns. */
  readonly entityOf: Int32Array;
  readonly personCount: number;
  readonly personOf: Int32Array;
  /** The accounts of person p stand at personOffsets[p] to personOffsets[p + 1]. */
  readonly personOffsets: Int32Array;
  readonly personAccounts: Int32Array;
};

/** With what only reading the columns takes, as long as they are. */
export type Census = Population & {
  /** Position in the entity columns → account, −1 for anything that is not an actor. */
  readonly accountOf: Int32Array;
};

export const linkCode = (type: LinkType): number => LINK_TYPE_LIST.indexOf(type);

export function readPopulation(columns: GraphColumns): Census {
  const { entities } = columns;
  const isActor = ENTITY_KIND_LIST.map((kind) => kindEntry(kind).class === 'actor');
  const entityOf = positionsWhere(entities.length, (e) => isActor[entities.kind[e] ?? 0] ?? false);
  const accountOf = new Int32Array(entities.length).fill(-1);
  for (let a = 0; a < entityOf.length; a++) accountOf[entityOf[a] ?? 0] = a;
  return {
    accountOf,
    entityOf,
    accountCount: entityOf.length,
    ...persons(columns, accountOf, entityOf.length),
  };
}

function persons(columns: GraphColumns, accountOf: Int32Array, accountCount: number) {
  const { links } = columns;
  const same = new UnionFind(accountCount);
  const samePerson = linkCode('SAME_PERSON');
  for (let l = 0; l < links.length; l++) {
    if (links.type[l] !== samePerson) continue;
    const a = accountOf[links.from[l] ?? 0] ?? -1;
    const b = accountOf[links.to[l] ?? 0] ?? -1;
    if (a >= 0 && b >= 0) same.union(a, b);
  }
  for (const [a, b] of pairsOfRoles(columns, accountOf)) same.union(a, b);
  const personOf = new Int32Array(accountCount);
  let personCount = 0;
  for (let a = 0; a < accountCount; a++) {
    const root = same.find(a);
    personOf[a] = root === a ? personCount++ : (personOf[root] ?? 0);
  }
  const grouped = bucketBy(personOf, personCount);
  return { personCount, personOf, personOffsets: grouped.offsets, personAccounts: grouped.items };
}
