/** The shops or creators that the members of a group keep dealing with, whose business comes largely from them. */
import { EVENT_TYPE_LIST, type EventType } from '../domain/ontology.ts';
import type { Activity } from './activity.ts';
import type { Marketplace } from './marketplace.ts';
import { SCOPE } from './scope.ts';

const DEALINGS: readonly EventType[] = ['ORDER', 'REVIEW', 'ENGAGEMENT', 'TRANSFER', 'GIFT', 'PROMOTION', 'REFUND'];
const DEALING_CODES = Uint8Array.from(EVENT_TYPE_LIST, (type) => Number(DEALINGS.includes(type)));
const isDealing = (code: number | undefined): boolean => DEALING_CODES[code ?? 0] === 1;
const LEAST_SOURCES = 3;
const LEAST_SHARE_OF_GROUP = 0.5;
const LEAST_SHARE_OF_BUSINESS = 0.5;
const MOST_PARTNERS = 2;
const MOST_PARTNERS_SHARE = 0.15;

const NOBODY: readonly number[] = [];

/** Accounts half the group deals with and whose own dealings come to a half or more from the group. */
export function createCounterpartyFinder(
  marketplace: Marketplace,
  scope?: Uint8Array | undefined,
): (group: readonly number[]) => readonly number[] {
  const { activity, columns, population } = marketplace;
  const { offsets, items } = activity.byActor;
  const business = countBusiness(marketplace);
  const tally = new PartnerTally(population.accountCount);
  const noteDealings = (member: number): void => {
    const end = offsets[member + 1] ?? 0;
    for (let i = offsets[member] ?? 0; i < end; i++) {
      const event = items[i] ?? 0;
      if (!isDealing(columns.events.type[event])) continue;
      tally.note(activity.counterparty[event] ?? -1, member);
      tally.note(activity.credited[event] ?? -1, member);
    }
  };
  const partnersOf = (group: readonly number[]): readonly number[] => {
    const often = tally.dealtWithBy(Math.max(LEAST_SOURCES, group.length * LEAST_SHARE_OF_GROUP));
    // Many such accounts are what the group preys on or was hired by, one by one; a partner is one of a few.
    if (often.length === 0 || often.length > Math.max(MOST_PARTNERS, group.length * MOST_PARTNERS_SHARE)) return NOBODY;
    const isPartner = (other: number): boolean =>
      scope?.[other] !== SCOPE.outside &&
      !group.includes(other) &&
      tally.dealingsWith(other) >= (business[other] ?? 0) * LEAST_SHARE_OF_BUSINESS;
    return often.filter(isPartner).sort((a, b) => a - b);
  };

  return (group) => {
    for (const member of group) noteDealings(member);
    const partners = partnersOf(group);
    tally.clear();
    return partners;
  };
}

/** How many members of one group dealt with an account, how often, and which one was counted last. */
class PartnerTally {
  readonly #sources: Int32Array;
  readonly #dealings: Int32Array;
  readonly #lastSource: Int32Array;
  readonly #touched: number[] = [];

  constructor(accountCount: number) {
    this.#sources = new Int32Array(accountCount);
    this.#dealings = new Int32Array(accountCount);
    this.#lastSource = new Int32Array(accountCount).fill(-1);
  }

  note(other: number, member: number): void {
    if (other < 0) return;
    this.#dealings[other] = (this.#dealings[other] ?? 0) + 1;
    if (this.#lastSource[other] === member) return;
    if (this.#lastSource[other] === -1) this.#touched.push(other);
    this.#lastSource[other] = member;
    this.#sources[other] = (this.#sources[other] ?? 0) + 1;
  }

  dealtWithBy = (least: number): number[] => this.#touched.filter((other) => (this.#sources[other] ?? 0) >= least);
  dealingsWith = (other: number): number => this.#dealings[other] ?? 0;

  clear(): void {
    for (const other of this.#touched) {
      this.#sources[other] = 0;
      this.#dealings[other] = 0;
      this.#lastSource[other] = -1;
    }
    this.#touched.length = 0;
  }
}

type Business = Pick<Marketplace, 'columns' | 'population'> & {
  readonly activity: Pick<Activity, 'actor' | 'counterparty' | 'credited'>;
};

/** Accounts outside that may be found as counterparties of a group inside: nobody else can be. */
export function possiblePartners(market: Business, isInside: (account: number) => boolean): number[] {
  const fromInside = countBusiness(market, (event) => isInside(market.activity.actor[event] ?? -1));
  const business = countBusiness(market);
  const partners: number[] = [];
  for (let account = 0; account < business.length; account++) {
    const dealings = fromInside[account] ?? 0;
    if (dealings < LEAST_SOURCES || dealings < (business[account] ?? 0) * LEAST_SHARE_OF_BUSINESS) continue;
    if (!isInside(account)) partners.push(account);
  }
  return partners;
}

/** Account → dealings others had with it, or that are credited to it; of the events that count. */
function countBusiness(
  { activity, columns, population }: Business,
  counts: (event: number) => boolean = () => true,
): Int32Array {
  const business = new Int32Array(population.accountCount);
  for (let event = 0; event < columns.events.length; event++) {
    if (!isDealing(columns.events.type[event]) || !counts(event)) continue;
    const counterparty = activity.counterparty[event] ?? -1;
    const credited = activity.credited[event] ?? -1;
    if (counterparty >= 0) business[counterparty] = (business[counterparty] ?? 0) + 1;
    if (credited >= 0) business[credited] = (business[credited] ?? 0) + 1;
  }
  return business;
}
