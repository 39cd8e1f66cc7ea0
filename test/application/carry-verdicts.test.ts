import { describe, expect, it } from 'vitest';
import { carryVerdicts } from '../../server/src/application/verdicts/carry-verdicts.ts';
import { followRings } from '../../server/src/detection/lineage.ts';
import { basisOf, materialChange } from '../../server/src/domain/material-change.ts';
import type { Ring } from '../../server/src/domain/ring.ts';
import type { RingVerdict } from '../../server/src/domain/verdict.ts';
import { aRing, atStake, day } from '../support/ring-builders.ts';
import { aRingVerdict } from '../support/verdict-builders.ts';

const ring = (id: string, names: string, overrides: Partial<Ring> = {}): Ring =>
  aRing(id, {
    size: names.length,
    members: [...names].map((name) => ({ kind: 'Buyer', id: name, role: 'CORE', confidence: 1, reason: 'r' })),
    ...overrides,
  });
const verdictOn = (judged: Ring, overrides: Partial<RingVerdict> = {}): RingVerdict =>
  aRingVerdict(judged.id, { basis: basisOf(judged), ...overrides });
const carried = (before: readonly Ring[], after: readonly Ring[], ...verdicts: RingVerdict[]) => {
  const lineage = followRings(before, after, { runId: 'run_2', at: day(2) });
  return carryVerdicts(new Map(verdicts.map((one) => [one.ringId, one])), { rings: after, ...lineage });
};

describe('verdicts and later runs', () => {
  it('nothing is written where nothing changed', () => {
    expect(carried([ring('a', 'abc')], [ring('a', 'abc')], verdictOn(ring('a', 'abc')))).toEqual([]);
  });

  it('a verdict travels to the ring that took its ring in, and says what it is outdated by', () => {
    const b = ring('b', 'def');
    const found = carried([ring('a', 'abc'), b], [ring('a', 'abcdef')], verdictOn(b));
    expect(found).toMatchObject([{ ringId: 'a', inheritedFrom: 'b', outdatedBy: '+3 accounts' }]);
  });

  it('and to a ring that came out of its ring; never over the head of a verdict of its own', () => {
    const a = ring('a', 'abcdef');
    const [before, after] = [[a], [ring('a', 'abc'), ring('n', 'def')]];
    expect(carried(before, after, verdictOn(a))).toMatchObject([{ ringId: 'n', inheritedFrom: 'a', outdatedBy: null }]);
    expect(carried(before, after, verdictOn(a), verdictOn(ring('n', 'def')))).toEqual([]);
  });

  it('but a stranger in what came out of it was never judged: it is open', () => {
    const a = ring('a', 'abcdef');
    const found = (names: string) => carried([a], [ring('a', 'abcd'), ring('n', names)], verdictOn(a));
    expect(found('ez')).toMatchObject([{ ringId: 'n', inheritedFrom: 'a', outdatedBy: '+1 account' }]);
    expect(found('ef')).toMatchObject([{ ringId: 'n', inheritedFrom: 'a', outdatedBy: null }]);
    expect(carried([a], [a, ring('n', 'fz')], verdictOn(a))).toEqual([]);
  });

  it('what was opened again stays open until somebody judges anew', () => {
    const outdated = verdictOn(ring('a', 'abc'), { outdatedBy: '+3 accounts' });
    expect(carried([ring('a', 'abcdef')], [ring('a', 'abc')], outdated)).toEqual([]);
  });

  it('a review under way is not outdated', () => {
    const review = verdictOn(ring('a', 'abc'), { verdict: 'IN_REVIEW' });
    expect(carried([ring('a', 'abc')], [ring('a', 'abcdef')], review)).toEqual([]);
  });

  it('material is: a fifth more members, half as much money again, a worse severity, another kind', () => {
    const basis = basisOf(ring('a', 'abcdefghij', { exposure: atStake('1000') }));
    const change = (names: string, overrides: Partial<Ring> = {}) =>
      materialChange(basis, ring('a', names, { exposure: atStake('1000'), ...overrides }));
    expect(change('abcdefghijk')).toBeNull();
    expect(change('abcdefghijkl')).toBe('+2 accounts');
    expect(change('abc')).toBeNull();
    expect(change('abcdefghij', { exposure: atStake('1400') })).toBeNull();
    expect(change('abcdefghij', { exposure: atStake('42000') })).toBe('+41,000 USD still stoppable');
    const none = basisOf(ring('a', 'abc'));
    expect(materialChange(none, ring('a', 'abc', { exposure: atStake('0.9') }))).toBeNull();
    expect(materialChange(none, ring('a', 'abc', { exposure: atStake('1') }))).toBe('+1 USD still stoppable');
    expect(change('abcdefghij', { severity: 'HIGH' })).toBe('now HIGH');
    expect(change('abcdefghij', { severity: 'LOW' })).toBeNull();
    const typologies = [{ code: 'BRUSHING', score: 1, reason: '' }] as const;
    expect(change('abcdefghij', { typologies })).toBe('looks like brushing now');
  });
});
