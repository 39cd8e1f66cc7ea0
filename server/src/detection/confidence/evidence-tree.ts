/**
 * The fewest ties that still hold a ring together, the strongest there are: a maximum spanning tree over its members
 * (Kruskal 1956), each tie with what carries it. A forest where nothing ties some of them directly.
 */
import type { EvidenceTie, EvidenceType } from '../../domain/ring.ts';
import { LISTED_ENDS } from '../evidence/finding.ts';
import { UnionFind } from '../graph/union-find.ts';
import type { GroupFacts } from '../group-facts.ts';
import { accountRef, type Marketplace } from '../marketplace.ts';
import { round } from '../score.ts';
import { type Pair, pairTies, targetsOf, tell } from './pair-ties.ts';

/** From the most tied member outwards: `from` is told before `to`. */
export function evidenceTree(marketplace: Marketplace, facts: GroupFacts): EvidenceTie[] {
  const { once } = marketplace;
  const kept = spanningTree(pairTies(marketplace, facts), facts.members.length);
  return outwards(kept, facts.members.length).map(({ pair, from, to }) => {
    const told = tell(marketplace, pair);
    const entities = [...pair.shared.map(({ entity }) => entity), ...targetsOf(marketplace, pair)];
    const statement = told.map(({ words }) => words).join('; ');
    return {
      from: accountRef(marketplace, facts.members[from] ?? 0),
      to: accountRef(marketplace, facts.members[to] ?? 0),
      strength: round(Math.min(1, pair.weight)),
      types: [...new Set(told.flatMap(({ type }): EvidenceType[] => (type === null ? [] : [type])))],
      statement: once.sentence(`${statement.charAt(0).toUpperCase()}${statement.slice(1)}`),
      entities: entities.slice(0, LISTED_ENDS).map(once.refOf),
    };
  });
}

function spanningTree(pairs: readonly Pair[], members: number): Pair[] {
  const joined = new UnionFind(members);
  return [...pairs]
    .sort((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b)
    .filter(({ a, b }) => {
      if (joined.find(a) === joined.find(b)) return false;
      joined.union(a, b);
      return true;
    });
}

type Branch = { readonly pair: Pair; readonly from: number; readonly to: number };

/** Each tree from the member with the most ties in it, depth first. */
function outwards(pairs: readonly Pair[], members: number): Branch[] {
  const tiesOf: Pair[][] = Array.from({ length: members }, () => []);
  for (const pair of pairs) for (const end of [pair.a, pair.b]) tiesOf[end]?.push(pair);
  const roots = tiesOf
    .map((_, place) => place)
    .sort((a, b) => (tiesOf[b]?.length ?? 0) - (tiesOf[a]?.length ?? 0) || a - b);
  const reached = new Set<number>();
  const branches: Branch[] = [];
  const visit = (from: number): void => {
    reached.add(from);
    for (const pair of tiesOf[from] ?? []) {
      const to = pair.a === from ? pair.b : pair.a;
      if (reached.has(to)) continue;
      branches.push({ pair, from, to });
      visit(to);
    }
  };
  for (const root of roots) if (!reached.has(root)) visit(root);
  return branches;
}
