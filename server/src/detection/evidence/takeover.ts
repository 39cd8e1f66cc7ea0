/**
 * Old accounts with a life of their own that all appear on one handset, phone number or e-mail address within days:
 * the mark of a takeover. Failed sign-ins on the same handset make it plainer.
 */
import type { EntityKind } from '../../domain/ontology.ts';
import { eventCode } from '../activity.ts';
import { eachOf } from '../graph/csr.ts';
import type { GroupFacts, SharedFact } from '../group-facts.ts';
import { accountEntity, labelOf, type Marketplace } from '../marketplace.ts';
import { oncePerGroup } from '../once-per-group.ts';
import { type Dated, densestSpan, widthMs } from '../signals/bursts.ts';
import { TELLS } from '../signals/clock.ts';
import type { Finder } from './finding.ts';
import { isDrained } from './payment-agents.ts';
import { tiesTheGroup } from './shared-identifiers.ts';
import { counted, nounOf, spanOf } from './wording.ts';

const DAY = 86_400_000 * 4;
const LEAST_EARLIER_EVENTS = 2;
const LEAST_TRIES = 3;
const MOST = 0.5;
/**
 * A new home or office brings many to one address and one IP address at once, and an agency that changes its bank to one
 * payout account: these kinds are no sign.
 */
export const BURST_KINDS: ReadonlySet<EntityKind> = new Set(['Device', 'Phone', 'Email']);

export type Takeover = {
  readonly fact: SharedFact;
  readonly accounts: readonly number[];
  readonly widthMs: number;
  /** Failed sign-ins of these accounts on the group's shared devices. */
  readonly failures: number;
  /** Whether of most of them passwords were tried there, again and again: anybody mistypes once or twice. */
  readonly isGuessed: boolean;
};

/** Members of whom it was decided elsewhere that somebody else had got into their accounts. */
export const reportedTakeovers = (marketplace: Marketplace, { members }: GroupFacts): number =>
  members.filter((account) => labelOf(marketplace, account) === 'compromised').length;

export const takeoverBurst = oncePerGroup(findTakeover);

function findTakeover(marketplace: Marketplace, facts: GroupFacts): Takeover | null {
  const { takeoverAccounts, takeoverSpanDays } = marketplace.parameters;
  let best: Takeover | null = null;
  for (const fact of facts.shared) {
    if (!tiesTheGroup(fact) || !BURST_KINDS.has(fact.kind)) continue;
    if (fact.holders.length < Math.max(takeoverAccounts, fact.accounts * 0.6)) continue;
    const arrivals = lateArrivals(marketplace, facts, fact);
    if (arrivals.length < takeoverAccounts) continue;
    const tells = marketplace.firstSights.teller(fact.kind);
    const known = arrivals.filter(({ at }) => tells(at) === TELLS.minute);
    const burst = densestSpan(known, takeoverSpanDays * DAY);
    if (burst.length < takeoverAccounts || burst.length < fact.accounts * 0.6) continue;
    if (best && best.accounts.length >= burst.length) continue;
    const accounts = burst.map(({ account }) => account).sort((a, b) => a - b);
    best = { fact, accounts, widthMs: widthMs(burst), ...failedSignIns(marketplace, facts, accounts) };
  }
  return best;
}

/**
 * Holders first seen on the identifier, to the minute, long after they registered, who had begun to live or whose
 * password was guessed at there.
 */
function lateArrivals(marketplace: Marketplace, facts: GroupFacts, fact: SharedFact): Dated[] {
  const { columns, parameters } = marketplace;
  return fact.holders.flatMap((account) => {
    const arrival = firstSightOf(marketplace, account, fact.identifier);
    const created = columns.entities.createdAt[accountEntity(marketplace, account)] ?? Number.NaN;
    if (!arrival || !(arrival.at - created >= parameters.takeoverAgeDays * DAY)) return [];
    const known = livedBefore(marketplace, { account, at: arrival.at, isShop: isDrained(marketplace, facts, account) });
    return known || failuresOn(marketplace, account, new Set([fact.entity])) > 0 ? [arrival] : [];
  });
}

/** Null where its day at most is known. */
function firstSightOf({ sharing }: Marketplace, account: number, identifier: number): Dated | null {
  const { rowOffsets, rowEntries, entryColumn, times } = sharing.byAccount;
  for (let r = rowOffsets[account] ?? 0; r < (rowOffsets[account + 1] ?? 0); r++) {
    const entry = rowEntries[r] ?? 0;
    if (entryColumn[entry] !== identifier) continue;
    const at = times.first(entry);
    return Number.isNaN(at) || at % 4 === 0 ? null : { account, at };
  }
  return null;
}

/** A shop whose payouts were turned over lives by its customers, too. */
function livedBefore(
  { activity, columns }: Marketplace,
  { account, at, isShop }: Dated & { isShop: boolean },
): boolean {
  let earlier = 0;
  const note = (event: number): void => {
    if ((columns.events.at[event] ?? Number.NaN) < at - DAY) earlier++;
  };
  eachOf(activity.byActor, account, note);
  if (isShop) eachOf(activity.byCounterparty, account, note);
  return earlier >= LEAST_EARLIER_EVENTS;
}

const devicesOf = ({ shared }: GroupFacts): number[] =>
  shared.filter(({ kind }) => kind === 'Device').map(({ entity }) => entity);

function failedSignIns(marketplace: Marketplace, facts: GroupFacts, accounts: readonly number[]) {
  const devices = new Set(devicesOf(facts));
  const each = accounts.map((account) => failuresOn(marketplace, account, devices));
  return {
    failures: each.reduce((sum, failures) => sum + failures, 0),
    isGuessed: each.filter((failures) => failures >= LEAST_TRIES).length >= accounts.length * MOST,
  };
}

function failuresOn({ activity, columns }: Marketplace, account: number, devices: ReadonlySet<number>): number {
  const login = eventCode('LOGIN');
  const { type, failed, to } = columns.events;
  let failures = 0;
  eachOf(activity.byActor, account, (event) => {
    if (type[event] === login && failed[event] === 1 && devices.has(to[event] ?? -1)) failures++;
  });
  return failures;
}

export const findTakeoverBurst: Finder = (marketplace, facts) => {
  const takeover = takeoverBurst(marketplace, facts);
  if (!takeover) return [];
  const { fact, accounts, failures, isGuessed } = takeover;
  const tried = failures > 0 ? `, after ${counted(failures, 'failed sign-in')}` : '';
  return [
    {
      type: 'SYNCHRONY',
      kind: 'synchrony',
      statement:
        `${accounts.length} accounts with a history of their own first appeared on one ${nounOf(fact.kind).one} ` +
        `within ${spanOf(takeover.widthMs)}${tried}`,
      points: (isGuessed ? 30 : 20) * Math.min(1, accounts.length / facts.members.length),
      entities: [...new Set([fact.entity, ...(failures > 0 ? devicesOf(facts) : [])])],
      members: accounts,
      eventTypes: ['LOGIN', 'PROFILE_CHANGE'],
      eventFilter: { through: 'references' },
    },
  ];
};
