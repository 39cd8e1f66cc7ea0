import { describe, expect, it } from 'vitest';
import { compareRings } from '../../server/src/application/compare-rings.ts';
import type { Ring } from '../../server/src/domain/ring.ts';
import { aRing } from '../support/ring-builders.ts';

const ring = (id: string, members: string, overrides: Partial<Ring> = {}): Ring =>
  aRing(id, {
    size: members.length,
    members: [...members].map((member) => ({ kind: 'Buyer', id: member, role: 'CORE', confidence: 1, reason: 'r' })),
    ...overrides,
  });
const none = { born: 0, grown: 0, shrunk: 0, merged: 0, split: 0, dormant: 0 };

describe('what changed between two pictures', () => {
  it('nothing, when they are equal', () => {
    const rings = [ring('a', 'xyz')];
    expect(compareRings(rings, rings)).toEqual({ changes: none, ended: [] });
  });

  it('rings are born, grow, shrink and fall asleep', () => {
    const earlier = [ring('a', 'abc'), ring('b', 'defg'), ring('c', 'hij')];
    const later = [ring('a', 'abcx'), ring('b', 'def'), ring('n', 'klm')];
    const { changes, ended } = compareRings(earlier, later);
    expect(changes).toEqual({ ...none, born: 1, grown: 1, shrunk: 1, dormant: 1 });
    expect(ended).toMatchObject([{ id: 'c', status: 'DORMANT' }]);
  });

  it('a ring whose members went into another is merged, and dissolved', () => {
    const { changes, ended } = compareRings([ring('a', 'abc'), ring('b', 'def')], [ring('a', 'abcdef')]);
    expect(changes).toEqual({ ...none, grown: 1, merged: 1 });
    expect(ended).toMatchObject([{ id: 'b', status: 'DISSOLVED' }]);
  });

  it('a new ring made of half of one that lives on was split off', () => {
    const { changes } = compareRings([ring('a', 'abcdef')], [ring('a', 'abc'), ring('n', 'def')]);
    expect(changes).toEqual({ ...none, shrunk: 1, split: 1 });
  });

  it('a sleeping ring is carried on without being counted again, and waking is not being born', () => {
    const asleep = ring('a', 'abc', { status: 'DORMANT' });
    expect(compareRings([asleep], [])).toEqual({ changes: none, ended: [asleep] });
    expect(compareRings([asleep], [ring('a', 'abc')])).toEqual({ changes: none, ended: [] });
  });
});
