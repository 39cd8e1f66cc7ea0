/** Rings tested against altered surroundings and against chance, in a small town. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../../server/src/detection/parameters.ts';
import { detectRings } from '../../../server/src/detection/pipeline.ts';
import type { RingCandidate } from '../../../server/src/domain/ring.ts';
import { buyer, plantRing, seller, settle, smallTown, type Town } from '../../support/small-town.ts';

const detect = (town: Town): readonly RingCandidate[] =>
  detectRings(town.columns, DEFAULT_PARAMETERS, { now: () => 0 }).candidates;
const holding = (rings: readonly RingCandidate[], id: string): RingCandidate | undefined =>
  rings.find(({ members }) => members.some((member) => member.id === id));

/** Six accounts in a row, each tied to the next by one document: whatever link goes, the row falls apart. */
function plantChain(town: Town, size = 8): void {
  const chain = Array.from({ length: size }, (_, i) => settle(town, seller(`k${i}`), -50 - i / 50));
  for (let i = 1; i < size; i++) {
    const pair = chain.slice(i - 1, i + 1);
    town.share('VERIFIED_BY', pair, `IdentityDocument:k${i}`, 5);
  }
}

describe('a ring in altered surroundings', () => {
  it('returns every time, with every member, where many ties hold it together', () => {
    const town = smallTown();
    plantRing(town);
    const ring = holding(detect(town), 'r0');
    expect(ring?.stability).toMatchObject({ repetitions: 10, returned: 10, isStable: true });
    expect(ring?.stability?.statement).toMatch(
      /^Found again in 10 of 10 searches that each left out 7\.5 % of the links around it, in \d+ of them with nearly/,
    );
    for (const { confidence } of ring?.members ?? []) expect(confidence).toBeGreaterThanOrEqual(0.8);
  });

  it('is told to be unstable where every single tie is needed', () => {
    const town = smallTown();
    plantChain(town);
    const ring = holding(detect(town), 'k3');
    expect(ring?.stability?.isStable).toBe(false);
    expect(ring?.stability?.statement).toMatch(/^Unstable: found again in \d of 10 searches/);
    const confidences = ring?.members.map(({ confidence }) => confidence) ?? [];
    expect(Math.max(...confidences)).toBeLessThanOrEqual((ring?.stability?.returned ?? 10) / 10);
  });

  it('is judged the same when strangers come, before and after it in every order', () => {
    const town = smallTown();
    plantChain(town);
    const judged = () => {
      const ring = holding(detect(town), 'k3');
      return { stability: ring?.stability, members: ring?.members.map(({ id, confidence }) => [id, confidence]) };
    };
    const before = judged();
    expect(before.stability?.isStable).toBe(false);
    for (let i = 0; i < 30; i++) settle(town, i % 2 ? seller(`a${i}`) : buyer(`zz${i}`), -100 - i);
    expect(judged()).toEqual(before);
  });
});

describe('a ring against chance', () => {
  it('has no like in shuffled copies where its members are tied more than once', () => {
    const town = smallTown();
    plantRing(town);
    const chance = holding(detect(town), 'r0')?.chance;
    expect(chance).toMatchObject({ copies: 10, copiesAsTight: 0, falseDiscoveryRate: 0 });
    expect(chance?.statement).toBe(
      'In 10 copies of its neighbourhood with all links shuffled, no group of about 7 members repeated its ties as much',
    );
  });

  it('is neither confirmed nor refuted where one thing alone ties each pair', () => {
    const town = smallTown();
    plantChain(town);
    const chance = holding(detect(town), 'k3')?.chance;
    expect(chance?.statement).toMatch(/^Each pair is tied by one thing alone/);
    expect(chance?.falseDiscoveryRate).toBe(1);
  });
});
