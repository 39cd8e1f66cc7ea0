/** T11: stolen cards are tried out: many small payments, most of them refused, from few handsets. */
import { unusualRate } from '../evidence/money.ts';
import { percent } from '../evidence/wording.ts';
import { typology } from './typology.ts';

const thresholds = {
  leastRefused: { standard: 8, min: 1, max: 1000, unit: 'refused payments' },
  leastShare: { standard: 0.4, min: 0.01, max: 1, unit: 'share of members' },
} as const;

export const cardTesting = typology({
  code: 'CARD_TESTING',
  stages: ['transaction'],
  signals: ['MONEY_FLOW', 'SHARED_DEVICE', 'SHARED_PAYMENT_INSTRUMENT'],
  thresholds,
  lookAlikes: ['a subscription that retries', "an issuer's outage"],
  match({ marketplace, facts }, limits) {
    const refused = unusualRate(marketplace, facts, 'refusal');
    if (!refused || refused.hits < limits.leastRefused) return null;
    const taking = refused.accounts.length / facts.members.length;
    if (taking < limits.leastShare) return null;
    return {
      score: 0.45 + 0.25 * taking + 0.3 * refused.rate,
      reason: `${percent(refused.rate)} of ${refused.trials} payments were refused; ${percent(refused.usual)} is usual`,
    };
  },
});
