import { describe, expect, it } from 'vitest';
import { FRONT_DAYS, followRings, frontAt } from '../../server/src/detection/lineage.ts';
import type { Ring } from '../../server/src/domain/ring.ts';
import { aRing, day } from '../support/ring-builders.ts';

const ring = (id: string, members: string, overrides: Partial<Ring> = {}): Ring =>
  aRing(id, {
    size: members.length,
    members: [...members].map((member) => ({ kind: 'Buyer', id: member, role: 'CORE', confidence: 1, reason: 'r' })),
    ...overrides,
  });
const none = { born: 0, grown: 0, shrunk: 0, merged: 0, split: 0, dormant: 0 };
const follow = (earlier: readonly Ring[], later: readonly Ring[], at = day(1)) =>
  followRings(earlier, later, { runId: 'run_2', at });
const told = (earlier: readonly Ring[], later: readonly Ring[]) =>
  follow(earlier, later).changes.map(({ ringId, type, others }) => [ringId, type, ...others].join(' '));
const names = (refs: readonly { readonly id: string }[] = []) => refs.map(({ id }) => id).join('');

describe('what happened to rings between two pictures', () => {
  it('nothing, when they are equal', () => {
    const rings = [ring('a', 'xyz')];
    expect(follow(rings, rings)).toEqual({ changes: [], counts: none, ended: [] });
  });

  it('rings are born, grow, shrink and fall asleep, with the members who came and went', () => {
    const earlier = [ring('a', 'abc'), ring('b', 'defg'), ring('c', 'hij')];
    const { changes, counts, ended } = follow(earlier, [ring('a', 'abxy'), ring('b', 'def'), ring('n', 'klm')]);
    expect(counts).toEqual({ ...none, born: 1, grown: 1, shrunk: 1, dormant: 1 });
    expect(changes.map((change) => [change.ringId, change.type, names(change.joined), names(change.left)])).toEqual([
      ['a', 'GREW', 'xy', 'c'],
      ['b', 'SHRANK', '', 'g'],
      ['n', 'BORN', 'klm', ''],
      ['c', 'DORMANT', '', 'hij'],
    ]);
    expect(changes.every(({ runId, at }) => runId === 'run_2' && at === day(1))).toBe(true);
    expect(ended).toMatchObject([{ id: 'c', status: 'DORMANT', endedAt: day(1) }]);
  });

  it('members changing places at an equal size are told as both', () => {
    const { changes, counts } = follow([ring('a', 'abcd')], [ring('a', 'abcx')]);
    expect(counts).toEqual({ ...none, grown: 1, shrunk: 1 });
    expect(changes.map(({ statement }) => statement)).toEqual([
      '1 joined while 1 left: still 4 members.',
      '1 left while 1 joined: still 4 members.',
    ]);
  });

  it('a ring whose members went into another is dissolved and names it; both tell of it', () => {
    const [earlier, later] = [[ring('a', 'abc'), ring('b', 'def')], [ring('a', 'abcdef')]];
    const { counts, ended } = follow(earlier, later);
    expect(counts).toEqual({ ...none, grown: 1, merged: 1 });
    expect(ended).toMatchObject([{ id: 'b', status: 'DISSOLVED', successor: 'a' }]);
    expect(told(earlier, later)).toEqual(['a GREW', 'b MERGED a', 'a MERGED b']);
  });

  it('a new ring made of half of one that lives on was split off; both tell of it', () => {
    const [earlier, later] = [[ring('a', 'abcdef')], [ring('a', 'abc'), ring('n', 'def')]];
    expect(follow(earlier, later).counts).toEqual({ ...none, shrunk: 1, split: 1 });
    expect(told(earlier, later)).toEqual(['a SHRANK', 'n SPLIT a', 'a SPLIT n']);
  });

  it('a ring of a member who stays and a stranger is born, and did not come out of anything', () => {
    const [earlier, later] = [[ring('a', 'abcdef')], [ring('a', 'abcdef'), ring('n', 'fz')]];
    expect(told(earlier, later)).toEqual(['n BORN']);
    expect(told(earlier, [ring('a', 'abcdf'), ring('n', 'efz')])).toEqual(['a SHRANK', 'n BORN']);
  });

  it('a ring of which no part is enough to keep its id came apart, and the largest part goes on', () => {
    const { counts, ended } = follow(
      [ring('a', 'abcdefghijkl')],
      [ring('m', 'abc'), ring('n', 'defg'), ring('o', 'hij')],
    );
    expect(counts).toEqual({ ...none, split: 3 });
    expect(ended).toMatchObject([{ id: 'a', status: 'DISSOLVED', successor: 'n' }]);
  });

  it('a few members who turn up in another ring make no merger', () => {
    expect(follow([ring('a', 'abcdefgh'), ring('b', 'xyz')], [ring('b', 'xyzab')]).counts).toEqual({
      ...none,
      grown: 1,
      dormant: 1,
    });
  });

  it('a sleeping ring is carried on without being counted again, and waking is not being born', () => {
    const asleep = ring('a', 'abc', { status: 'DORMANT', endedAt: day(0) });
    expect(follow([asleep], [])).toEqual({ changes: [], counts: none, ended: [asleep] });
    const woken = follow([asleep], [ring('a', 'abcd')]);
    expect(woken.counts).toEqual(none);
    expect(woken.changes).toMatchObject([{ type: 'REVIVED', joined: [{ id: 'd' }], left: [] }]);
  });

  it('a ring that went into another and comes out again does so under its old id', () => {
    const gone = ring('b', 'def', { status: 'DISSOLVED', endedAt: day(0), successor: 'a' });
    const { counts, changes } = follow([ring('a', 'abcdef'), gone], [ring('a', 'abc'), ring('b', 'def')]);
    expect(counts).toEqual({ ...none, shrunk: 1, split: 1 });
    expect(changes[1]).toMatchObject({ ringId: 'b', type: 'SPLIT', others: ['a'] });
  });

  it('a sleeping ring that wakes with the members of one that ends took that one in, and did not come out of it', () => {
    const earlier = [ring('a', 'defgxy'), ring('b', 'defg', { status: 'DORMANT', endedAt: day(0) })];
    const { counts, ended } = follow(earlier, [ring('b', 'defg')]);
    expect(told(earlier, [ring('b', 'defg')])).toEqual(['b REVIVED', 'a MERGED b', 'b MERGED a']);
    expect(counts).toEqual({ ...none, merged: 1 });
    expect(ended).toMatchObject([{ id: 'a', successor: 'b' }]);
  });

  it('a ring that is the very same again after it was no longer waited for is revived, and not found first', () => {
    const again = { runId: 'run_2', at: day(200), returned: new Set(['a']) };
    const { changes, counts } = followRings([], [ring('a', 'abc'), ring('b', 'xyz')], again);
    expect(counts).toEqual({ ...none, born: 1 });
    expect(changes).toMatchObject([
      { ringId: 'a', type: 'REVIVED', joined: [], left: [] },
      { ringId: 'b', type: 'BORN' },
    ]);
  });

  it(`after ${FRONT_DAYS} days a sleeping ring is dissolved, told once, and no longer waited for`, () => {
    const asleep = ring('a', 'abc', { status: 'DORMANT', endedAt: day(0) });
    expect(follow([asleep], [], day(FRONT_DAYS)).changes).toEqual([]);
    const { changes, ended } = follow([asleep], [], day(FRONT_DAYS + 1));
    expect(changes).toMatchObject([{ ringId: 'a', type: 'DISSOLVED' }]);
    expect(ended).toMatchObject([{ status: 'DISSOLVED' }]);
    expect(frontAt(ended, day(FRONT_DAYS + 2))).toEqual([]);
    expect(follow(ended, [], day(FRONT_DAYS + 2))).toEqual({ changes: [], counts: none, ended: [] });
  });
});
