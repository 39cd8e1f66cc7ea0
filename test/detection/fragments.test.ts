/** Finds that are parts of one ring are joined; neighbours that merely touch are not. */
import { describe, expect, it } from 'vitest';
import type { Group } from '../../server/src/detection/candidates.ts';
import { type DescribedGroup, joinFragments } from '../../server/src/detection/fragments.ts';
import type { EdgeList } from '../../server/src/detection/graph/csr.ts';
import { toWeightedGraph } from '../../server/src/detection/graph/csr.ts';
import { readPopulation } from '../../server/src/detection/population.ts';
import { breadth, selectRings } from '../../server/src/detection/selection.ts';
import type { RingMember, Severity, TypologyCode } from '../../server/src/domain/ring.ts';
import { toGraphColumns } from '../support/graph-columns.ts';
import { aRing } from '../support/ring-builders.ts';

const ACCOUNTS = 12;
const columns = toGraphColumns({
  entities: Array.from({ length: ACCOUNTS }, (_, i) => ({ key: `Buyer:b${String(i).padStart(2, '0')}` as const })),
  links: [],
  events: [],
});
const population = readPopulation(columns);

const aMember = (account: number): RingMember => {
  return { kind: 'Buyer', id: String(account), role: 'CORE', confidence: 1, reason: '' };
};

/** The score falls where the group holds more than the ring: accounts below `guilty`. */
const describeAs =
  (guilty: number) =>
  (group: Group): DescribedGroup => {
    const members = [...group.core, ...group.associates].sort((a, b) => a - b);
    const right = members.filter((account) => account < guilty).length / members.length;
    const ring = aRing('r', {
      score: 50 * right ** 3,
      size: members.length,
      members: members.map(aMember),
    });
    return { group, ring };
  };
const group = (core: readonly number[], outskirts: readonly number[] = []): Group => ({
  ...{ core, outskirts, associates: [], counterparties: [] },
});
const tie = (pairs: readonly (readonly [number, number])[]) =>
  toWeightedGraph(ACCOUNTS, {
    length: pairs.length,
    from: Int32Array.from(pairs, ([a]) => a),
    to: Int32Array.from(pairs, ([, b]) => b),
    weight: new Float32Array(pairs.length).fill(0.5),
  } satisfies EdgeList);

function joined(groups: readonly Group[], pairs: readonly (readonly [number, number])[], guilty = ACCOUNTS) {
  const describeGroup = describeAs(guilty);
  const setting = {
    population,
    ties: tie(pairs),
    parameters: { maxRingSize: 10, resolutionJoin: 0.005 },
    describe: describeGroup,
  };
  return joinFragments(groups.map(describeGroup), setting).map(({ group: { core, associates } }) =>
    [...core, ...associates].sort((a, b) => a - b),
  );
}

describe('joining fragments', () => {
  const halves = [group([0, 1, 2]), group([3, 4, 5])];

  it('joins two finds that several members of both tie to each other', () => {
    expect(
      joined(halves, [
        [0, 3],
        [1, 4],
      ]),
    ).toEqual([[0, 1, 2, 3, 4, 5]]);
  });

  it('leaves two finds apart that one account ties', () => {
    expect(
      joined(halves, [
        [0, 3],
        [0, 4],
      ]),
    ).toEqual([]);
  });

  it('leaves them apart where the whole is the weaker finding', () => {
    const pairs = [
      [0, 3],
      [1, 4],
    ] as const;
    expect(joined(halves, pairs, 3)).toEqual([]);
  });

  it('goes on from what is joined, up to the largest ring', () => {
    const chain = [
      [0, 3],
      [1, 4],
      [3, 6],
      [4, 7],
    ] as const;
    const three = [...halves, group([6, 7, 8])];
    expect(joined(three, chain).map(({ length }) => length)).toEqual([6, 9]);
    expect(joined([...halves, group([6, 7, 8, 9, 10])], chain).map(({ length }) => length)).toEqual([8]);
  });

  it('offers a find with what was cut away from its community', () => {
    expect(joined([group([0, 1, 2], [5])], [])).toEqual([[0, 1, 2, 5]]);
  });

  it('leaves a bystander where it was cut away, though the find would be wider with it', () => {
    expect(joined([group([0, 1, 2, 3], [8])], [], 8)).toEqual([]);
  });
});

describe('two parts of one scheme, the whole a little weaker than the better part', () => {
  type Part = { readonly score: number; readonly severity: Severity; readonly code: TypologyCode };
  const better: Part = { score: 60, severity: 'HIGH', code: 'SELLER_BUST_OUT' };
  const weaker: Part = { score: 45, severity: 'HIGH', code: 'SELLER_BUST_OUT' };
  const whole: Part = { score: 52, severity: 'HIGH', code: 'SELLER_BUST_OUT' };

  /** What is selected of the parts and of what they were joined to: accounts of each. */
  function selected(one: Part, other: Part, both: Part): number[][] {
    const describeGroup = (own: Group): DescribedGroup => {
      const part = own.core[0] === 0 ? one : other;
      const { score, severity, code } = own.core.length > 3 ? both : part;
      const typologies = [{ code, score: 0.9, reason: '' }];
      const members = own.core.map(aMember);
      return { group: own, ring: aRing('r', { score, severity, typologies, members, size: members.length }) };
    };
    const ties = tie([
      [0, 3],
      [1, 4],
    ]);
    const parts = [group([0, 1, 2]), group([3, 4, 5])].map(describeGroup);
    const parameters = { maxRingSize: 10, resolutionJoin: 0.005 };
    const joins = joinFragments(parts, { population, ties, parameters, describe: describeGroup });
    const rankOf = new Map(joins.map(({ ring, rank }) => [ring, rank]));
    const rings = selectRings(
      [...parts, ...joins].map(({ ring }) => ring),
      (ring) => rankOf.get(ring) ?? breadth(ring),
    );
    return rings.map(({ members }) => members.map(({ id }) => Number(id)));
  }
  const apart = [
    [0, 1, 2],
    [3, 4, 5],
  ];

  it('are one case', () => {
    expect(selected(better, weaker, whole)).toEqual([[0, 1, 2, 3, 4, 5]]);
  });

  it('stay two where either is another scheme', () => {
    expect(selected(better, { ...weaker, code: 'DEVICE_FARM' }, whole)).toEqual(apart);
  });

  it('stay two where the whole is less severe, or weaker than both', () => {
    expect(selected(better, weaker, { ...whole, severity: 'MEDIUM' })).toEqual(apart);
    expect(selected(better, weaker, { ...whole, score: 44 })).toEqual(apart);
  });
});
