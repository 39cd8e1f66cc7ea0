import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { assignRingIds } from '../../server/src/detection/identity.ts';
import type { Ring, RingCandidate, RingMember } from '../../server/src/domain/ring.ts';
import { aRing } from '../support/ring-builders.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const members = (...ids: string[]): RingMember[] =>
  ids.map((id) => ({ kind: 'Buyer', id, role: 'CORE', confidence: 1, reason: '' }));
const candidate = (ids: readonly string[], overrides: Partial<Ring> = {}): RingCandidate => {
  const {
    id: _id,
    status: _status,
    ...rest
  } = aRing('x', { members: members(...ids), size: ids.length, ...overrides });
  return rest;
};
const assign = (candidates: readonly RingCandidate[], previous: readonly Ring[] = [], issued: readonly string[] = []) =>
  assignRingIds(candidates, { previous, issued: new Set(issued), sha256 });
const idsOf = (rings: readonly Ring[]) => rings.map(({ id }) => id);

describe('ring ids', () => {
  it('are a hash of members and main evidence, whatever the order of the members', () => {
    const [ring] = assign([candidate(['a', 'b', 'c'])]);
    expect(ring?.id).toMatch(/^rng_[0-9a-f]{20}$/);
    expect(idsOf(assign([candidate(['c', 'a', 'b'])]))).toEqual([ring?.id]);
  });

  it('differ with the members and with the rarest shared identifier', () => {
    const card = { kind: 'PaymentInstrument', id: 'card-2', sharedBy: 3, accounts: 3 } as const;
    const ids = [
      ...idsOf(assign([candidate(['a', 'b', 'c'])])),
      ...idsOf(assign([candidate(['a', 'b', 'd'])])),
      ...idsOf(assign([candidate(['a', 'b', 'c'], { identifiers: [card] })])),
    ];
    expect(new Set(ids).size).toBe(3);
  });

  it('are the same on a second run of equal data', () => {
    const candidates = [candidate(['a', 'b', 'c']), candidate(['d', 'e', 'f'])];
    const first = assign(candidates);
    expect(assign(candidates, first, idsOf(first))).toEqual(first);
  });

  it('are the same for a trial and for the published run after it', () => {
    const candidates = [candidate(['a', 'b', 'c'])];
    const trial = assign(candidates);
    expect(assign(candidates, [], idsOf(trial))).toEqual(trial);
  });

  it('last while a ring grows and shrinks', () => {
    const [born] = assign([candidate(['a', 'b', 'c', 'd'])]);
    const grown = assign([candidate(['a', 'b', 'c', 'd', 'e', 'f'])], born ? [born] : []);
    expect(idsOf(grown)).toEqual([born?.id]);
    expect(idsOf(assign([candidate(['a', 'b', 'e'])], grown))).toEqual([born?.id]);
  });

  it('go to the closest ring when one splits, and the other half gets a new one', () => {
    const [born] = assign([candidate(['a', 'b', 'c', 'd', 'e'])]);
    const halves = assign([candidate(['d', 'e', 'x']), candidate(['a', 'b', 'c'])], born ? [born] : []);
    expect(halves[1]?.id).toBe(born?.id);
    expect(halves[0]?.id).not.toBe(born?.id);
  });

  it('are never handed to a second ring while the first lives on as something else', () => {
    const [born] = assign([candidate(['a', 'b', 'c'])]);
    if (!born) throw new Error('no ring');
    const evolved: Ring = { ...born, members: members('p', 'q', 'r') };
    const both = assign([candidate(['p', 'q', 'r']), candidate(['a', 'b', 'c'])], [evolved], [born.id]);
    expect(both[0]?.id).toBe(born.id);
    expect(both[1]?.id).not.toBe(born.id);
    expect(idsOf(assign([candidate(['p', 'q', 'r']), candidate(['a', 'b', 'c'])], both, idsOf(both)))).toEqual(
      idsOf(both),
    );
  });
});
