/** Who is paid through another: clients of a licensed agent, until they come in a batch or are drained one after another. */
import type { EventType } from '../../domain/ontology.ts';
import { DAY_MS } from '../../domain/time-point.ts';
import { eventCode } from '../activity.ts';
import { eachOf } from '../graph/csr.ts';
import { type GroupFacts, hasEvents, type SharedFact } from '../group-facts.ts';
import type { Marketplace } from '../marketplace.ts';
import { oncePerGroup } from '../once-per-group.ts';
import { TELLS } from '../signals/clock.ts';
import { leaveCustomersBehind } from './delivery.ts';
import type { CounterFinder, Finder } from './finding.ts';
import { tiesTheGroup } from './shared-identifiers.ts';

const AGENT_ACCOUNTS = 4;
const DRAINED_WITHIN = 3 * DAY_MS * 4;
const MOST_DRAINED = 0.5;

/** Clients are paid again and again. */
const MOST_WITHDRAWALS = 3;

/**
 * Those who had the payout account entered, were paid out to it within three days, and hardly again (T6: change, then fast
 * withdrawal).
 */
export function drainedTo({ activity, columns }: Marketplace, entity: number, holders: readonly number[]): number[] {
  const { type, to, at, references } = columns.events;
  const timesOf = (name: EventType, account: number): number[] => {
    const times: number[] = [];
    eachOf(activity.byActor, account, (event) => {
      const isThere = to[event] === entity || references['payoutAccount']?.[event] === entity;
      const isDated = activity.tells[event] !== TELLS.nothing;
      if (type[event] === eventCode(name) && isThere && isDated) times.push(at[event] ?? Number.NaN);
    });
    return times;
  };
  return holders.filter((account) => {
    const changes = timesOf('PROFILE_CHANGE', account);
    const payouts = changes.length > 0 ? timesOf('PAYOUT', account) : [];
    const isQuick = (paid: number): boolean =>
      changes.some((changed) => paid >= changed && paid - changed <= DRAINED_WITHIN);
    return payouts.length <= MOST_WITHDRAWALS && payouts.some(isQuick);
  });
}

/** Payout account that members share → who of them was drained to it; null where nobody was. */
const drainedMembers = oncePerGroup((marketplace: Marketplace, facts: GroupFacts) => {
  if (!hasEvents(facts, 'PROFILE_CHANGE') || !hasEvents(facts, 'PAYOUT')) return null;
  const drained = new Map<SharedFact, readonly number[]>();
  for (const fact of facts.shared) {
    const those = fact.kind === 'PayoutAccount' ? drainedTo(marketplace, fact.entity, fact.holders) : [];
    if (those.length > 0) drained.set(fact, those);
  }
  return drained.size > 0 ? drained : null;
});

export const isDrained = (marketplace: Marketplace, facts: GroupFacts, account: number): boolean =>
  [...(drainedMembers(marketplace, facts)?.values() ?? [])].some((those) => those.includes(account));

/** Those of one payout account, where they are most of who holds it; else none. */
function drainedOf(marketplace: Marketplace, facts: GroupFacts, fact: SharedFact): readonly number[] {
  const drained = drainedMembers(marketplace, facts)?.get(fact) ?? [];
  return drained.length >= fact.holders.length * MOST_DRAINED ? drained : [];
}

export const findDrainedAccounts: Finder = (marketplace, facts) => {
  for (const fact of facts.shared) {
    if (fact.kind !== 'PayoutAccount' || fact.holders.length < AGENT_ACCOUNTS || !tiesTheGroup(fact)) continue;
    const drained = drainedOf(marketplace, facts, fact);
    if (drained.length === 0) continue;
    return [
      {
        type: 'MONEY_FLOW',
        kind: 'money',
        statement:
          `${drained.length} of ${facts.members.length} members were paid out within three days of the payout account ` +
          'they share being entered, and hardly again',
        points: 12 * (drained.length / facts.members.length),
        entities: [fact.entity],
        members: drained,
        eventTypes: ['PROFILE_CHANGE', 'PAYOUT'],
        eventFilter: { through: 'references' },
      },
    ];
  }
  return [];
};

/** Many are paid through one account and have nothing else in common: a payment agent, until something else shows. */
export const findPaymentAgent: CounterFinder = (marketplace, facts, findings) => {
  const payout = facts.shared.find((fact) => fact.kind === 'PayoutAccount' && fact.accounts >= AGENT_ACCOUNTS);
  // Clients come one by one and stay: who comes in a batch, or is paid at once after a change, is nobody's client.
  if (!payout || findings.some(({ kind }) => kind === 'burst')) return [];
  if (drainedOf(marketplace, facts, payout).length > 0 || leaveCustomersBehind(marketplace, facts)) return [];
  const elsewhere = facts.shared.filter((fact) => fact !== payout && tiesTheGroup(fact));
  const tied = new Set(elsewhere.flatMap((fact) => fact.holders).filter((account) => payout.holders.includes(account)));
  if (tied.size > payout.holders.length * 0.3) return [];
  return [
    {
      type: 'PAYMENT_AGENT',
      statement:
        `${payout.accounts} accounts are paid through one payout account and share little else, ` +
        'as clients of a payment agent do',
      penalty: 0.2,
      explains: ['payout'],
      entities: [payout.entity],
      members: payout.holders,
      eventTypes: [],
    },
  ];
};
