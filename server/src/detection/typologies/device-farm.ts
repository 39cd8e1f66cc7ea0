/** T15: a rack of handsets runs accounts by the dozen. */
import { unusualRate } from '../evidence/money.ts';
import { counted } from '../evidence/wording.ts';
import { coverage, typology } from './typology.ts';

const thresholds = {
  leastPerDevice: { standard: 5, min: 1, max: 1000, unit: 'accounts on one device' },
  leastShare: { standard: 0.6, min: 0.01, max: 1, unit: 'share of members' },
} as const;

export const deviceFarm = typology({
  code: 'DEVICE_FARM',
  stages: ['onboarding', 'content'],
  signals: ['SHARED_DEVICE', 'SHARED_IP_ADDRESS', 'SYNCHRONY', 'REGISTRATION_BURST'],
  thresholds,
  lookAlikes: ['a creator agency with contracts', 'a customer-service room'],
  match(one, limits) {
    const { facts, marketplace } = one;
    const devices = facts.shared.filter((fact) => fact.kind === 'Device');
    const share = coverage(one, 'Device');
    const most = devices[0]?.holders.length ?? 0;
    if (most < limits.leastPerDevice || share < limits.leastShare) return null;
    const holdings = devices.reduce((sum, fact) => sum + fact.holders.length, 0);
    // A farm has nothing but its handsets: what else is shared points to another scheme.
    const other = coverage(one, 'PaymentInstrument', 'PayoutAccount', 'IdentityDocument');
    const busy =
      facts.sum('did', 'ENGAGEMENT') / Math.max(1, facts.sum('did', 'ENGAGEMENT') + facts.sum('did', 'ORDER'));
    // Nor does it spend: whose cards are charged back uses the handset for that.
    const spending = (unusualRate(marketplace, facts, 'chargeback')?.accounts.length ?? 0) / facts.members.length;
    return {
      score: 0.3 + 0.2 * share + 0.1 * Math.min(1, most / 8) + 0.3 * busy - 0.2 * other - 0.25 * spending,
      reason: `${counted(devices.length, 'device')} run ${counted(facts.members.length, 'account')}, ${(holdings / devices.length).toFixed(1)} on each`,
    };
  },
});
