/** What the workbench says of parameters, of runs side by side, and of the review capacity. */
import { many, n } from './en-numbers.ts';

export const enTuning = {
  review: {
    label: 'Review capacity',
    reach: (capacity: number, reached: { severity: string; score: string } | null, all: boolean) => {
      const so = `At ${many(capacity, 'ring')} a day you reach`;
      if (all) return `${so} every ring.`;
      return reached === null ? `${so} none.` : `${so} down to ${reached.severity}, score ${reached.score}.`;
    },
    inflow: (rate: string | null, days: number) =>
      rate === null
        ? 'What comes in is not known before runs tell of two different days.'
        : `${rate} a day came in over ${many(days, 'day')}.`,
    open: (count: number) => `${many(count, 'ring is', 'rings are')} open.`,
    setBy: (by: string) => `Set by ${by}.`,
    ringsPerDay: 'Rings a day',
    set: 'Set the capacity',
  },
  tuning: {
    title: 'Parameters',
    name: 'Set',
    changed: 'Differs from the defaults',
    nothing: 'in nothing',
    by: 'Saved by',
    why: 'Why',
    inForce: 'in force',
    compareHint: 'Runs a saved set beside the one in force and says what it would change:',
    compare: 'Compare with what is published',
    comparison: 'Compared with what is published',
    settings: (paths: string) => `Given otherwise: ${paths || 'nothing'}.`,
    rings: (gained: number, lost: number, changed: number, same: number) =>
      `${n(gained)} gained, ${n(lost)} lost, ${n(changed)} changed, ${n(same)} the same.`,
    lost: (confirmed: number, dismissed: number) =>
      `Of those lost, ${n(confirmed)} had been confirmed and ${n(dismissed)} dismissed.`,
    atLeast: 'At least',
    score: (score: number) => `score ${n(score)}`,
    count: 'Rings, published',
    countAfter: 'Rings, this run',
    precision: 'Precision, published',
    precisionAfter: 'Precision, this run',
    of: (share: string, judged: number) => `${share} of ${n(judged)}`,
    unknown: 'nobody judged',
  },
};
