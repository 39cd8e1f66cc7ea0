/** How rare it is that so many share one identifier: as a number and as a sentence, which never disagree. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeShared, rarityOf } from '../../../server/src/application/exploration/rarity.ts';

test('what is not all is never told as all', () => {
  const rarity = rarityOf([100_000, 5_000, 1], 3);
  expect(rarity).toBe(0.999);
  const shared = { kind: 'Device', id: 'd', sharedBy: 2, accounts: 3 } as const;
  expect(describeShared(shared, rarity, 'members')).toContain('99.9 % of devices have fewer');
});

test('all of them are 1', () => {
  expect(rarityOf([10, 3], 5)).toBe(1);
});

test('the sentence says the number', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.nat(1e6), (all, part) => {
      const more = Math.min(part, all);
      const rarity = rarityOf([all, more], 2);
      const exact = (all - more) / all;
      expect(rarity).toBeLessThanOrEqual(exact);
      expect(exact - rarity).toBeLessThan(0.001);
      const sentence = describeShared({ kind: 'Device', id: 'd', sharedBy: 2, accounts: 2 }, rarity, 'members');
      const share = Number(/and ([\d.]+) % of/.exec(sentence)?.[1]);
      expect(share).toBeCloseTo(rarity * 100, 9);
    }),
  );
});
