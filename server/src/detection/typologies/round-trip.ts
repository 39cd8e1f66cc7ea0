/** T17: money goes round until nobody can tell where it came from. */
import { cyclesInside } from '../evidence/money.ts';
import { counted } from '../evidence/wording.ts';
import type { Typology } from './typology.ts';

const thresholds = {
  leastCycles: { value: 2, unit: 'round trips' },
  leastShare: { value: 0.4, unit: 'share of members' },
} as const;

export const roundTrip: Typology = {
  code: 'ROUND_TRIP',
  stages: ['settlement', 'transaction'],
  signals: ['MONEY_FLOW'],
  thresholds,
  lookAlikes: ['a group treasury', 'refunds', 'friends who split bills'],
  match({ marketplace, facts }) {
    const cycles = cyclesInside(marketplace, facts);
    const taking = new Set(cycles.flatMap(({ accounts }) => accounts)).size / facts.members.length;
    if (cycles.length < thresholds.leastCycles.value || taking < thresholds.leastShare.value) return null;
    return {
      score: 0.5 + 0.3 * taking + 0.2 * Math.min(1, cycles.length / 6),
      reason: `Money came back to where it started ${counted(cycles.length, 'time')}`,
    };
  },
};
