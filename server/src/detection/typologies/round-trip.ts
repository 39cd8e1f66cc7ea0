/** T17: money goes round until nobody can tell where it came from. */
import { moneyPatternsInside } from '../evidence/money.ts';
import { counted } from '../evidence/wording.ts';
import { typology } from './typology.ts';

const thresholds = {
  leastCycles: { standard: 2, min: 1, max: 1000, unit: 'round trips, or times that money is spread and gathered' },
  leastShare: { standard: 0.4, min: 0.01, max: 1, unit: 'share of members' },
} as const;

export const roundTrip = typology({
  code: 'ROUND_TRIP',
  stages: ['settlement', 'transaction'],
  signals: ['MONEY_FLOW'],
  thresholds,
  lookAlikes: ['a group treasury', 'refunds', 'friends who split bills'],
  match({ marketplace, facts }, limits) {
    const patterns = moneyPatternsInside(marketplace, facts);
    const taking = new Set(patterns.flatMap(({ accounts }) => accounts)).size / facts.members.length;
    if (patterns.length < limits.leastCycles || taking < limits.leastShare) return null;
    const round = patterns.filter(({ shape }) => shape === 'cycle').length;
    const told = [
      ...(round > 0 ? [`came back to where it started ${counted(round, 'time')}`] : []),
      ...(patterns.length > round ? [`was spread and gathered ${counted(patterns.length - round, 'time')}`] : []),
    ];
    return {
      score: 0.5 + 0.3 * taking + 0.2 * Math.min(1, patterns.length / 6),
      reason: `Money ${told.join(' and ')}`,
    };
  },
});
