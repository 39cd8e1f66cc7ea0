/** T11: stolen cards are tried out: many small payments, most of them refused, from few handsets. */
import { unusualRate } from '../evidence/money.ts';
import { percent } from '../evidence/wording.ts';
import type { Typology } from './typology.ts';

const thresholds = {
  leastRefused: { value: 8, unit: 'refused payments' },
  leastShare: { value: 0.4, unit: 'share of members' },
} as const;

export const cardTesting: Typology = {
  code: 'CARD_TESTING',
  stages: ['transaction'],
  signals: ['MONEY_FLOW', 'SHARED_DEVICE', 'SHARED_PAYMENT_INSTRUMENT'],
  thresholds,
  lookAlikes: ['a subscription that retries', "an issuer's outage"],
  match({ marketplace, facts }) {
    const refused = unusualRate(marketplace, facts, 'refusal');
    if (!refused || refused.hits < thresholds.leastRefused.value) return null;
    const taking = refused.accounts.length / facts.members.length;
    if (taking < thresholds.leastShare.value) return null;
    return {
      score: 0.45 + 0.25 * taking + 0.3 * refused.rate,
      reason: `${percent(refused.rate)} of ${refused.trials} payments were refused; ${percent(refused.usual)} is usual`,
    };
  },
};
