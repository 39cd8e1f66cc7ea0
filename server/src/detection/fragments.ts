/**
 * Joins what the search for communities has cut apart. A large ring whose members rotate their identifiers is dense
 * in places only, and each dense place is found as a ring of its own. Two finds that several members of both tie to
 * each other are looked at as one group; where that makes the better finding (see `breadth`), it is what is reported.
 * So it is where both are finds of one scheme on their own and the whole is as severe: one case, not two.
 * Source: the hierarchical merge after local communities of GraphRAD (Amazon, MLG 2018); what is joined must itself be
 * suspicious, so that honest neighbours are not drawn in.
 */
import { type RingCandidate, SEVERITIES } from '../domain/ring.ts';
import type { Group } from './candidates.ts';
import type { WeightedGraph } from './graph/csr.ts';
import { UnionFind } from './graph/union-find.ts';
import type { DetectionParameters } from './parameters.ts';
import type { Population } from './population.ts';
import { breadth, gravityOf, selectRings } from './selection.ts';

export type DescribedGroup = { readonly group: Group; readonly ring: RingCandidate };
/** `rank`: the breadth it is selected by, its own or that of the best find it takes the place of. */
export type JoinedGroup = DescribedGroup & { readonly rank: number };

type Setting = {
  readonly population: Population;
  /** All ties between persons. */
  readonly ties: WeightedGraph;
  /** `resolutionJoin`: the CPM criterion for a merge, at a resolution of its own. */
  readonly parameters: Pick<DetectionParameters, 'maxRingSize' | 'resolutionJoin'>;
  readonly describe: (group: Group) => DescribedGroup | null;
};

/** One accidental tie joins nothing: two persons on either side must be tied across … */
const LEAST_TIED = 2;
/** … or one pair by more than any one thing can weigh: each link of a chain holds on to the next one only. */
const NO_ACCIDENT = 1.2;

/** The joined groups, to be selected from together with what they were joined of. */
export function joinFragments(described: readonly DescribedGroup[], setting: Setting): JoinedGroup[] {
  const widened = described.flatMap((found) => widen(found, setting) ?? []);
  const all = [...described, ...widened];
  const groupOf = new Map(all.map(({ ring, group }) => [ring, group]));
  const parts = selectRings(all.map(({ ring }) => ring)).flatMap((ring): DescribedGroup[] => {
    const group = groupOf.get(ring);
    return group ? [{ ring, group }] : [];
  });
  const clusters = new UnionFind(parts.length);
  const ranked = ({ group, ring }: DescribedGroup): JoinedGroup => ({ group, ring, rank: breadth(ring) });
  const current = parts.map(ranked);
  const joined = widened.map(ranked);
  for (const { a, b } of tiedPairs(parts, setting)) {
    const [left, right] = [clusters.find(a), clusters.find(b)];
    const [one, other] = [current[left], current[right]];
    if (left === right || !one || !other) continue;
    const group = unionOf(one.group, other.group);
    if (sizeOf(group) > setting.parameters.maxRingSize) continue;
    const whole = setting.describe(group);
    if (!whole) continue;
    const isBetter = breadth(whole.ring) >= Math.max(breadth(one.ring), breadth(other.ring));
    if (!isBetter && !isOneScheme(whole.ring, [one.ring, other.ring])) continue;
    const found = { ...whole, rank: Math.max(breadth(whole.ring), one.rank, other.rank) };
    clusters.union(left, right);
    current[clusters.find(left)] = found;
    joined.push(found);
  }
  return joined;
}

/** Both parts are of the typology of the whole, which is as severe as either and no weaker than the weaker one. */
function isOneScheme(whole: RingCandidate, parts: readonly RingCandidate[]): boolean {
  const typology = whole.typologies[0]?.code;
  const severity = (ring: RingCandidate): number => SEVERITIES.indexOf(ring.severity);
  return (
    typology !== undefined &&
    parts.every((part) => part.typologies[0]?.code === typology && severity(part) <= severity(whole)) &&
    gravityOf(whole) >= Math.min(...parts.map(gravityOf))
  );
}

