import { expect, it } from 'vitest';
import { addHashes, rowsSince, type SeenRows, slotsFor } from '../../../server/src/detection/incremental/seen-rows.ts';
import { seeded } from '../graph/random-graph.ts';

const draw = (count: number, seed: number): Int32Array => {
  const random = seeded(seed);
  return Int32Array.from({ length: count }, () => Math.floor(random() * 2 ** 32) | 0);
};
const see = (hashes: Int32Array): SeenRows => {
  const slots = slotsFor(hashes.length);
  addHashes(slots, hashes);
  return slots;
};
const share = (hashes: Int32Array, told: (hash: number) => boolean): number =>
  hashes.filter(told).length / hashes.length;

it('tells every row that has come, and of the others few', () => {
  const old = draw(20_000, 1);
  const come = draw(200, 2);
  const hasCome = rowsSince(see(old), see(Int32Array.from([...old, ...come])));
  expect(share(come, hasCome)).toBe(1);
  expect(share(old, hasCome)).toBeLessThan(0.02);
});

it('tells no row where they are the same, in whatever order, and one that is there twice', () => {
  const rows = draw(3_000, 3);
  expect(share(rows, rowsSince(see(rows), see(rows.slice().reverse())))).toBe(0);
  const twice = Int32Array.from([...rows, rows[7] ?? 0]);
  expect(rowsSince(see(rows), see(twice))(rows[7] ?? 0)).toBe(true);
});

it('tells one that took the place of another', () => {
  const rows = draw(3_000, 4);
  const changed = rows.slice();
  changed[5] = (changed[5] ?? 0) ^ 1;
  expect(rowsSince(see(rows), see(changed))(changed[5] ?? 0)).toBe(true);
});

it('compares with a table that had fewer slots', () => {
  const old = draw(3_000, 5);
  const come = draw(3_000, 6);
  const whole = Int32Array.from([...old, ...come]);
  expect(see(whole).length).toBeGreaterThan(see(old).length);
  expect(share(come, rowsSince(see(old), see(whole)))).toBe(1);
  expect(share(old, rowsSince(see(old), see(Int32Array.from([...whole, ...draw(2_000, 7)]))))).toBeGreaterThan(0.3);
  expect(share(whole, rowsSince(see(whole), see(whole)))).toBe(0);
});
