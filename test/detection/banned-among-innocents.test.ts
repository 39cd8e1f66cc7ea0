/** One banned account in each honest structure: whoever lives, works or is paid with it is not found out with it. */
import { expect, it } from 'vitest';
import { generateMarketplace, type SeedRecord, scenarioByName } from '../../seed/src/main.ts';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import { entityKey } from '../../server/src/domain/entity-key.ts';
import type { RingCandidate } from '../../server/src/domain/ring.ts';
import { toColumns } from '../support/seed-columns.ts';

const isBad = ({ severity }: RingCandidate): boolean => severity === 'HIGH' || severity === 'CRITICAL';

it('accuses of more than LOW whom one legal representative stands for, and next to nobody else', () => {
  const scenario = scenarioByName('medium');
  if (!scenario) throw new Error('no scenario medium');
  // Those in their hard form are accused by some without anybody banned; evaluation tells how many.
  const { records, truth } = generateMarketplace({ ...scenario, seed: 'ban-1', hardInnocents: 0 });
  const banned = new Set(truth.innocents.flatMap(({ members }) => members.map(entityKey).sort().slice(0, 1)));
  const told = [...records].map(
    (row): SeedRecord => (row.record === 'entity' && banned.has(entityKey(row)) ? { ...row, status: 'banned' } : row),
  );
  const { candidates } = detectRings(toColumns(told), DEFAULT_PARAMETERS, { now: () => 0 });
  const accused = truth.innocents.map(({ kind, members }) => {
    const own = new Set(members.map(entityKey));
    const common = (ring: RingCandidate): number => ring.members.filter((one) => own.has(entityKey(one))).length;
    const by = candidates.filter(
      (ring) => common(ring) >= Math.min(3, own.size) && common(ring) * 2 >= Math.min(own.size, ring.size),
    );
    return {
      kind,
      isAny: by.length > 0,
      isMore: by.some(({ severity }) => severity !== 'LOW'),
      isHigh: by.some(isBad),
    };
  });
  const kinds = (some: typeof accused): readonly string[] => some.map(({ kind }) => kind);
  console.log(`${accused.length} structures; accused: ${kinds(accused.filter(({ isAny }) => isAny)).join(', ')}`);
  expect(accused.length).toBeGreaterThan(50);
  const others = accused.filter(({ kind }) => kind !== 'LEGAL_REPRESENTATIVE');
  expect(others.filter(({ isMore }) => isMore).length).toBeLessThanOrEqual(others.length * 0.02);
  expect(accused.filter(({ isHigh }) => isHigh).length).toBeLessThanOrEqual(accused.length * 0.02);
});
