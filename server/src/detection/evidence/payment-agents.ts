/** Who is paid through another: clients of a licensed agent, until they come in a batch or are drained one after another. */
import type { EventType } from '../../domain/ontology.ts';
import { DAY_MS } from '../../domain/time-point.ts';
import { eachEventOf, eventCode } from '../activity.ts';
import { type GroupFacts, hasEvents, type SharedFact } from '../group-facts.ts';
import type { Marketplace } from '../marketplace.ts';
import type { CounterFinder } from './finding.ts';
import { tiesTheGroup } from './shared-identifiers.ts';

const AGENT_ACCOUNTS = 4;
const DRAINED_WITHIN = 3 * DAY_MS * 4;
const MOST_DRAINED = 0.5;

/** Most of those paid there had it entered and were paid out within three days (T6: change, then fast withdrawal). */
function isDrained({ activity, columns }: Marketplace, facts: GroupFacts, { entity, holders }: SharedFact): boolean {
  if (!hasEvents(facts, 'PROFILE_CHANGE') || !hasEvents(facts, 'PAYOUT')) return false;
  const { type, to, at, references } = columns.events;
  const timesOf = (name: EventType, account: number): number[] => {
    const times: number[] = [];
    eachEventOf(activity.byActor, account, (event) => {
      const isThere = to[event] === entity || references['payoutAccount']?.[event] === entity;
      if (type[event] === eventCode(name) && isThere) times.push(at[event] ?? Number.NaN);
    });
    return times;
  };
  const drained = holders.filter((account) => {
    const changes = timesOf('PROFILE_CHANGE', account);
    return timesOf('PAYOUT', account).some((paid) =>
      changes.some((changed) => paid >= changed && paid - changed <= DRAINED_WITHIN),
    );
  });
  return drained.length >= holders.length * MOST_DRAINED;
}

/** Many are paid through one account and have nothing else in common: a payment agent, until something else shows. */
export const findPaymentAgent: CounterFinder = (marketplace, facts, findings) => {
  const payout = facts.shared.find((fact) => fact.kind === 'PayoutAccount' && fact.accounts >= AGENT_ACCOUNTS);
  // Clients come one by one and stay: who comes in a batch, or is paid at once after a change, is nobody's client.
  if (!payout || findings.some(({ kind }) => kind === 'burst') || isDrained(marketplace, facts, payout)) return [];
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
