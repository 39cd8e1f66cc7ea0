/** The methods detection is measured against do what their papers say, on graphs one can see through. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { searchByBaselines } from '../../server/src/application/evaluation/baselines/catalogue.ts';
import { densestBlocks } from '../../server/src/application/evaluation/baselines/fraudar.ts';
import { LeastFirst } from '../../server/src/application/evaluation/baselines/least-first.ts';
import { evaluateBaseline } from '../../server/src/application/evaluation/evaluate-baseline.ts';
import { proportionInterval } from '../../server/src/application/evaluation/proportion-interval.ts';
import { toIncidence } from '../../server/src/detection/graph/incidence.ts';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { type LinkInput, toGraphColumns } from '../support/graph-columns.ts';

const FRAUDAR_EXAMPLE = new URL('../../../shared/data/fraudar-example/example.txt', import.meta.url);

const uses = (account: string, device: string): LinkInput => ({
  type: 'USES_DEVICE',
  from: `Buyer:${account}`,
  to: `Device:${device}`,
});
/** Every two of them share a device of their own. */
const clique = (name: string, size: number): LinkInput[] => {
  const ids = Array.from({ length: size }, (_, i) => `${name}${i}`);
  return ids.flatMap((a, i) => ids.slice(i + 1).flatMap((b) => [uses(a, `${a}-${b}`), uses(b, `${a}-${b}`)]));
};
const groupsBy = async (links: readonly LinkInput[]): Promise<ReadonlyMap<string, readonly string[]>> => {
  const finds = await searchByBaselines(toGraphColumns({ entities: [], links, events: [] }), DEFAULT_PARAMETERS);
  return new Map(
    finds.map(({ name, found }) => [name, found.map(({ members }) => members.map(({ id }) => id).join(' '))]),
  );
};

describe('a baseline', () => {
  it('takes whoever shares for a group, but for hubs where these are cut', async () => {
    const guests = Array.from({ length: 30 }, (_, i) => uses(i < 4 ? `a${i}` : `guest${i}`, 'café'));
    const found = await groupsBy([...clique('a', 4), ...guests]);
    expect(found.get('components, caps')).toEqual(['a0 a1 a2 a3']);
    expect(found.get('components, no caps')?.map((ids) => ids.split(' ').length)).toEqual([30]);
  });

  it('parts two cliques that one shared device joins, by communities and not by components', async () => {
    const bridge = [uses('a0', 'lent'), uses('b0', 'lent')];
    const found = await groupsBy([...clique('a', 6), ...clique('b', 6), ...bridge]);
    const apart = ['a0 a1 a2 a3 a4 a5', 'b0 b1 b2 b3 b4 b5'];
    for (const name of ['Louvain, resolution 1', 'Louvain, scaled', 'label propagation']) {
      expect([...(found.get(name) ?? [])].sort(), name).toEqual(apart);
    }
    expect(found.get('components, caps')).toHaveLength(1);
  });

  it('names no pairs, and nobody where nothing is shared', async () => {
    for (const [, groups] of await groupsBy([...clique('pair', 2), uses('alone', 'own')])) expect(groups).toEqual([]);
    for (const [, groups] of await groupsBy([])) expect(groups).toEqual([]);
  });

  it('ranks the tighter group first, and finds the same again', async () => {
    const loose = ['x', 'y', 'z'].map((id) => uses(id, 'one'));
    const found = await groupsBy([...loose, ...clique('t', 5)]);
    for (const [name, groups] of found) expect(groups, name).toEqual(['t0 t1 t2 t3 t4', 'x y z']);
    expect(await groupsBy([...clique('t', 5), ...loose])).toEqual(found);
  });
});

describe('FRAUDAR', () => {
  it.skipIf(!existsSync(FRAUDAR_EXAMPLE))('recovers the 20 × 20 block its authors planted', () => {
    const edges = readFileSync(FRAUDAR_EXAMPLE, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' ').map(Number));
    const [row, column] = [0, 1].map((end) => Int32Array.from(edges, (edge) => edge[end] ?? 0));
    if (!row || !column) throw new Error('no edges');
    const size = (ends: Int32Array): number => Math.max(...ends) + 1;
    const incidence = toIncidence(size(row), size(column), { row, column });
    expect([...(densestBlocks(incidence, 1)[0]?.accounts ?? [])]).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it('takes the least away first, and what falls below it next', () => {
    const left = new LeastFirst(Float64Array.from([3, 1, 2, Number.POSITIVE_INFINITY, 1]));
    expect(left.finite()).toBe(4);
    expect(left.take()).toEqual({ key: 1, value: 1 });
    left.lower(0, 2.5);
    expect(left.take()).toEqual({ key: 0, value: 0.5 });
    left.lower(0, 1);
    expect([left.take(), left.take()]).toEqual([
      { key: 4, value: 1 },
      { key: 2, value: 2 },
    ]);
    expect(left.finite()).toBe(0);
  });
});

describe('marking a baseline', () => {
  const members = (ids: string) => [...ids].map((id) => ({ kind: 'Buyer' as const, id }));
  const truth = {
    rings: ['abc', 'def'].map((ids) => ({ id: ids, typology: 'BRUSHING' as const, members: members(ids) })),
    innocents: [{ id: 'i', kind: 'FAMILY', members: members('xyz') }],
  };

  it('cuts where F1 is best, and accuses nobody below the cut', () => {
    const found = ['abc', 'def', 'xyz', 'uvw'].map((ids, i) => ({ members: members(ids), score: -i }));
    const marked = evaluateBaseline({ name: 'any', found }, truth);
    expect(marked.all.rings).toMatchObject({ found: 4, precision: 0.5, recall: 1 });
    expect(marked.all.innocents).toMatchObject([{ kind: 'FAMILY', accused: 1, rate: 1 }]);
    expect(marked.bestCut.rings).toMatchObject({ found: 2, precision: 1, recall: 1 });
    expect(marked.bestCut.innocents).toMatchObject([{ accused: 0 }]);
  });

  it('of one that finds nothing is no precision, and recall of nought', () => {
    const marked = evaluateBaseline({ name: 'any', found: [] }, truth);
    expect(marked.bestCut.rings).toMatchObject({ found: 0, precision: null, recall: 0 });
  });
});

describe('the interval of a rate', () => {
  it("is Wilson's", () => {
    const { low, high } = proportionInterval(8, 10) ?? { low: 0, high: 0 };
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
  });

  it('is not nought for none of some, and is none without trials', () => {
    expect(proportionInterval(0, 36)?.low).toBe(0);
    expect(proportionInterval(0, 36)?.high).toBeCloseTo(0.0964, 4);
    expect(proportionInterval(36, 36)?.high).toBe(1);
    expect(proportionInterval(0, 0)).toBeNull();
  });
});
