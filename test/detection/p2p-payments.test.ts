/** The real P2P payments set: labels withheld from detection, used to score alone. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import type { RingCandidate } from '../../server/src/domain/ring.ts';
import { hasSharedSet, readP2pPayments } from '../support/p2p-payments.ts';
import { seeded } from './graph/random-graph.ts';

const present = hasSharedSet('p2p-payments');

/** Lift of flagged users among the members over the base rate, and its 95 % interval over resampled rings. */
function liftOf(rings: readonly RingCandidate[], flagged: ReadonlySet<string>, baseRate: number) {
  const lift = (sample: readonly RingCandidate[]): number => {
    const members = new Set(sample.flatMap((ring) => ring.members.map(({ id }) => id)));
    return [...members].filter((id) => flagged.has(id)).length / members.size / baseRate;
  };
  const random = seeded(1);
  const drawn = Array.from({ length: 500 }, () =>
    lift(rings.flatMap(() => rings[Math.floor(random() * rings.length)] ?? [])),
  ).sort((a, b) => a - b);
  return { lift: lift(rings), low: drawn[12] ?? 0, high: drawn[487] ?? 0 };
}

describe.skipIf(!present)(`real P2P payments${present ? '' : ' (skipped: data set not here)'}`, () => {
  it('put three times the base rate of flagged users into the top 50 rings, and date nothing by bare days', () => {
    const { columns, flagged, users } = readP2pPayments();
    const { candidates } = detectRings(columns, DEFAULT_PARAMETERS, { now: () => 0 });
    const baseRate = flagged.size / users;
    const rows = [10, 25, 50, 100].map((top) => ({ top, ...liftOf(candidates.slice(0, top), flagged, baseRate) }));
    console.table(
      rows.map((row) => ({ ...row, lift: row.lift.toFixed(2), low: row.low.toFixed(2), high: row.high.toFixed(2) })),
    );
    expect(rows.find(({ top }) => top === 50)?.lift).toBeGreaterThanOrEqual(3);
    // 12,414 card links carry the first day of the export, and card and device links know no time of day.
    const types = new Set(candidates.flatMap(({ evidence }) => evidence.map(({ type }) => type)));
    expect(types).not.toContain('REGISTRATION_BURST');
    expect(candidates.filter(({ severity }) => severity === 'HIGH' || severity === 'CRITICAL').length).toBeLessThan(50);
  });
});