/**
 * The group with what was cut away from its community, where that speaks for more and not just for width: sparse rings
 * lose members to the search for a dense core, and bystanders must not come back with them.
 */
function widen({ group, ring }: DescribedGroup, { describe }: Setting): DescribedGroup | null {
  if (group.outskirts.length === 0) return null;
  const associates = [...group.associates, ...group.outskirts].filter((one) => !group.counterparties.includes(one));
  const wider = describe({ ...group, associates, outskirts: [] });
  return wider && gravityOf(wider.ring) >= gravityOf(ring) ? wider : null;
}

type Pair = { readonly a: number; readonly b: number; readonly weight: number };
type Crossing = { weight: number; readonly left: Set<number>; readonly right: Set<number> };

/** Pairs of finds with enough ties across, the heaviest first. */
function tiedPairs(parts: readonly DescribedGroup[], setting: Setting): Pair[] {
  const persons = parts.map(
    ({ group }) => new Set(membersOf(group).map((account) => setting.population.personOf[account] ?? 0)),
  );
  const across = new Map<number, Crossing>();
  for (const { a, b, person, other, weight } of crossings(persons, setting.ties)) {
    const key = a * parts.length + b;
    const known = across.get(key) ?? { weight: 0, left: new Set<number>(), right: new Set<number>() };
    known.weight += weight;
    known.left.add(person);
    known.right.add(other);
    across.set(key, known);
  }
  const pairsOf = (a: number, b: number): number => (persons[a]?.size ?? 0) * (persons[b]?.size ?? 0);
  return [...across]
    .filter(([, { left, right, weight }]) => Math.min(left.size, right.size) >= LEAST_TIED || weight >= NO_ACCIDENT)
    .map(([key, { weight }]) => ({ a: Math.floor(key / parts.length), b: key % parts.length, weight }))
    .filter(({ a, b, weight }) => weight >= setting.parameters.resolutionJoin * pairsOf(a, b))
    .sort((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b);
}

/** Each tie from a person of one find to a person of a later one, neither of them in both. */
function* crossings(persons: readonly ReadonlySet<number>[], { offsets, neighbours, weights }: WeightedGraph) {
  const findsOf = indexFinds(persons);
  const inBoth = (a: number, b: number, person: number, other: number): boolean =>
    persons[a]?.has(other) === true || persons[b]?.has(person) === true;
  for (const [person, finds] of findsOf) {
    for (let e = offsets[person] ?? 0; e < (offsets[person + 1] ?? 0); e++) {
      const other = neighbours[e] ?? 0;
      const later = finds.flatMap((a) => (findsOf.get(other) ?? []).filter((b) => b > a).map((b) => ({ a, b })));
      for (const { a, b } of later) {
        if (!inBoth(a, b, person, other)) yield { a, b, person, other, weight: weights[e] ?? 0 };
      }
    }
  }
}

function indexFinds(persons: readonly ReadonlySet<number>[]): ReadonlyMap<number, readonly number[]> {
  const findsOf = new Map<number, number[]>();
  for (const [find, own] of persons.entries()) {
    for (const person of own) findsOf.set(person, [...(findsOf.get(person) ?? []), find]);
  }
  return findsOf;
}

const membersOf = ({ core, associates, counterparties }: Group): number[] => [
  ...core,
  ...associates,
  ...counterparties,
];
const sizeOf = (group: Group): number => membersOf(group).length;

function unionOf(a: Group, b: Group): Group {
  const ascending = (accounts: Iterable<number>): number[] => [...accounts].sort((x, y) => x - y);
  const core = new Set([...a.core, ...b.core]);
  const associates = new Set([...a.associates, ...b.associates].filter((account) => !core.has(account)));
  const counterparties = [...a.counterparties, ...b.counterparties].filter(
    (account) => !core.has(account) && !associates.has(account),
  );
  return {
    core: ascending(core),
    associates: ascending(associates),
    counterparties: ascending(new Set(counterparties)),
    outskirts: [],
  };
}
