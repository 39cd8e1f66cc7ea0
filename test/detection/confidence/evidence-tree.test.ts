/** The tree against what was planted: it reaches everybody, is as strong as can be, and says what carries each tie. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../../server/src/detection/parameters.ts';
import { detectRings } from '../../../server/src/detection/pipeline.ts';
import type { EvidenceTie, RingCandidate } from '../../../server/src/domain/ring.ts';
import { plantRing, seller, smallTown, type Town } from '../../support/small-town.ts';

function treeOf(town: Town): {
  ring: RingCandidate | undefined;
  tree: readonly EvidenceTie[];
  members: readonly string[];
} {
  const [ring] = detectRings(town.columns, DEFAULT_PARAMETERS, { now: () => 0 }).candidates;
  return { ring, tree: ring?.evidenceTree ?? [], members: ring?.members.map(({ id }) => id) ?? [] };
}

describe('the evidence tree of a ring', () => {
  const town = smallTown();
  plantRing(town);
  const { tree, members } = treeOf(town);

  it('reaches every member once, from one already reached', () => {
    expect(tree).toHaveLength(members.length - 1);
    const reached = new Set([tree[0]?.from.id]);
    for (const { from, to } of tree) {
      expect(reached.has(from.id)).toBe(true);
      expect(reached.has(to.id)).toBe(false);
      reached.add(to.id);
    }
    expect([...reached].sort()).toEqual([...members].sort());
  });

  it('takes the two cards and the device before the one card that the first buyer has', () => {
    const between = tree.filter(({ from, to }) => from.id !== 'r-shop' && to.id !== 'r-shop');
    expect(between).toHaveLength(5);
    const strong = between.filter(({ from, to }) => from.id !== 'r0' && to.id !== 'r0');
    expect(strong).toHaveLength(4);
    for (const { statement, entities, types } of strong) {
      expect(statement).toMatch(
        /^Both paid with 2 cards \(\d[\d.]* % of cards serve at most 2 accounts\); both used one device \(\d[\d.]* % of devices/,
      );
      expect(entities.map(({ id }) => id)).toEqual(expect.arrayContaining(['r', 'r-2']));
      expect(types).toEqual(['SHARED_PAYMENT_INSTRUMENT', 'SHARED_DEVICE']);
    }
  });

  it('says who acted together, and how much of it popularity explains', () => {
    const busy = smallTown();
    const ring = plantRing(busy);
    for (const [i, one] of ring.slice(0, -1).entries()) {
      for (let t = 0; t < 5; t++) busy.order(one, seller(`h${20 + t}`), 900 + t * 60 + i / 30);
    }
    const { ring: found, tree: ties } = treeOf(busy);
    const told = ties.filter(({ types }) => types.includes('SYNCHRONY'));
    expect(told.length).toBeGreaterThanOrEqual(5);
    expect(told[0]?.statement).toMatch(
      /acted together on \d targets at \d+ moments \(their popularity explains \d+\.\d other actors\)/,
    );
    const whole = found?.evidence.find(({ type }) => type === 'SYNCHRONY')?.statement ?? '';
    expect(whole).toMatch(/acted together on .*: seen there \d+ times in all, where .* explains \d+\.\d$/);
    const [observed = 0, expected = Number.NaN] = whole.match(/(?<=there )\d+|[\d.]+$/g)?.map(Number) ?? [];
    expect(observed).toBeGreaterThan(2 * expected);
  });

  it('ties the shop by the device and the orders', () => {
    const shop = tree.find(({ from, to }) => from.id === 'r-shop' || to.id === 'r-shop');
    expect(shop?.statement).toMatch(/^Both used one device \(.*\); 4 orders between them$/);
    expect(shop?.types).toEqual(['SHARED_DEVICE', 'DENSE_INTERACTION']);
  });
});
