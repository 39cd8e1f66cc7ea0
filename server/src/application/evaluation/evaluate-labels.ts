/**
 * Found rings against labels of single accounts, where the rings themselves are unknown: how much likelier than
 * chance is it that a member of the top rings is labelled? Labels are never complete, so this says how much better
 * than the base rate, not how many were found.
 */
import type { EntityRef } from '../../domain/records.ts';
import { bootstrapInterval, type Interval } from './resample.ts';
import { REVIEWED_RINGS } from './ring-ranking.ts';

export type AccountLabels = {
  /** Every account that has a label, yes or no. */
  readonly population: ReadonlySet<string>;
  readonly flagged: ReadonlySet<string>;
};

type TopRings = {
  readonly rings: number;
  /** Fewer rings than asked for were found. */
  readonly ringsFound: number;
  readonly accounts: number;
  readonly flagged: number;
  readonly precision: number | null;
  readonly lift: number | null;
  /** 95 %, over resampled rings. */
  readonly liftInterval: Interval | null;
};
export type LabelEvaluation = {
  readonly population: number;
  readonly flagged: number;
  readonly baseRate: number;
  readonly rings: number;
  readonly top: readonly TopRings[];
};

const RESAMPLING = { resamples: 2000, seed: 20_260_630 } as const;

type Counted = { readonly accounts: readonly string[]; readonly flagged: number };
type RankedRing = { readonly members: readonly EntityRef[] };

/** `rings` in the order they are shown: highest score first. */
export function evaluateLabels(rings: readonly RankedRing[], labels: AccountLabels): LabelEvaluation {
  const baseRate = labels.population.size === 0 ? 0 : labels.flagged.size / labels.population.size;
  const counted = rings.map((ring): Counted => {
    const accounts = ring.members.map(({ id }) => id).filter((id) => labels.population.has(id));
    return { accounts, flagged: accounts.filter((id) => labels.flagged.has(id)).length };
  });
  return {
    population: labels.population.size,
    flagged: labels.flagged.size,
    baseRate,
    rings: rings.length,
    top: REVIEWED_RINGS.map((count) => measureTop(counted.slice(0, count), count, labels, baseRate)),
  };
}

function measureTop(top: readonly Counted[], rings: number, labels: AccountLabels, baseRate: number): TopRings {
  // An account in two rings is one account.
  const accounts = new Set(top.flatMap((ring) => ring.accounts));
  const flagged = [...accounts].filter((id) => labels.flagged.has(id)).length;
  const precision = accounts.size === 0 ? null : flagged / accounts.size;
  const canLift = precision !== null && baseRate > 0;
  return {
    rings,
    ringsFound: top.length,
    accounts: accounts.size,
    flagged,
    precision,
    lift: canLift ? precision / baseRate : null,
    liftInterval: canLift ? bootstrapInterval(top, (sample) => ratio(sample) / baseRate, RESAMPLING) : null,
  };
}

/** Labelled over all, over the drawn rings: a ratio of sums, so that big rings weigh as much as they hold. */
function ratio(rings: readonly Counted[]): number {
  let accounts = 0;
  let flagged = 0;
  for (const ring of rings) {
    accounts += ring.accounts.length;
    flagged += ring.flagged;
  }
  return accounts === 0 ? 0 : flagged / accounts;
}
