/** How sure a score makes: rising, never certain, and as the rings were in the marketplaces it was fitted to. */
import { expect, it } from 'vitest';
import { confidenceOf } from '../../../server/src/detection/confidence/calibration.ts';

const scores = Array.from({ length: 1001 }, (_, i) => i / 10);

it('rises with the score and is certain of nothing', () => {
  const sure = scores.map(confidenceOf);
  expect(sure.every((each, i) => each >= (sure[i - 1] ?? 0))).toBe(true);
  expect(sure[0]).toBeGreaterThan(0);
  expect(sure.at(-1)).toBeLessThan(1);
  expect(new Set(sure).size).toBeGreaterThan(10);
});

it('goes from step to step without a leap', () => {
  const sure = scores.map(confidenceOf);
  for (const [i, each] of sure.entries()) expect(each - (sure[i - 1] ?? each)).toBeLessThanOrEqual(0.1);
});
