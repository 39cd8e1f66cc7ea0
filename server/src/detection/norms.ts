/**
 * What a group is measured against: every quantity that is read from the marketplace as a whole. A full run reads them;
 * a run that computes a part of the marketplace holds those of the last full run, so that a few new records move no
 * threshold. Nothing but numbers in typed arrays and plain trees: a file can hold it.
 */

import type { ConductTotals } from './conduct.ts';
import type { ChanceNorms } from './confidence/chance.ts';
import { BURST_KINDS } from './evidence/takeover.ts';
import type { Marketplace } from './marketplace.ts';
import type { RarityTable } from './rarity.ts';
import type { ClockHabits, HabitsOfClocks } from './signals/clock.ts';
import type { QuickRate } from './signals/quick-redemptions.ts';
import type { SynchronyNorms } from './signals/synchrony.ts';
import { type AmountsByCurrency, byCurrency } from './typical-amounts.ts';

export type MarketNorms = {
  readonly universe: Universe;
  /** Kind code → accounts from which on an identifier ties nobody. */
  readonly caps: Float64Array;
  readonly rarity: RarityTable;
  /** Number of cards → share of the accounts with a card that hold so many. */
  readonly cards: Float64Array;
  readonly conduct: ConductTotals;
  readonly quickRedemptions: QuickRate;
  readonly typicalAmounts: AmountsByCurrency;
  readonly largePayments: AmountsByCurrency;
  /** Registration times, ascending. */
  readonly registrations: Float64Array;
  readonly clocks: Clocks;
  readonly synchrony: SynchronyNorms;
  /** What p of a tie by identifiers was accepted at the most. */
  readonly acceptedTie: number;
  readonly chance: ChanceNorms;
  /** The least strength of a lead that was told; 0 where all were. */
  readonly weakestLead: number;
};

export type Universe = { readonly persons: number; readonly identifiers: number };

export type Clocks = {
  /** By event code, by kind code of accounts, and by kind of identifier. */
  readonly events: HabitsOfClocks;
  readonly registrations: HabitsOfClocks;
  readonly firstSights: Readonly<Record<string, ClockHabits>>;
};

type FoundLater = Pick<MarketNorms, 'largePayments' | 'acceptedTie' | 'chance' | 'weakestLead'>;

export function readNorms(marketplace: Marketplace, later: FoundLater): MarketNorms {
  const { universe, hubs, rarity, holdings, conduct, quickRedemptions, typicalAmounts, columns } = marketplace;
  const { activity, synchrony, registrations, registrationHabits, firstSights } = marketplace;
  return {
    universe,
    caps: hubs.cap,
    rarity: rarity.table,
    cards: holdings.table,
    conduct: conduct.totals,
    quickRedemptions: { accounts: quickRedemptions.accounts, known: quickRedemptions.known },
    typicalAmounts: byCurrency(typicalAmounts, columns.currencies),
    registrations,
    clocks: {
      events: activity.habits,
      registrations: registrationHabits,
      firstSights: Object.fromEntries([...BURST_KINDS].map((kind) => [kind, firstSights.habits(kind)])),
    },
    synchrony: synchrony.norms,
    ...later,
  };
}
