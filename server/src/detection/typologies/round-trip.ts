/** T17: money goes round until nobody can tell where it came from. */
import { cyclesInside } from '../evidence/money.ts';
import { counted } from '../evidence/wording.ts';
import { typology } from './typology.ts';

const thresholds = {
  leastCycles: { standard: 2, min: 1, max: 1000, unit: 'round trips' },
  leastShare: { standard: 0.4, min: 0.01, max: 1, unit: 'share of members' },
} as const;

export const roundTrip = typology({
  code: 'ROUND_TRIP',
  stages: ['settlement', 'transaction'],
  signals: ['MONEY_FLOW'],
  thresholds,
  lookAlikes: ['a group treasury', 'refunds', 'friends who split bills'],
  match({ marketplace, facts }, limits) {
    const cycles = cyclesInside(marketplace, facts);
    const taking = new Set(cycles.flatMap(({ accounts }) => accounts)).size / facts.members.length;
    if (cycles.length < limits.leastCycles || taking < limits.leastShare) return null;
    return {
      score: 0.5 + 0.3 * taking + 0.2 * Math.min(1, cycles.length / 6),
      reason: `Money came back to where it started ${counted(cycles.length, 'time')}`,
    };
  },
});
