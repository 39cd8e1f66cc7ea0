/** Finds that are parts of one ring are joined; neighbours that merely touch are not. */
import { describe, expect, it } from 'vitest';
import type { Group } from '../../server/src/detection/candidates.ts';
import { type DescribedGroup, joinFragments } from '../../server/src/detection/fragments.ts';
import type { EdgeList } from '../../server/src/detection/graph/csr.ts';
import { toWeightedGraph } from '../../server/src/detection/graph/csr.ts';
import { readPopulation } from '../../server/src/detection/population.ts';
import { toGraphColumns } from '../support/graph-columns.ts';
import { aRing } from '../support/ring-builders.ts';

const ACCOUNTS = 12;
const columns = toGraphColumns({
  entities: Array.from({ length: ACCOUNTS }, (_, i) => ({ key: `Buyer:b${String(i).padStart(2, '0')}` as const })),
  links: [],
  events: [],
});
const population = readPopulation(columns);

/** The score falls where the group holds more than the ring: accounts below `guilty`. */
const describeAs =
  (guilty: number) =>
  (group: Group): DescribedGroup => {
    const members = [...group.core, ...group.associates].sort((a, b) => a - b);
    const right = members.filter((account) => account < guilty).length / members.length;
    const ring = aRing('r', {
      score: 50 * right ** 3,
      size: members.length,
      members: members.map((account) => ({
        ...{ kind: 'Buyer', id: String(account), role: 'CORE', confidence: 1, reason: '' },
      })),
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
