/** Who is who in a ring, and why: the reason is what an investigator checks first. */
import type { MemberRole, RingMember } from '../domain/ring.ts';
import { dealingsInside } from './evidence/dealings.ts';
import { managerOf } from './evidence/living-together.ts';
import { takeoverBurst } from './evidence/takeover.ts';
import { counted } from './evidence/wording.ts';
import type { GroupFacts, SharedFact } from './group-facts.ts';
import { accountRef, isKnownFraud, labelOf, type Marketplace } from './marketplace.ts';
import { round, type Score } from './score.ts';

type Role = { readonly role: MemberRole; readonly reason: string };

export function rolesOf(marketplace: Marketplace, facts: GroupFacts, score: Score, confidence: number): RingMember[] {
  const victims = victimsOf(marketplace, facts);
  const organiser = organiserOf(marketplace, facts, victims);
  const mules = mulesOf(marketplace, facts);
  const core = new Set(facts.group.core);
  return facts.members.map((account) => {
    const { role, reason } =
      victims.get(account) ??
      (organiser?.account === account ? organiser : undefined) ??
      mules.get(account) ??
      baseRole(facts, score, account, core.has(account));
    const sure = round(confidence * (0.5 + 0.5 * shareOfPoints(score, account)));
    const { kind, id } = accountRef(marketplace, account);
    return { kind, id, role, confidence: sure, reason: marketplace.once.sentence(reason) };
  });
}

/** Share of the evidence's points that touches the account. */
function shareOfPoints(score: Score, account: number): number {
  let all = 0;
  let own = 0;
  for (const { finding, points } of score.weighed) {
    all += points;
    if (finding.members.includes(account)) own += points;
  }
  return all === 0 ? 0 : own / all;
}

function baseRole(facts: GroupFacts, score: Score, account: number, inCore: boolean): Role {
  const shared = facts.shared.filter((fact) => !fact.isHub && fact.holders.includes(account));
  const others = countHolders(shared) - 1;
  const findings = score.weighed.filter(({ finding }) => finding.members.includes(account)).length;
  const part = `part of ${counted(findings, 'finding')}`;
  const reason =
    shared.length > 0
      ? `Shares ${counted(shared.length, 'identifier')} with ${counted(others, 'other member')}; ${part}`
      : `Tied by what it does, not by what it shares; ${part}`;
  return { role: inCore ? 'CORE' : 'ASSOCIATE', reason };
}

function countHolders(shared: readonly SharedFact[]): number {
  if (shared.length === 1) return shared[0]?.holders.length ?? 0;
  const holders = new Set<number>();
  for (const fact of shared) for (const holder of fact.holders) holders.add(holder);
  return holders.size;
}

function victimsOf(marketplace: Marketplace, facts: GroupFacts): Map<number, Role> {
  const victims = new Map<number, Role>();
  for (const account of facts.members) {
    if (labelOf(marketplace, account) === 'compromised') {
      victims.set(account, { role: 'VICTIM', reason: 'Reported as taken over' });
    }
  }
  const takeover = takeoverBurst(marketplace, facts);
  for (const account of takeover?.accounts ?? []) {
    if (isKnownFraud(marketplace, account)) continue;
    victims.set(account, {
      role: 'VICTIM',
      reason: 'An older account that first appeared on the shared identifier together with the others',
    });
  }
  return victims;
}

type Organiser = Role & { readonly account: number; readonly strength: number };

/** The one whom the orders, the referrals or the management point to. */
function organiserOf(
  marketplace: Marketplace,
  facts: GroupFacts,
  victims: ReadonlyMap<number, Role>,
): Organiser | null {
  const found: Organiser[] = [];
  const add = (account: number, strength: number, reason: string): void => {
    if (!victims.has(account)) found.push({ account, strength, reason, role: 'ORGANISER' });
  };
  const orders = dealingsInside(marketplace, facts, 'ORDER');
  for (const account of orders.receivers) {
    const senders = new Set(
      orders.events
        .filter((event) => marketplace.activity.counterparty[event] === account)
        .map((event) => marketplace.activity.actor[event]),
    ).size;
    if (senders >= 2) add(account, senders, `Receives the orders of ${counted(senders, 'member')}`);
  }
  const referred = new Map<number, number>();
  for (const [from] of facts.referrals) referred.set(from, (referred.get(from) ?? 0) + 1);
  for (const [account, count] of referred) if (count >= 2) add(account, count, `Referred ${counted(count, 'member')}`);
  const manager = managerOf(marketplace, facts);
  if (manager && facts.memberSet.has(manager.manager)) {
    add(manager.manager, manager.managed.length, `Manages ${counted(manager.managed.length, 'member')}`);
  }
  found.sort((a, b) => b.strength - a.strength || a.account - b.account);
  const first = found[0];
  return first && first.strength >= Math.max(2, facts.members.length * 0.3) ? first : null;
}

/** Members through whose hands money passes: they receive from others of the group and pay on. */
function mulesOf(marketplace: Marketplace, facts: GroupFacts): Map<number, Role> {
  const { activity } = marketplace;
  const transfers = dealingsInside(marketplace, facts, 'TRANSFER').events;
  const payers = new Map<number, Set<number>>();
  const payees = new Map<number, Set<number>>();
  const note = (map: Map<number, Set<number>>, account: number, other: number): void => {
    map.set(account, (map.get(account) ?? new Set()).add(other));
  };
  for (const event of transfers) {
    note(payers, activity.counterparty[event] ?? -1, activity.actor[event] ?? -1);
    note(payees, activity.actor[event] ?? -1, activity.counterparty[event] ?? -1);
  }
  const mules = new Map<number, Role>();
  for (const [account, from] of payers) {
    const to = payees.get(account)?.size ?? 0;
    if (from.size < 2 || to === 0) continue;
    mules.set(account, {
      role: 'MULE',
      reason: `Receives money from ${counted(from.size, 'member')} and passes it on to ${to}`,
    });
  }
  return mules;
}
