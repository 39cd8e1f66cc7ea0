/** T11: stolen cards are tried out, many small payments refused, or used until their owners have the money charged back. */
import { unusualRate } from '../evidence/money.ts';
import { percent } from '../evidence/wording.ts';
import { heldBy, typology } from './typology.ts';

const thresholds = {
  leastRefused: { standard: 8, min: 1, max: 1000, unit: 'refused payments' },
  leastChargedBack: { standard: 4, min: 1, max: 1000, unit: 'orders charged back' },
  leastCards: { standard: 3, min: 1, max: 1000, unit: 'cards of members for charge-backs to count' },
  leastShare: { standard: 0.4, min: 0.01, max: 1, unit: 'share of members' },
} as const;

export const cardTesting = typology({
  code: 'CARD_TESTING',
  stages: ['transaction'],
  signals: ['MONEY_FLOW', 'SHARED_DEVICE', 'SHARED_PAYMENT_INSTRUMENT'],
  thresholds,
  lookAlikes: ['a subscription that retries', "an issuer's outage"],
  match(one, limits) {
    const { marketplace, facts } = one;
    const refused = unusualRate(marketplace, facts, 'refusal');
    const chargedBack = unusualRate(marketplace, facts, 'chargeback');
    const cards = facts.members.reduce((sum, account) => sum + heldBy(one, account, 'PaymentInstrument'), 0);
    const tried = refused && refused.hits >= limits.leastRefused ? refused : null;
    const used = chargedBack && chargedBack.hits >= limits.leastChargedBack && cards >= limits.leastCards;
    const told = tried ?? (used ? chargedBack : null);
    if (!told) return null;
    const taking = told.accounts.length / facts.members.length;
    if (taking < limits.leastShare) return null;
    return {
      // Charge-backs come with other schemes too, which tell more.
      score: tried ? 0.45 + 0.25 * taking + 0.3 * told.rate : 0.2 + 0.15 * taking + 0.15 * told.rate,
      reason: `${percent(told.rate)} of ${told.trials} payments were ${tried ? 'refused' : 'charged back'}; ${percent(told.usual)} is usual`,
    };
  },
});
