/** Lasting relations between accounts: who referred, manages, works with or follows whom. */
import type { LinkType } from '../domain/ontology.ts';
import type { GraphColumns } from './columns.ts';
import { type Census, linkCode } from './population.ts';

export type Relation = LinkType | 'MANAGED_BY';
export type Relations = ReadonlyMap<Relation, ReadonlyMap<number, readonly number[]>>;

const RELATION_TYPES = ['REFERRED', 'MANAGES', 'COLLABORATES', 'FOLLOWS'] as const satisfies readonly LinkType[];

export function readRelations(columns: GraphColumns, { accountOf }: Census): Relations {
  const relations = new Map<Relation, Map<number, number[]>>(RELATION_TYPES.map((type) => [type, new Map()]));
  const byCode = new Map(RELATION_TYPES.map((type) => [linkCode(type), relations.get(type)]));
  const { links } = columns;
  for (let l = 0; l < links.length; l++) {
    const relation = byCode.get(links.type[l] ?? 0);
    if (!relation) continue;
    const from = accountOf[links.from[l] ?? 0] ?? -1;
    const to = accountOf[links.to[l] ?? 0] ?? -1;
    if (from < 0 || to < 0) continue;
    addOther(relation, from, to);
  }
  const managedBy = new Map<number, number[]>();
  for (const [from, others] of relations.get('MANAGES') ?? []) for (const to of others) addOther(managedBy, to, from);
  return relations.set('MANAGED_BY', managedBy);
}

function addOther(relation: Map<number, number[]>, from: number, to: number): void {
  const others = relation.get(from);
  if (others) others.push(to);
  else relation.set(from, [to]);
}
