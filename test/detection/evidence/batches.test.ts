/** Registered in batches: said as such, and not where chance, or a day on which everybody came, explains it. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../../server/src/detection/parameters.ts';
import { detectRings } from '../../../server/src/detection/pipeline.ts';
import type { Key } from '../../support/graph-columns.ts';
import { buyer, settle, smallTown } from '../../support/small-town.ts';

/** Everything is reported, so that what is not said can be seen. */
const parameters = { ...DEFAULT_PARAMETERS, minScore: 0.5 };

/** Accounts on one device and card, registered at these hours; others who registered at these too. */
function burstOf(hours: readonly number[], others: readonly number[] = []) {
  const town = smallTown();
  const ring = hours.map((at, i): Key => settle(town, buyer(`x${i}`), at));
  for (const [i, at] of others.entries()) settle(town, buyer(`o${i}`), at);
  town.share('USES_DEVICE', ring, 'Device:x').share('PAYS_WITH', ring, 'PaymentInstrument:x');
  const { candidates } = detectRings(town.columns, parameters, { now: () => 0 });
  const found = candidates.find(({ members }) => members.some(({ id }) => id.startsWith('x')));
  expect(found?.size).toBe(hours.length);
  return found?.evidence.find(({ type }) => type === 'REGISTRATION_BURST') ?? null;
}
const batch = (at: number, size: number): number[] => Array.from({ length: size }, (_, i) => at + i * 0.2);

describe('members who registered', () => {
  it('in three batches are told of by these, whoever came alone left out', () => {
    const found = burstOf([...batch(-3000, 4), ...batch(-2000, 3), ...batch(-1000, 3), -6000]);
    expect(found?.statement).toMatch(
      /^10 of 11 members registered in 3 batches, each within 36 minutes, when \d(\.\d)? % of all accounts did$/,
    );
    expect(found?.members).toHaveLength(10);
  });

  it('in one are told of by that one', () => {
    expect(burstOf([...batch(-3000, 6), ...batch(-1000, 3), -6000, -5000])?.statement).toMatch(
      /^6 of 11 members registered within /,
    );
  });

  it('two and two, or mostly alone, are not told of', () => {
    expect(burstOf([...batch(-4000, 2), ...batch(-3000, 2), ...batch(-2000, 2), ...batch(-1000, 2)])).toBeNull();
    expect(burstOf([...batch(-3000, 3), -7000, -6000, -5000, -4000, -2000])).toBeNull();
  });

  it('when half the town came on the same days are not told of', () => {
    const days = [-3000, -2000, -1000];
    const crowd = days.flatMap((at) => Array.from({ length: 100 }, (_, i) => at + i / 100));
    expect(
      burstOf(
        days.flatMap((at) => batch(at, 3)),
        crowd,
      ),
    ).toBeNull();
  });
});
