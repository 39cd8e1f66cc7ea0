/** T9: a shop's real orders are filled elsewhere with stolen cards and shipped to the shop's customers. */
import { unusualRate } from '../evidence/money.ts';
import { counted } from '../evidence/wording.ts';
import { heldBy, mean, typology } from './typology.ts';

const thresholds = {
  leastAddresses: { standard: 3, min: 1, max: 1000, unit: 'addresses a runner' },
  leastChargebacks: { standard: 3, min: 1, max: 1000, unit: 'chargebacks' },
} as const;

export const triangulation = typology({
  code: 'TRIANGULATION',
  stages: ['transaction', 'settlement'],
  signals: ['MONEY_FLOW', 'SHARED_DEVICE', 'SHARED_PAYMENT_INSTRUMENT'],
  thresholds,
  lookAlikes: ['dropshipping with an own card'],
  match(one, limits) {
    const { facts, marketplace } = one;
    const chargebacks = unusualRate(marketplace, facts, 'chargeback');
    const runners = facts.buyers.filter((buyer) => facts.sum('did', 'ORDER', [buyer]) > 0);
    const addresses = mean(runners.map((buyer) => heldBy(one, buyer, 'Address')));
    if (!chargebacks || chargebacks.hits < limits.leastChargebacks) return null;
    if (addresses < limits.leastAddresses || runners.length === 0) return null;
    const cards = mean(runners.map((buyer) => heldBy(one, buyer, 'PaymentInstrument')));
    const refused = unusualRate(marketplace, facts, 'refusal') ? 0.15 : 0;
    return {
      score:
        0.45 + 0.2 * chargebacks.rate + 0.1 * Math.min(1, cards / 4) + (facts.sellers.length > 0 ? 0.25 : 0) - refused,
      reason: `${counted(runners.length, 'buyer')} shipped to ${addresses.toFixed(1)} addresses each with ${cards.toFixed(1)} cards each; ${counted(chargebacks.hits, 'chargeback')}`,
    };
  },
});
